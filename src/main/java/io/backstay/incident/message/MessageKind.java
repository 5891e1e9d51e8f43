package io.backstay.incident.message;

/// Which message of a case it is.
public enum MessageKind {
    FIRST("First notice"),
    UPDATE("Update"),
    CLOSING("Closing");

    private final String title;

    MessageKind(String title) {
        this.title = title;
    }

    /// What a person reads in a list.
    public String title() {
        return title;
    }
}
