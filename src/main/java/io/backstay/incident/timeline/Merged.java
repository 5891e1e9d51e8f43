package io.backstay.incident.timeline;

import java.util.List;

/// Notes that were taken from elsewhere at one time.
///
/// @param source what they were taken from, such as `Slack`
/// @param sha256 of the file
/// @param lines  the ids of the lines that they became
/// @param said   the id of the line that says so
public record Merged(String source, String sha256, List<String> lines, String said) {
    /// The kind of paper that it is kept as.
    public static final String PAPER = "merge";
}
