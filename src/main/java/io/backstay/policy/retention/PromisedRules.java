package io.backstay.policy.retention;

import io.backstay.estate.AssetKind;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Keep rules that keep no less than a policy promises of one kind of asset.
///
/// A promise of points at a distance becomes the calendar bucket that is no wider than that distance: a day, an ISO
/// week, a month, a year; what is promised closer than daily, and every moment of a window, becomes `within`, which
/// keeps all that there is. So the rules may keep more than the words, never less.
///
/// @param clauses the ids of the clauses that they come from, in the policy's order
public record PromisedRules(KeepRules rules, List<String> clauses) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int HOURS = 24;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration SHORTEST_MONTH = Duration.ofDays(28);
    private static final Duration LONGEST_MONTH = Duration.ofDays(31);
    private static final Duration YEAR = Duration.ofDays(365);

    /// The rules for that kind of asset; [KeepRules#NONE] where the policy gives no numbers.
    public static PromisedRules of(List<Clause> clauses, AssetKind asset) {
        Set<String> used = new LinkedHashSet<>();
        var counts = new Counts();
        for (Clause clause : clauses) {
            for (Target target : clause.sets()) {
                if (target.covers(asset) && counts.take(target)) {
                    used.add(clause.id());
                }
            }
        }
        return new PromisedRules(counts.rules(), List.copyOf(used));
    }

    /// The most of each that any promise needs.
    private static final class Counts {
        private int last;
        private int daily;
        private int weekly;
        private int monthly;
        private int yearly;
        private Duration within = Duration.ZERO;

        boolean take(Target target) {
            switch (target) {
                case Target.Retention promise -> take(promise);
                case Target.PitrWindow window -> within = longer(within, window.atLeast());
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void take(Target.Retention promise) {
            Duration keep = promise.keep();
            Duration every = promise.every();
            last = promise.orCopies() == null ? last : Math.max(last, promise.orCopies());
            if (every.compareTo(DAY) < 0) {
                within = longer(within, keep);
            } else if (every.compareTo(WEEK) < 0) {
                daily = Math.max(daily, buckets(keep, DAY));
            } else if (every.compareTo(SHORTEST_MONTH) < 0) {
                weekly = Math.max(weekly, buckets(keep, WEEK));
            } else if (every.compareTo(YEAR) < 0) {
                monthly = Math.max(monthly, buckets(keep, LONGEST_MONTH));
            } else {
                yearly = Math.max(yearly, buckets(keep, YEAR));
            }
        }

        KeepRules rules() {
            Within span = within.isZero()
                    ? null
                    : new Within(0, 0, (int) (hours(within) / HOURS), (int) (hours(within) % HOURS));
            return new KeepRules(last, 0, daily, weekly, monthly, yearly, span, null);
        }

        private static long hours(Duration span) {
            return Math.max(1, span.plusHours(1).minusNanos(1).toHours());
        }

        private static int buckets(Duration keep, Duration width) {
            return (int) Math.max(1, (keep.toSeconds() + width.toSeconds() - 1) / width.toSeconds());
        }

        private static Duration longer(Duration one, Duration two) {
            return one.compareTo(two) >= 0 ? one : two;
        }
    }

    /// The rules in words, such as `within P7D, daily 30`; empty where there is none.
    public static String words(KeepRules rules) {
        List<String> words = new ArrayList<>();
        Within within = rules.within();
        if (within != null) {
            words.add("within " + within);
        }
        List<String> names = List.of("last", "hourly", "daily", "weekly", "monthly", "yearly");
        int[] counts = rules.counts();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                words.add(names.get(i) + " " + (counts[i] == KeepRules.ALL ? "all" : counts[i]));
            }
        }
        return String.join(", ", words);
    }
}
