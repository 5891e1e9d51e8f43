package io.backstay.act.connection.form;

/// What a connection has or has not; its fields are asked where it has it.
public enum Part {
    /// The tenants' files beside a database.
    FILES("The tenants' files lie in an object store, and come back with the rows"),
    /// The log of a server in an object store instead of a folder.
    LOG_STORE("The write-ahead log lies in an object store, not in a folder"),
    /// New servers out of an account's backups.
    NEW_SERVERS("New servers are made out of its backups, for restores"),
    /// What has a default that is nearly always right.
    SELDOM("Show what is seldom needed");

    private final String words;

    Part(String words) {
        this.words = words;
    }

    /// What it is called where it is said whether a connection has it.
    public String words() {
        return words;
    }
}
