package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;

/// A vault, or new keys for one, complete but not yet written. Closing it forgets what was not written.
public final class VaultDraft implements AutoCloseable {
    VaultDraft() {}

    /// The recovery code as people write it; this draft closes it.
    public Secret recoveryCode() {
        throw new UnsupportedOperationException();
    }

    /// What opening it will cost.
    public Argon2id.Parameters parameters() {
        throw new UnsupportedOperationException();
    }

    /// Writes it, once, and answers the vault, open: a new one, or for new keys the same as before.
    public Vault write() throws BackstayException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
