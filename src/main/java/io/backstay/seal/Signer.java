package io.backstay.seal;

import io.backstay.base.BackstayException;

/// Signs with one Ed25519 key (RFC 8032) that the caller never sees.
public interface Signer {
    /// The key's name and public half, for whoever verifies.
    VerifierKey key();

    /// The signature of a message, 64 bytes.
    ///
    /// @throws BackstayException when the key cannot be used now, such as while the vault is locked
    byte[] sign(byte[] message) throws BackstayException;
}
