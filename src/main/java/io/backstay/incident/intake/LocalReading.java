package io.backstay.incident.intake;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/// What a clock on a wall meant: one instant, one of two, or none.
public sealed interface LocalReading {
    /// The clock showed it once.
    record Once(ZonedDateTime at) implements LocalReading {}

    /// The clock was put back and showed it twice.
    record Twice(ZonedDateTime earlier, ZonedDateTime later) implements LocalReading {}

    /// The clock was put forward past it and never showed it.
    ///
    /// @param typed  what no clock showed
    /// @param last   the first instant after the change, by the offset before it: where the clock stopped
    /// @param next   the same instant by the offset after it: where the clock went on
    record Never(LocalDateTime typed, LocalDateTime last, LocalDateTime next, ZoneId zone) implements LocalReading {}

    /// Reads a clock of that zone by the rules that come with this Java (the IANA time zone database).
    static LocalReading of(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(local);
            return new Never(local, gap.getDateTimeBefore(), gap.getDateTimeAfter(), zone);
        }
        ZonedDateTime first = ZonedDateTime.ofLocal(local, zone, offsets.getFirst());
        if (offsets.size() == 1) {
            return new Once(first);
        }
        // The larger offset comes first in time, whatever the order of the list.
        ZonedDateTime second = ZonedDateTime.ofLocal(local, zone, offsets.getLast());
        return first.toInstant().isBefore(second.toInstant()) ? new Twice(first, second) : new Twice(second, first);
    }
}
