package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Ed25519;
import io.backstay.seal.Signer;
import io.backstay.seal.VerifierKey;
import io.backstay.vault.entry.EntryId;

/// Signs with a key that stays in the vault and is lent anew for each signature.
record VaultSigner(Vault vault, EntryId id, VerifierKey key) implements Signer {
    @Override
    public byte[] sign(byte[] message) throws BackstayException {
        return vault.<byte[], BackstayException>lend(
                id,
                credential ->
                        Ed25519.signer(key.name(), credential.secret("seed")).sign(message));
    }
}
