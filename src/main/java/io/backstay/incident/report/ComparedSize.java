package io.backstay.incident.report;

/// How much a restore has to bring back, as a paper of its case: known when backup and live were compared, long before
/// there is an outcome.
///
/// @param rows that were lost or damaged
public record ComparedSize(long rows) {
    /// The kind of paper that it is kept as in a case.
    public static final String PAPER = "compared";
}
