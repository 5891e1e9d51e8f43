package io.backstay.policy.curve;

import io.backstay.base.Durations;
import io.backstay.estate.Configured;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The step function of what a provider is told to do, as far as its own words say it.
///
/// A schedule is `hourly`, `daily`, `weekly`, `monthly`, `yearly` or `every 6 hours`, whatever follows, such as a time
/// of day; a tier the same with `for 4 weeks`. Words that say no distance say nothing here.
public final class Told {
    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(31),
            "year", Duration.ofDays(366));
    private static final String UNIT = "(second|minute|hour|day|week|month|year)s?";
    private static final String NUMBER = "(?:([0-9]{1,4})\\s*)?";
    private static final Pattern EVERY = Pattern.compile("\\bevery " + NUMBER + UNIT + "\\b");
    private static final Pattern WORD = Pattern.compile("\\b(hourly|daily|nightly|weekly|monthly|yearly)\\b");
    private static final Pattern FOR = Pattern.compile("\\bfor " + NUMBER + UNIT + "\\b");

    private Told() {}

    /// The steps; [Steps#NONE] where nothing is known.
    public static Steps of(Configured told) {
        Steps steps = Steps.NONE;
        if (told.pitr() != null && told.pitr().isPositive()) {
            steps = steps.finer(Steps.upTo(
                    told.pitr(), Present.FINEST, "point-in-time recovery of " + Durations.words(told.pitr())));
        }
        Duration every = told.schedule() == null ? null : every(told.schedule());
        if (every != null && told.retention() != null && told.retention().isPositive()) {
            steps = steps.finer(Steps.upTo(
                    told.retention(), every, told.schedule() + ", kept for " + Durations.words(told.retention())));
        }
        for (String tier : told.tiers()) {
            Duration apart = every(tier);
            Duration reach = length(FOR, tier);
            if (apart != null && reach != null) {
                steps = steps.finer(Steps.upTo(reach, apart, tier));
            }
        }
        return steps;
    }

    /// How far apart a schedule in words makes points, absent when it does not say.
    static @Nullable Duration every(String words) {
        Duration every = length(EVERY, words);
        if (every != null) {
            return every;
        }
        Matcher word = WORD.matcher(words.toLowerCase(Locale.ROOT));
        if (!word.find()) {
            return null;
        }
        return switch (word.group(1)) {
            case "hourly" -> UNITS.get("hour");
            case "weekly" -> UNITS.get("week");
            case "monthly" -> UNITS.get("month");
            case "yearly" -> UNITS.get("year");
            default -> UNITS.get("day");
        };
    }

    private static @Nullable Duration length(Pattern pattern, String words) {
        Matcher found = pattern.matcher(words.toLowerCase(Locale.ROOT));
        if (!found.find()) {
            return null;
        }
        long times = found.group(1) == null ? 1 : Long.parseLong(found.group(1));
        Duration unit = UNITS.get(found.group(2));
        return unit == null || times == 0 ? null : unit.multipliedBy(times);
    }
}
