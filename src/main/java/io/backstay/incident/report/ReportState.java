package io.backstay.incident.report;

/// How far a report is.
public enum ReportState {
    DRAFT("Draft"),
    IN_REVIEW("In review"),
    /// Its facts, tables and words stay as they are.
    FINAL("Final");

    private final String title;

    ReportState(String title) {
        this.title = title;
    }

    /// What a person reads.
    public String title() {
        return title;
    }
}
