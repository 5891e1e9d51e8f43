package io.backstay.incident.intake;

/// Why data is missing, as far as anybody knows.
public enum Reason {
    ACCIDENTAL_DELETION("accidental deletion"),
    CORRUPTION("corruption"),
    SECURITY("a security event"),
    FAILURE("a failure");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /// Inside a sentence.
    public String words() {
        return words;
    }
}
