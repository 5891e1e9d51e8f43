package io.backstay.connect.s3.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Moving an object's bytes and hashing them on the way.
public final class Bytes {
    private static final int BUFFER_BYTES = 65_536;

    private Bytes() {}

    /// Copies everything and returns its MD5, which is what a store's plain ETag is; it finds damage, not malice.
    public static String copyHashed(InputStream from, OutputStream to) throws IOException {
        MessageDigest md5 = digest("MD5");
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            md5.update(buffer, 0, n);
            to.write(buffer, 0, n);
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    /// The digest of that name, which every JDK has to have (JCA, `MessageDigest`).
    public static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
