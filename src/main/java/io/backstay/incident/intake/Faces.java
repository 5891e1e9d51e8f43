package io.backstay.incident.intake;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One instant on three clocks.
///
/// @param customer the customer's, which a person reads first
/// @param operator that of whoever sits here
public record Faces(ZonedDateTime utc, ZonedDateTime customer, ZonedDateTime operator) {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    /// The faces of an instant.
    public static Faces of(Instant moment, ZoneId customer, ZoneId operator) {
        return new Faces(moment.atZone(ZoneOffset.UTC), moment.atZone(customer), moment.atZone(operator));
    }

    /// Such as `Fri 13 Mar 2026 17:51 +11:00`, where the zone is said beside it.
    public static String withOffset(ZonedDateTime at) {
        return WORDS.format(at) + " " + OFFSET.format(at);
    }

    /// Such as `Fri 13 Mar 2026 17:51 (Australia/Melbourne, +11:00)`.
    public static String words(ZonedDateTime at) {
        if (at.getZone().equals(ZoneOffset.UTC)) {
            return WORDS.format(at) + " UTC";
        }
        String offset = OFFSET.format(at);
        String zone = at.getZone().getId();
        return WORDS.format(at) + " (" + (zone.equals(at.getOffset().getId()) ? "" : zone + ", ") + offset + ")";
    }
}
