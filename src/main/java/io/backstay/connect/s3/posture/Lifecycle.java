package io.backstay.connect.s3.posture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What expires by itself under a prefix, by the rules that are switched on and reach into it.
///
/// A rule that asks for a tag or a size as well counts too: whether it meets an object, a listing does not tell.
///
/// @param noncurrent after how long overwritten and deleted versions go at the soonest, absent when none do
/// @param newerKept  how many of them stay longer, 0 when none do
/// @param current    after how long an object itself is covered by a delete marker, absent when none is
/// @param archived   in words, which versions move to which class of storage
public record Lifecycle(
        @Nullable Duration noncurrent,
        int newerKept,
        @Nullable Duration current,
        List<String> archived) {
    private static final int DAYS_MAX = 1_000_000;

    /// Reads the rules.
    ///
    /// @param prefix of the keys that are looked at
    /// @throws IllegalArgumentException when a number makes no sense
    static Lifecycle of(List<Map<String, String>> rules, String prefix) {
        Duration noncurrent = null;
        int newer = 0;
        Duration current = null;
        List<String> archived = new ArrayList<>();
        for (Map<String, String> rule : rules) {
            if (!"Enabled".equals(rule.get("Status")) || !reaches(rule, prefix)) {
                continue;
            }
            Duration gone = days(rule.get("NoncurrentVersionExpiration.NoncurrentDays"));
            if (gone != null && (noncurrent == null || gone.compareTo(noncurrent) < 0)) {
                noncurrent = gone;
                newer = number(rule.getOrDefault("NoncurrentVersionExpiration.NewerNoncurrentVersions", "0"));
            }
            Duration covered = days(rule.get("Expiration.Days"));
            current = covered != null && (current == null || covered.compareTo(current) < 0) ? covered : current;
            moved(rule, "NoncurrentVersionTransition", "NoncurrentDays", "overwritten and deleted versions", archived);
            moved(rule, "Transition", "Days", "objects", archived);
        }
        return new Lifecycle(noncurrent, newer, current, List.copyOf(archived));
    }

    /// Rules of the first S3 name the prefix outside of a filter.
    private static boolean reaches(Map<String, String> rule, String prefix) {
        String own = rule.getOrDefault(
                "Filter.Prefix", rule.getOrDefault("Filter.And.Prefix", rule.getOrDefault("Prefix", "")));
        return own.startsWith(prefix) || prefix.startsWith(own);
    }

    private static void moved(Map<String, String> rule, String what, String unit, String words, List<String> archived) {
        String classes = rule.get(what + ".StorageClass");
        String days = rule.get(what + "." + unit);
        if (classes != null && days != null) {
            String[] to = classes.split(",", -1);
            String[] after = days.split(",", -1);
            for (int i = 0; i < Math.min(to.length, after.length); i++) {
                String name = to[i].matches("[A-Z_]{1,40}") ? to[i].toUpperCase(Locale.ROOT) : "another class";
                archived.add(words + " to " + name + " after " + number(after[i]) + " d");
            }
        }
    }

    private static @Nullable Duration days(@Nullable String days) {
        return days == null ? null : Duration.ofDays(number(days));
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 0 || number > DAYS_MAX) {
            throw new IllegalArgumentException("no number of days");
        }
        return number;
    }
}
