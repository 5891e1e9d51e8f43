package io.backstay.policy.lint;

import io.backstay.base.Durations;
import io.backstay.codec.Words;
import io.backstay.estate.AssetKind;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A policy as the rules look at it: each value beside the clause that set it.
record Reading(List<Clause> clauses) {
    private static final Set<String> FAILOVERS = Set.of("instance-failure", "zone-failure", "region-failure");
    private static final long HOURS_SHOWN_FROM = 24;
    private static final long HOURS_SHOWN_TO = 62 * 24;

    /// A value or statement, and its clause.
    record Said<T>(T what, Clause clause) {}

    <T extends Target> List<Said<T>> sets(Class<T> type) {
        List<Said<T>> found = new ArrayList<>();
        for (Clause clause : clauses) {
            for (Target target : clause.sets()) {
                if (type.isInstance(target)) {
                    found.add(new Said<>(type.cast(target), clause));
                }
            }
        }
        return found;
    }

    <T extends Statement> List<Said<T>> says(Class<T> type) {
        List<Said<T>> found = new ArrayList<>();
        for (Clause clause : clauses) {
            for (Statement statement : clause.says()) {
                if (type.isInstance(statement)) {
                    found.add(new Said<>(type.cast(statement), clause));
                }
            }
        }
        return found;
    }

    /// The tiers, with those that the words only probably mean.
    Tiers tiers(AssetKind asset) {
        return Tiers.of(clauses, asset, true);
    }

    /// Whether words promise that for the asset without a number.
    boolean wants(String rule, AssetKind asset) {
        return sets(Target.Unbound.class).stream()
                .anyMatch(want -> want.what().rule().equals(rule) && want.what().covers(asset));
    }

    /// The clause that names a means as there, or null when none does.
    @Nullable
    Clause naming(Mechanism mechanism) {
        for (Said<Target.By> by : sets(Target.By.class)) {
            if (by.what().mechanism() == mechanism && by.what().present()) {
                return by.clause();
            }
        }
        return null;
    }

    /// Whether something deleted or damaged live data, so that what follows live has lost it too.
    static boolean isLoss(Target.Scenario scenario) {
        return !FAILOVERS.contains(scenario.scenario());
    }

    static String word(AssetKind asset) {
        return Words.of(asset).replace('-', ' ');
    }

    static String word(Mechanism mechanism) {
        return Words.of(mechanism);
    }

    /// A span with its hours, such as `7 d (168 h)`.
    static String span(Duration duration) {
        boolean days = duration.toHours() > HOURS_SHOWN_FROM && duration.toHours() <= HOURS_SHOWN_TO;
        return Durations.words(duration) + (days ? " (" + duration.toHours() + " h)" : "");
    }

    /// `28 times` where it goes into the other more than once, `1.5 times` else.
    static String times(Duration large, Duration small) {
        double ratio = (double) large.toMillis() / small.toMillis();
        return ratio == Math.rint(ratio)
                ? String.format(Locale.ROOT, "%.0f times", ratio)
                : String.format(Locale.ROOT, "%.1f times", ratio);
    }
}
