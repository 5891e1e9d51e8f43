package io.backstay.seal;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
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
    private static final int LINE_MAX = NAME_MAX + 64;

    private final String name;
    private final byte[] key;

    /// @param name what stands before its signatures; no spaces, no plus signs
    /// @param key  32 bytes
    public VerifierKey(String name, byte[] key) {
        if (isRefusedAsName(name)) {
            throw new IllegalArgumentException("not a key's name: '" + name + "'");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.name = name;
        this.key = key.clone();
    }

    /// Reads the line that [#encoded] writes; only that one way of writing a key is taken.
    ///
    /// Refused besides: an id that is not that of the key, and keys that let one signature pass for many messages
    /// (points of low order) or that can be written in two ways (RFC 8032 section 5.1.3).
    public static VerifierKey parse(String line) throws BackstayException {
        String[] parts = line.length() > LINE_MAX ? new String[0] : line.split("\\+", 3);
        if (parts.length != 3) {
            throw refused(line, "it is not of the form name+id+key");
        }
        byte[] typed;
        VerifierKey read;
        try {
            typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
                throw refused(line, "it is not an Ed25519 key");
            }
            read = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        } catch (IllegalArgumentException e) {
            throw refused(line, "its name or its encoding is not allowed");
        }
        if (!read.encoded().equals(line)) {
            throw refused(line, "its id is not that of its key, or it is written in an unusual way");
        }
        String weakness = EdwardsPoint.weakness(read.key);
        if (weakness != null) {
            throw refused(line, weakness);
        }
        return read;
    }

    private static BackstayException refused(String line, String why) {
        String shown = line.length() > NAME_MAX ? line.substring(0, NAME_MAX) + "…" : line;
        return new BackstayException(new Failure.BadInput(
                "'" + shown + "' is not a verifier key: " + why + ".",
                "Ask its owner for the whole line and compare the fingerprint."));
    }

    /// Whether the signature over the message was made with this key's private half.
    public boolean verify(byte[] message, byte[] signature) {
        return Ed25519.verify(key, message, signature);
    }

    /// What stands before its signatures.
    public String name() {
        return name;
    }

    static boolean isRefusedAsName(String name) {
        return name.isEmpty() || name.length() > NAME_MAX || name.chars().anyMatch(VerifierKey::isRefusedInNames);
    }

    private static boolean isRefusedInNames(int c) {
        return c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /// The first four bytes of SHA-256 over name, line feed, algorithm and key.
    byte[] id() {
        MessageDigest digest = Digest.begin();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(key), ID_BYTES);
    }

    /// Its short name in signatures: the first four bytes of a hash over name, algorithm and key, in hexadecimal.
    public String idHex() {
        return HexFormat.of().formatHex(id());
    }

    /// Whether signatures under this name and id, in hexadecimal, claim to be of this key.
    public boolean isNamed(String other, String otherId) {
        return name.equals(other) && idHex().equals(otherId);
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
        return name + "+" + idHex() + "+" + Base64.getEncoder().encodeToString(typed);
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
