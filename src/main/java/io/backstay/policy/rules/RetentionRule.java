package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.policy.facts.PointSeries;
import io.backstay.policy.facts.PointSeries.Usable;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// Whether recovery points reach back as far as promised, no farther apart than promised.
///
/// Distances are measured from point to point, not by calendar days, so that a nightly job that ends a little earlier
/// or later misses nothing.
final class RetentionRule {
    private static final String RULE = "retention";

    /// A point may be late by an eighth of the distance that is promised.
    private static final int TOLERANCE = 8;

    private RetentionRule() {}

    static Finding judge(Subject subject, Target.Retention promise) {
        String target = words(promise.keep()) + ", every " + words(promise.every());
        Duration configured = subject.asset().configured().retention();
        if (configured != null && configured.compareTo(promise.keep()) < 0) {
            return subject.breach(
                    RULE,
                    target,
                    words(configured),
                    "Retention is set to " + words(configured) + ", promised are " + words(promise.keep())
                            + ": raise the setting before older points go.");
        }
        Usable usable = subject.points().usable(subject.at());
        Instant oldest = usable.oldest();
        if (oldest == null) {
            return none(subject, promise, target);
        }
        return held(subject, promise, usable, oldest);
    }

    private static Finding none(Subject subject, Target.Retention promise, String target) {
        if (subject.points().usable(subject.seen()).size() > 0) {
            return subject.unknown(
                    RULE,
                    target,
                    "What was known has gone since, as it was set to, and what was made since is not known: list the"
                            + " points of this asset, then check again." + subject.staleness());
        }
        int begun = subject.points().begunBy(subject.at());
        return begun == 0
                ? subject.unknown(
                        RULE, target, "No recovery point is known: list the points of this asset, then check again.")
                : subject.breach(
                        RULE,
                        target,
                        "0 of " + slots(promise),
                        "None of the " + Counts.of(begun, "known recovery point") + " is usable, promised are "
                                + slots(promise) + ": take a backup now and find out why the others failed.");
    }

    private static Finding held(Subject subject, Target.Retention promise, Usable usable, Instant oldest) {
        String target = words(promise.keep()) + ", every " + words(promise.every());
        long missing = missing(promise, usable, subject, subject.seen());
        // What was due after the last look may be there.
        long open = missing(promise, usable, subject, subject.at()) - missing;
        long due = slots(promise) - open;
        String measured = (due - missing) + " of " + due;
        if (missing > 0) {
            return subject.breach(
                    RULE,
                    target,
                    measured,
                    measured + " promised points (one every " + words(promise.every()) + " for "
                            + words(promise.keep()) + ") are there; recovery points exist since " + Utc.words(oldest)
                            + ": keep them for " + words(promise.keep()) + " and find out whether any were missed."
                            + subject.staleness());
        }
        long early = missing(promise, subject.points().usable(subject.at(), promise.keep()), subject, subject.seen());
        if (early > 0) {
            return subject.breach(
                    RULE,
                    target,
                    (due - early) + " of " + due,
                    early + " of the " + due + " promised points will go before they are " + words(promise.keep())
                            + " old: have them kept longer." + subject.staleness());
        }
        if (open > 0) {
            return subject.unknown(
                    RULE,
                    target,
                    "All promised points that were due when the facts were observed are there; whether "
                            + Counts.of(open, "point") + " due since then " + (open == 1 ? "is" : "are")
                            + " there too is not known: list the points of this asset, then check again."
                            + subject.staleness());
        }
        return subject.compliant(
                RULE,
                target,
                measured,
                "All " + slots(promise) + " promised points are there; the oldest is of " + Utc.words(oldest) + "."
                        + subject.staleness());
    }

    private static long slots(Target.Retention promise) {
        return promise.keep().dividedBy(promise.every());
    }

    /// How many of the promised points fall into the distances that are too long. In microseconds, since a list of
    /// points is long and most rules read it.
    ///
    /// @param until what was due later does not count
    private static long missing(Target.Retention promise, Usable usable, Subject subject, Instant until) {
        long every = Math.max(1, micros(promise.every()));
        long now = PointSeries.micros(until);
        long before = PointSeries.micros(subject.at()) - micros(promise.keep());
        long missing = 0;
        for (int i = 0; i < usable.size(); i++) {
            long moment = usable.micros(i);
            if (moment > before) {
                missing += skipped(every, moment - before);
                before = moment;
            }
        }
        missing += skipped(every, now - before);
        return missing;
    }

    /// A distance of one step skips nothing, of two steps one point.
    private static long skipped(long every, long distance) {
        long late = distance - every - every / TOLERANCE;
        return late <= 0 ? 0 : late / every + 1;
    }

    private static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }
}
