package io.backstay.connect.postgres.backup.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;

/// The checksums of a manifest, as its lines write them.
final class Digests {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final Map<String, String> NAMES =
            Map.of("SHA224", "SHA-224", "SHA256", "SHA-256", "SHA384", "SHA-384", "SHA512", "SHA-512");

    private Digests() {}

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(NAMES.getOrDefault(algorithm, algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /// In lower-case hexadecimal digits.
    static String ofFile(Path file, String algorithm) throws IOException, InterruptedException {
        boolean crc = algorithm.equals("CRC32C");
        CRC32C sum = new CRC32C();
        MessageDigest digest = of(crc ? "SHA256" : algorithm);
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("checking the backup was cancelled");
                }
                if (crc) {
                    sum.update(buffer, 0, n);
                } else {
                    digest.update(buffer, 0, n);
                }
            }
        }
        // The server prints its number in the order in which the bytes lie in memory.
        return crc
                ? HexFormat.of().toHexDigits(Integer.reverseBytes((int) sum.getValue()))
                : HexFormat.of().formatHex(digest.digest());
    }
}
