package io.backstay.ui.vault.sheet;

/// What lies over the list of credentials until it is done or closed.
public sealed interface Sheet permits EntryForm, Removal, ImportModel, ExportModel, RekeyModel, VerifyModel {
    /// What it is called.
    String title();

    /// Lets go of every secret it holds or prepared.
    void forget();
}
