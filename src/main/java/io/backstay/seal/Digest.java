package io.backstay.seal;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, the only hash in use.
public final class Digest {
    /// How many bytes a hash has.
    public static final int BYTES = 32;

    private static final int BUFFER_BYTES = 64 << 10;

    private Digest() {}

    /// A fresh digest, for bytes that come in pieces.
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The hash of the bytes.
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /// The hash of the bytes in lower-case hexadecimal.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /// The hash of the rest of the stream in lower-case hexadecimal; the stream stays open.
    public static String hex(InputStream in) throws IOException {
        MessageDigest digest = begin();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
