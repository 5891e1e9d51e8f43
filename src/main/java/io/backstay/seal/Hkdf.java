package io.backstay.seal;

import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// HKDF (RFC 5869): many keys from one, each for one use.
public final class Hkdf {
    /// The most that one call makes (RFC 5869 section 2.3), with SHA-512.
    static final int BYTES_MAX = 255 * 64;

    private Hkdf() {}

    /// A key for one use, with SHA-512: extract with an empty salt, then expand.
    ///
    /// @param key  what is random in it; stays the caller's to erase
    /// @param info what the new key is for
    public static byte[] sha512(byte[] key, byte[] info, int bytes) {
        return derive("HKDF-SHA512", new byte[0], key, info, bytes);
    }

    static byte[] derive(String algorithm, byte[] salt, byte[] key, byte[] info, int bytes) {
        try {
            var given = HKDFParameterSpec.ofExtract().addIKM(key).addSalt(salt).thenExpand(info, bytes);
            return KDF.getInstance(algorithm, "SunJCE").deriveData(given);
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalArgumentException("no key of " + bytes + " bytes can be derived", e);
        } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
            throw new IllegalStateException("every JDK from 25 on has " + algorithm, e);
        }
    }
}
