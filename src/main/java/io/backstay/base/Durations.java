package io.backstay.base;

import java.time.Duration;

/// Durations as people read them.
public final class Durations {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Durations() {}

    /// The two largest units, such as `3 d 13 h`, `4 min 38 s`, `11 s` or `240 ms`; a negative duration has a leading
    /// minus.
    public static String words(Duration duration) {
        if (duration.isNegative()) {
            return "-" + words(duration.negated());
        }
        long days = duration.toDays();
        if (days > 0) {
            return two(days, "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        if (duration.toMinutes() > 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        if (duration.toSeconds() > 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toMillis() + " ms";
    }

    /// The same, but `less than a second` for what is too short to say more of.
    public static String rough(Duration duration) {
        boolean tiny = !duration.isNegative() && duration.compareTo(SECOND) < 0;
        return tiny ? "less than a second" : words(duration);
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
