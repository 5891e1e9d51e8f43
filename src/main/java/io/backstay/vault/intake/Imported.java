package io.backstay.vault.intake;

import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;

/// A credential that another program's file holds; nothing is stored yet.
///
/// @param where      such as `profile backup-reader, line 4`
/// @param purpose    a proposal: the weakest, for a file does not say what its credentials may do
/// @param name       a proposal for what people call it
/// @param account    a proposal for the account or server that it belongs to
/// @param credential closed with this
public record Imported(String where, Purpose purpose, String name, String account, Credential credential)
        implements AutoCloseable {

    /// The kind of its credential.
    public EntryKind kind() {
        return credential.kind();
    }

    @Override
    public void close() {
        credential.close();
    }
}
