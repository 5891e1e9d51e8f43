package io.backstay.act.role;

/// What a person may do; each role may do what the one before it may, and more. The table is [Permission].
public enum Role {
    /// Looks, and reads files.
    VIEWER("viewer"),
    /// Works on a case up to the approval.
    RESPONDER("responder"),
    /// The second person: approves what will be written.
    APPROVER("approver"),
    /// Sets up: the vault, connections, accepted findings.
    ADMINISTRATOR("administrator");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /// As it is typed and stored.
    public String word() {
        return word;
    }

    /// Whether it is at least the other.
    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }
}
