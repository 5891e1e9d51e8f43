package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.seal.Signer;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An open vault. Every change is saved before its method returns, or did not happen. Safe for use by several threads.
///
/// Once it is closed, every method that needs its keys fails with `Refused`. Secrets and credentials that are passed
/// in stay the caller's to close.
public final class Vault implements AutoCloseable {
    Vault() {}

    /// 32 lower-case hexadecimal digits, the same through all saves.
    public String vaultId() {
        throw new UnsupportedOperationException();
    }

    /// One more with each save.
    public long generation() {
        throw new UnsupportedOperationException();
    }

    /// The SHA-256 of the file's header, in lower-case hexadecimal: names this save in the record.
    public String headerHash() {
        throw new UnsupportedOperationException();
    }

    /// What it holds, by name.
    public List<Entry> entries() throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Adds a credential and saves.
    ///
    /// @throws BackstayException when the name is taken, or the credential is of another kind
    public Entry add(EntryLabel label, Credential credential) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Puts new fields in place of a credential's old ones and saves.
    public Entry replace(EntryId id, Credential credential) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Removes a credential and saves.
    public void remove(EntryId id) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Lends a credential for the length of the call; it is closed afterwards.
    public <T extends @Nullable Object, X extends Exception> T lend(
            EntryId id, Secret.Borrower<Credential, T, X> borrower) throws X, BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Eight hexadecimal digits of a keyed hash over the secret fields: tells whether two are equal, and nothing to
    /// whoever has no key of this vault.
    public String fingerprint(EntryId id) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Signs with a signing key of this vault, which is lent anew for each signature.
    public Signer signer(EntryId id) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Opens every entry.
    ///
    /// @throws BackstayException `Corrupt` for the first one that does not open
    public void check() throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Prepares a new passphrase: when the draft is written everything is encrypted anew with new keys in one save, the
    /// old passphrase and the old recovery code open nothing, and the copy of the generation before is removed.
    public VaultDraft rekey(Secret nextPassphrase, Argon2id.Parameters parameters) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Prepares another vault with chosen entries, a passphrase and an identity of its own.
    public VaultDraft export(VaultFile target, Set<EntryId> ids, Secret passphrase, Argon2id.Parameters parameters)
            throws BackstayException {
        throw new UnsupportedOperationException();
    }

    /// Makes the slot that this secret opens cost at least as much as wanted, with a fresh salt, in one save.
    ///
    /// @return false when it costs that already
    /// @throws BackstayException `Refused` when the secret opens no slot
    public boolean upgrade(Secret passphraseOrRecoveryCode, Argon2id.Parameters wanted) throws BackstayException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
