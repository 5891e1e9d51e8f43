package io.backstay.ui.restore.found;

import io.backstay.ui.kit.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments and clocks as this screen prints them: the customer's zone first, UTC beside it.
public final class Moments {
    private static final DateTimeFormatter TO_MINUTES = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TO_SECONDS =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH);

    private Moments() {}

    /// Such as `Fri 13 Mar 18:00`, with seconds where there are any.
    public static String at(Instant moment, ZoneId zone) {
        ZonedDateTime local = moment.atZone(zone);
        return local.format(local.getSecond() == 0 ? TO_MINUTES : TO_SECONDS);
    }

    /// Such as `Fri 13 Mar 07:00 UTC`.
    public static String utc(Instant moment) {
        return at(moment, ZoneOffset.UTC) + " UTC";
    }

    /// Such as `04:46:12 UTC`.
    public static String clockUtc(Instant moment) {
        return Times.utcClock(moment) + " UTC";
    }

    /// The zone's place with the same moment in UTC, such as `Melbourne, 07:00 UTC`, with the day where it is
    /// another
    /// one;
    /// UTC alone when both are the same.
    public static String beside(Instant moment, ZoneId zone) {
        boolean same = zone.getRules().getOffset(moment).equals(ZoneOffset.UTC);
        if (same) {
            return "UTC";
        }
        boolean sameDay = moment.atZone(zone)
                .toLocalDate()
                .equals(moment.atZone(ZoneOffset.UTC).toLocalDate());
        String utc = utc(moment);
        return Times.city(zone) + ", " + (sameDay ? utc.substring(utc.indexOf(':') - 2) : utc);
    }
}
