package io.backstay.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of an Ed25519 key (RFC 8032) with its name, in the encoding of C2SP signed-note:
/// `name+keyid+base64(0x01 || key)`.
public final class VerifierKey {
    /// How many bytes an Ed25519 public key has.
    public static final int KEY_BYTES = 32;

    static final int ID_BYTES = 4;
    static final byte ED25519 = 1;
    private static final int NAME_MAX = 255;

    private final String name;
    private final byte[] key;

    /// @param name what stands before its signatures; no spaces, no plus signs
    /// @param key  32 bytes
    public VerifierKey(String name, byte[] key) {
        if (name.isEmpty() || name.length() > NAME_MAX || name.chars().anyMatch(VerifierKey::isRefusedInNames)) {
            throw new IllegalArgumentException("not a key's name: '" + name + "'");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.name = name;
        this.key = key.clone();
    }

    /// What stands before its signatures.
    public String name() {
        return name;
    }

    private static boolean isRefusedInNames(int c) {
        return c == '+' || Character.isWhitespace(c) || Character.isISOControl(c);
    }

    /// The first four bytes of SHA-256 over name, line feed, algorithm and key.
    byte[] id() {
        MessageDigest digest = Digest.begin();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(key), ID_BYTES);
    }

    /// The public bytes.
    public byte[] key() {
        return key.clone();
    }

    /// The line that others add to the keys that they trust.
    public String encoded() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /// What two people compare: the SHA-256 of the key in groups of four hexadecimal digits, the first 64 bits.
    public String fingerprint() {
        String hex = Digest.hex(key).substring(0, 16);
        return hex.replaceAll("(.{4})(?!$)", "$1 ");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return encoded();
    }
}
