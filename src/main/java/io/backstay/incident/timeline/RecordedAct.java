package io.backstay.incident.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An act of a record that concerns a case, with how it ended.
///
/// @param origin the record's name
/// @param entry  the number of the entry with which it began
/// @param at     when it ended, or else began
/// @param act    such as `connection.test`
/// @param ending `done`, `failed`, `refused`, `interrupted`, or `begun` while there is no outcome
/// @param said   what the record says of it in a sentence, empty for most
/// @param line   the line of the timeline that it wrote, absent for an act that wrote none
public record RecordedAct(
        String origin,
        Long entry,
        Instant at,
        String actor,
        String act,
        String target,
        String ending,
        String said,
        @Nullable String line) {
    /// The kind of paper that it is kept as, in a case that came from elsewhere or was given the act by hand.
    public static final String PAPER = "act";
}
