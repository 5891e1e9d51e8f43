package io.backstay.policy.rules;

import io.backstay.base.Counts;
import io.backstay.policy.facts.PointSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which usable points nobody can delete.
///
/// A lock in the mode `governance` can be taken away by some, so it holds against production only.
///
/// @param silent how many do not say until when they are locked
/// @param asset  whether the store as a whole is said to be locked, absent when not known
record Locks(@Nullable Boolean asset, int points, int locked, int governed, int silent) {
    static Locks of(Subject subject) {
        return of(subject, Duration.ZERO);
    }

    /// Counts those that are locked now, and were for at least that long from when they were taken.
    static Locks of(Subject subject, Duration atLeast) {
        Instant at = subject.at();
        PointSeries series = subject.points();
        long now = PointSeries.micros(at);
        long least = PointSeries.micros(atLeast);
        int points = 0;
        int locked = 0;
        int governed = 0;
        int silent = 0;
        for (int i = 0; i < series.size(); i++) {
            if (!series.isUsable(i, now)) {
                continue;
            }
            points++;
            long until = series.lockedUntil(i);
            boolean said = until != PointSeries.UNKNOWN;
            boolean promised = said && until - series.taken(i) >= least;
            // One whose promised time is over may be unlocked again.
            boolean over = least > 0 && now - series.taken(i) >= least;
            if (over ? promised || !said : promised && until > now) {
                if (isGoverned(series.traits(i).lockMode())) {
                    governed++;
                } else {
                    locked++;
                }
            } else if (!said) {
                silent++;
            }
        }
        return new Locks(subject.asset().immutable(), points, locked, governed, silent);
    }

    private static boolean isGoverned(@Nullable String mode) {
        return mode != null && mode.toLowerCase(Locale.ROOT).contains("governance");
    }

    boolean all() {
        return points > 0 && locked == points;
    }

    /// Whether production, which has not every right, can delete none.
    boolean holdAgainstProduction() {
        return points > 0 && locked + governed == points;
    }

    /// Whether a clean copy would outlive a person with every right.
    Means means() {
        if (locked > 0 || Boolean.TRUE.equals(asset)) {
            return new Means(
                    true,
                    locked > 0
                            ? Counts.of(locked, "usable point") + (locked == 1 ? " is" : " are") + " locked"
                            : "The store locks what it holds");
        }
        if (governed > 0) {
            return new Means(
                    false,
                    "The locks are of the mode governance, which some may take away: lock in the mode compliance");
        }
        return Boolean.FALSE.equals(asset)
                ? new Means(false, "Nothing locks the points, so whoever has the rights can delete them all")
                : new Means(null, "Whether points are locked is not known: have locks observed");
    }
}
