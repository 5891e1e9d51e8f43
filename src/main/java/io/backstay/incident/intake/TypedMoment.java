package io.backstay.incident.intake;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/// Makes one instant of what a person typed or said. Nothing is guessed: an hour that a clock showed twice or never
/// is asked back.
public final class TypedMoment {
    private TypedMoment() {}

    /// Reads ISO-8601, with offset or zone, or without and by the customer's zone; a space may stand for the `T`.
    ///
    /// @param zone  the customer's zone, absent when it is not known
    /// @param which which of two instants is meant, absent while nobody has said
    /// @throws BackstayException with the question to ask
    public static ZonedDateTime read(String typed, @Nullable ZoneId zone, @Nullable Which which)
            throws BackstayException {
        String iso = typed.strip().replaceFirst("(?<=\\d) (?=\\d)", "T");
        LocalDateTime local = local(iso);
        if (local == null) {
            return zoned(iso, zone);
        }
        if (zone == null) {
            throw new BackstayException(new Failure.BadInput(
                    "'" + iso + "' says no time zone.",
                    "Name the customer's zone, such as --zone Australia/Melbourne, or add the offset to the time."));
        }
        return at(local, zone, which);
    }

    /// The instant that a clock of the zone meant.
    ///
    /// @param which which of two instants is meant, absent while nobody has said
    /// @throws BackstayException with the question to ask
    public static ZonedDateTime at(LocalDateTime local, ZoneId zone, @Nullable Which which) throws BackstayException {
        return switch (LocalReading.of(local, zone)) {
            case LocalReading.Once(var at) -> at;
            case LocalReading.Twice(var earlier, var later) -> {
                if (which == null) {
                    throw new BackstayException(new Failure.BadInput(
                            local + " happened twice in " + zone + ": at " + earlier.toOffsetDateTime() + " and at "
                                    + later.toOffsetDateTime() + ", because the clocks were put back.",
                            "Ask which is meant, then say --which earlier or --which later."));
                }
                yield which == Which.EARLIER ? earlier : later;
            }
            case LocalReading.Never(var none, var last, var next, var there) ->
                throw new BackstayException(new Failure.BadInput(
                        none + " did not happen in " + there + ": the clocks went from " + last + " to " + next + ".",
                        "Ask whether a time before " + last.toLocalTime() + " or after " + next.toLocalTime()
                                + " is meant, or give the time with its offset."));
        };
    }

    private static @Nullable LocalDateTime local(String iso) {
        try {
            return LocalDateTime.parse(iso);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZonedDateTime zoned(String iso, @Nullable ZoneId zone) throws BackstayException {
        ZonedDateTime at;
        LocalDateTime typedLocal;
        try {
            TemporalAccessor parsed = DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(iso);
            at = ZonedDateTime.from(parsed);
            typedLocal = LocalDateTime.from(parsed);
        } catch (DateTimeException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "'" + clip(iso) + "' is no time that a calendar has.",
                            "Give it such as 2026-11-20T18:00 with --zone, or 2026-11-20T18:00:00+11:00."),
                    e);
        }
        // The parser moves a local time whose offset its zone never had; that is a guess about what was meant.
        if (!typedLocal.equals(at.toLocalDateTime())) {
            throw new BackstayException(new Failure.BadInput(
                    "'" + clip(iso) + "' gives an offset that " + at.getZone() + " did not have then.",
                    "Leave either the offset or the zone away."));
        }
        boolean fixed = at.getZone().equals(at.getOffset());
        return fixed && zone != null ? at.withZoneSameInstant(zone) : at;
    }

    private static String clip(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
