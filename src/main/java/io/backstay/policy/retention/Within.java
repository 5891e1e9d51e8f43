package io.backstay.policy.retention;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span of calendar years, months, days, and hours.
public record Within(int years, int months, int days, int hours) {
    private static final Pattern ISO =
            Pattern.compile("P(?=.)(?:(\\d{1,4})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,6})D)?(?:T(\\d{1,7})H)?");

    /// @throws IllegalArgumentException unless it is longer than nothing
    public Within {
        if (years < 0 || months < 0 || days < 0 || hours < 0 || years + months + days + hours == 0) {
            throw new IllegalArgumentException("a span is longer than nothing");
        }
    }

    /// Reads an ISO-8601 span such as `P1Y2M10DT12H`.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Within parse(String text) {
        Matcher parts = ISO.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no span such as P14D, P1Y6M or PT36H");
        }
        return new Within(part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4));
    }

    private static int part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    /// The moment that lies so far before another. A day that a month lacks runs over into the next month, as
    /// restic's calendar has it: a month before 31 March is 3 March, or 2 March in a leap year.
    OffsetDateTime before(OffsetDateTime moment, ZoneId zone) {
        ZonedDateTime there = moment.atZoneSameInstant(zone);
        LocalDate date = LocalDate.of(there.getYear(), 1, 1)
                .minusYears(years)
                .plusMonths(there.getMonthValue() - 1L - months)
                .plusDays(there.getDayOfMonth() - 1L - days);
        return ZonedDateTime.of(date, there.toLocalTime(), zone)
                .minusHours(hours)
                .toOffsetDateTime();
    }

    @Override
    public String toString() {
        return "P" + part(years, "Y") + part(months, "M") + part(days, "D") + (hours == 0 ? "" : "T" + hours + "H");
    }

    private static String part(int count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}
