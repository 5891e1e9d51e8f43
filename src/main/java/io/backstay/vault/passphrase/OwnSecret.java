package io.backstay.vault.passphrase;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;

/// A secret of bytes that were made here, and so are never too many.
final class OwnSecret {
    private OwnSecret() {}

    /// Takes over the bytes: the array is overwritten.
    static Secret of(byte[] bytes) {
        try {
            return Secret.ofBytes(bytes);
        } catch (BackstayException e) {
            throw new IllegalStateException("what is made here is small", e);
        }
    }
}
