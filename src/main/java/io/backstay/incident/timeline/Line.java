package io.backstay.incident.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a case's timeline, as people see it.
///
/// @param id        names it; see [LineId]
/// @param at        when it happened, corrected where somebody has corrected it
/// @param retimed   how its time was corrected last, absent when it stands as it was written
/// @param act       the act of the record behind it, such as `restore.import`, absent when none is known
/// @param reference where the record says so, absent when none is known
/// @param source    what it was taken from, such as a chat, absent for what was written here
/// @param picture   the picture that belongs to it, absent for most
public record Line(
        String id,
        Instant at,
        @Nullable Retimed retimed,
        String who,
        String what,
        Mark mark,
        @Nullable String act,
        @Nullable Reference reference,
        @Nullable String source,
        @Nullable Picture picture) {
    /// Whether a person vouches for it or the record.
    public enum Mark {
        /// Backstay did it or measured it, and the record has an entry for it.
        RECORD,
        /// A person said it.
        HAND
    }

    /// How a time was corrected.
    ///
    /// @param original the time as it was written first
    /// @param when     it was corrected
    public record Retimed(Instant original, String by, Instant when, String why) {}

    /// An entry of a record of acts.
    ///
    /// @param record the record's name
    /// @param entry  the number of its entry
    public record Reference(String record, long entry) {}

    /// The line at another time.
    Line at(Instant moment, Retimed how) {
        return new Line(id, moment, how, who, what, mark, act, reference, source, picture);
    }
}
