package io.backstay.seal;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// AES-256-GCM (NIST SP 800-38D): hides bytes, and tells whether they or what they are bound to were changed.
///
/// A key must never meet the same nonce twice.
public final class Aead {
    /// How many bytes a key has.
    public static final int KEY_BYTES = 32;

    /// How many bytes a nonce has.
    public static final int NONCE_BYTES = 12;

    /// How many bytes sealed bytes have more than plain ones.
    public static final int TAG_BYTES = 16;

    private Aead() {}

    /// Seals bytes; the arrays stay the caller's to erase.
    ///
    /// @param bound what the sealed bytes belong to: it is not hidden, and must be the same when they are opened
    public static byte[] seal(byte[] key, byte[] nonce, byte[] bound, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to seal", e);
        }
    }

    /// The plain bytes, or null when the key, the nonce, what they are bound to or a byte of them is another.
    public static byte @Nullable [] open(byte[] key, byte[] nonce, byte[] bound, byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return null;
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, bound).doFinal(sealed);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to open", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        if (key.length != KEY_BYTES || nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes and a nonce " + NONCE_BYTES);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }
}
