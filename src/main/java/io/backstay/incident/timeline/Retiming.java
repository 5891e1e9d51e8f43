package io.backstay.incident.timeline;

import java.time.Instant;

/// A corrected time; who corrected it and when stands on the paper.
///
/// @param line the line's id, which its first time is a part of
public record Retiming(String line, Instant at, String why) {
    /// The kind of paper that it is kept as.
    public static final String PAPER = "retime";
}
