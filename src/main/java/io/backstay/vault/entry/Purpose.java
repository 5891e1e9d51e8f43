package io.backstay.vault.entry;

/// What a credential may be used for. Each purpose has its own credential, so that the one that can do harm is asked
/// for only by the step that needs it.
public enum Purpose {
    /// Listing and reading: the catalogue, the comparison.
    READ("read"),
    /// Taking a backup into a scratch server.
    RESTORE_TO_SCRATCH("restore-to-scratch"),
    /// Writing into live: the import and its undoing.
    WRITE_TO_LIVE("write-to-live"),
    /// Signing the record and approvals.
    SIGN("sign");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    /// As it is typed and stored.
    public String word() {
        return word;
    }
}
