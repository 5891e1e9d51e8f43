package io.backstay.policy.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A window of the day found by looking at a wall clock every minute; the obvious way, to hold [NightWindow] against.
final class WallClock {
    private static final int DAYS_AROUND = 3;

    private WallClock() {}

    /// Whether both moments lie in one and the same window.
    static boolean fits(LocalTime from, LocalTime until, ZoneId zone, Instant start, Instant end) {
        Map<LocalDate, Instant[]> windows = new TreeMap<>();
        Instant first = start.minus(Duration.ofDays(DAYS_AROUND));
        for (int minute = 0; minute < 2 * DAYS_AROUND * 24 * 60; minute++) {
            Instant moment = first.plusSeconds(60L * minute);
            LocalDateTime clock = LocalDateTime.ofInstant(moment, zone);
            LocalDate day = opened(clock, from, until);
            if (day != null) {
                Instant[] span = windows.computeIfAbsent(day, _ -> new Instant[] {moment, moment});
                span[1] = moment.plusSeconds(60);
            }
        }
        addSkipped(windows, from, until, zone, first);
        return windows.values().stream().anyMatch(span -> !start.isBefore(span[0]) && !end.isAfter(span[1]));
    }

    /// The day on which the window opened that this reading of the clock is in, or null.
    private static @Nullable LocalDate opened(LocalDateTime clock, LocalTime from, LocalTime until) {
        LocalTime time = clock.toLocalTime();
        if (until.isAfter(from)) {
            return !time.isBefore(from) && time.isBefore(until) ? clock.toLocalDate() : null;
        }
        if (!time.isBefore(from)) {
            return clock.toLocalDate();
        }
        return time.isBefore(until) ? clock.toLocalDate().minusDays(1) : null;
    }

    /// A window of which no minute exists begins with the first minute that does.
    private static void addSkipped(
            Map<LocalDate, Instant[]> windows, LocalTime from, LocalTime until, ZoneId zone, Instant first) {
        for (int day = 1; day < 2 * DAYS_AROUND; day++) {
            LocalDate date = LocalDateTime.ofInstant(first, zone).toLocalDate().plusDays(day);
            if (!windows.containsKey(date)) {
                Instant moment = date.atStartOfDay(zone).toInstant();
                while (LocalDateTime.ofInstant(moment, zone).isBefore(date.atTime(from))) {
                    moment = moment.plusSeconds(60);
                }
                windows.put(date, new Instant[] {moment, moment.plus(Duration.between(from, until))});
            }
        }
    }
}
