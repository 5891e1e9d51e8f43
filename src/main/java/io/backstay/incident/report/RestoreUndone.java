package io.backstay.incident.report;

import java.time.Instant;

/// A restore was taken back, as a paper of its case: what it had brought back is not there any more.
///
/// @param restore such as `R-0001`
/// @param at      when it was committed
public record RestoreUndone(String restore, Instant at) {
    /// The kind of paper that it is kept as in a case.
    public static final String PAPER = "undone";
}
