package io.backstay.ui.restore.view.verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where moments lie on a line of some width, and which of them get a label.
record TimeAxis(Instant from, Instant to, double width) {
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));
    private static final double TICK_WIDTH_MIN = 84;

    double x(Instant moment) {
        double span = Math.max(1, Duration.between(from, to).toMillis());
        return width * Duration.between(from, moment).toMillis() / span;
    }

    Duration step() {
        for (Duration step : STEPS) {
            if (Duration.between(from, to).toMillis() / (double) step.toMillis() * TICK_WIDTH_MIN <= width) {
                return step;
            }
        }
        return STEPS.getLast();
    }

    /// Round local moments inside the line, in order.
    List<ZonedDateTime> ticks(ZoneId zone) {
        Duration step = step();
        List<ZonedDateTime> ticks = new ArrayList<>();
        ZonedDateTime tick = from.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        if (step.compareTo(Duration.ofDays(1)) < 0) {
            long steps = Duration.between(tick, from.atZone(zone)).dividedBy(step);
            tick = tick.plus(step.multipliedBy(steps));
        }
        while (!tick.toInstant().isAfter(to)) {
            if (!tick.toInstant().isBefore(from)) {
                ticks.add(tick);
            }
            tick = step.toDaysPart() > 0 ? tick.plusDays(step.toDays()) : tick.plus(step);
        }
        return ticks;
    }

    /// How a tick is labelled: a day, a minute or a second.
    DateTimeFormatter labels() {
        Duration step = step();
        String pattern = step.compareTo(Duration.ofDays(1)) >= 0
                ? "EEE d"
                : step.compareTo(Duration.ofMinutes(1)) >= 0 ? "HH:mm" : "HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
