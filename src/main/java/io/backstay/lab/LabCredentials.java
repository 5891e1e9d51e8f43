package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.util.Map;

/// Where a lab hands in every secret that it makes; it keeps none and borrows them back, each for one use.
///
/// One object serves one lab, which closes it after everything else. Implementations must
///
/// - copy what they keep: the fields stay the caller's to close;
/// - accept each name once;
/// - give back a source for every secret field that was handed in, which works until this is closed.
public interface LabCredentials extends AutoCloseable {
    /// What may be shown of a credential that a lab makes.
    ///
    /// @param name    unique in one lab, such as `Practice database, reader`
    /// @param account the server or store that it belongs to, such as `127.0.0.1:5433`
    record Label(String name, EntryKind kind, Purpose purpose, String account) {}

    /// The lab has its folder, which goes with it; called once, before anything is handed in.
    void placed(Path folder) throws BackstayException;

    /// Keeps a credential.
    ///
    /// @param fields those of its kind, see [EntryKind#fields()]
    /// @return where its secret fields are borrowed from, by the field's name
    Map<String, SecretSource> keep(Label label, Map<String, Secret> fields) throws BackstayException;

    /// The lab has ended: what was kept is forgotten. Closing again does nothing.
    @Override
    void close();
}
