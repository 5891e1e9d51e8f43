package io.backstay.ui.points;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Round moments on a line, far enough apart that their labels fit.
///
/// @param at    the round moments, in UTC
/// @param label how they are written
record Ticks(List<Instant> at, DateTimeFormatter label) {
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(28),
            Duration.ofDays(91),
            Duration.ofDays(364));
    private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
    private static final DateTimeFormatter MINUTES = format("HH:mm");
    private static final DateTimeFormatter HOURS = format("EEE HH:mm");
    private static final DateTimeFormatter DAYS = format("EEE dd");
    private static final DateTimeFormatter WEEKS = format("dd MMM");

    static Ticks of(View view, double width, double apart) {
        double wanted = view.length().toMillis() * apart / width;
        Duration step = STEPS.stream()
                .filter(candidate -> candidate.toMillis() >= wanted)
                .findFirst()
                .orElse(STEPS.getLast());
        List<Instant> at = new ArrayList<>();
        long each = step.toMillis();
        long first = Math.ceilDiv(view.from().toEpochMilli(), each) * each;
        for (long moment = first; moment <= view.to().toEpochMilli(); moment += each) {
            at.add(Instant.ofEpochMilli(moment));
        }
        return new Ticks(List.copyOf(at), label(step));
    }

    private static DateTimeFormatter label(Duration step) {
        if (step.compareTo(Duration.ofMinutes(1)) < 0) {
            return SECONDS;
        }
        if (step.compareTo(Duration.ofHours(1)) < 0) {
            return MINUTES;
        }
        if (step.compareTo(Duration.ofDays(1)) < 0) {
            return HOURS;
        }
        return step.compareTo(Duration.ofDays(7)) < 0 ? DAYS : WEEKS;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
