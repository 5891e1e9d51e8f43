package io.backstay.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1): a hash that only whoever has the key can make.
public final class Hmac {
    /// How many bytes it has.
    public static final int BYTES = 32;

    private Hmac() {}

    /// The keyed hash of bytes; compare it with [java.security.MessageDigest#isEqual] only.
    ///
    /// @param key at least one byte; stays the caller's to erase
    public static byte[] sha256(byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256", "SunJCE");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
