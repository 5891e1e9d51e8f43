package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.codec.Words;
import io.backstay.policy.facts.PointDetails;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether the promised runs were made: points made against points expected, which ones are missing, which came late.
///
/// A run is due one distance after the one before it, and may be late by an eighth of that; what is made in between,
/// such as a backup by hand, moves no due time.
final class ScheduleRule {
    private static final String RULE = "schedule";

    private ScheduleRule() {}

    static @Nullable Finding judge(Subject subject, Target.Schedule promise) {
        Duration every = promise.every();
        if (every == null) {
            return null;
        }
        String target = "every " + words(every) + (promise.by() == null ? "" : ", " + Words.of(promise.by()));
        Runs runs = Runs.of(subject, every, promise.by());
        if (runs.made().isEmpty()) {
            return none(subject, runs, every, target);
        }
        Instant until = runs.begun() == null ? runs.until() : runs.begun();
        Tally tally = Tally.of(runs.made().stream().map(PointDetails::takenAt).toList(), runs.from(), until, every);
        String measured = Counts.of(tally.made()) + " of " + Counts.of(tally.expected());
        Instant first = runs.made().getFirst().takenAt();
        String since = ", since " + Utc.words(first.isBefore(runs.from()) ? runs.from() : first);
        if (tally.missed() > 0 || tally.late() > 0) {
            return subject.breach(RULE, target, measured, broken(tally, runs, every, since) + subject.staleness());
        }
        Instant due = tally.last().plus(every).plus(every.dividedBy(Tally.TOLERANCE));
        if (due.isBefore(subject.at()) && runs.begun() == null) {
            return subject.unknown(
                    RULE,
                    target,
                    (tally.expected() == 0
                                    ? "The facts were observed "
                                    : "All " + Counts.of(tally.expected(), "expected run")
                                            + " were made until the facts were observed, ")
                            + words(Duration.between(runs.until(), subject.at())) + " before; whether the one due by "
                            + Utc.words(due) + " was made is not known: list the points of this asset, then check"
                            + " again.");
        }
        if (runs.made().size() == 1) {
            return subject.unknown(
                    RULE,
                    target,
                    "One run alone is known, of " + Utc.words(tally.last()) + ", and one shows no schedule: check again"
                            + " when the next was due, by " + Utc.words(due) + ".");
        }
        return subject.compliant(
                RULE,
                target,
                measured,
                "All " + Counts.of(tally.expected()) + " expected runs, one every " + words(every) + since
                        + ", were made; the newest is of " + Utc.words(tally.last()) + "." + subject.staleness());
    }

    private static Finding none(Subject subject, Runs runs, Duration every, String target) {
        if (subject.points().begunBy(subject.at()) == 0 || runs.begun() != null) {
            return subject.unknown(
                    RULE,
                    target,
                    runs.begun() == null
                            ? "No recovery point is known: list the points of this asset, then check again."
                            : "The first run is being made, since " + Utc.words(runs.begun())
                                    + ": check again when it is done.");
        }
        if (!runs.from().isBefore(runs.until())) {
            return subject.unknown(RULE, target, gone(subject));
        }
        long expected = Math.max(1, Duration.between(runs.from(), runs.until()).dividedBy(every));
        return subject.breach(
                RULE,
                target,
                "0 of " + Counts.of(expected),
                "No run was made since " + Utc.words(runs.from()) + ", promised is one every " + words(every)
                        + failures(runs) + ": take a backup now and find out why the scheduled ones stopped."
                        + subject.staleness());
    }

    private static String gone(Subject subject) {
        String stale = subject.staleness().strip();
        return stale.isEmpty()
                ? "What was made then has gone since, as is promised: judge a later instant, or facts that were"
                        + " exported at that time."
                : stale + " List the points of this asset, then check again.";
    }

    private static String broken(Tally tally, Runs runs, Duration every, String since) {
        long count = tally.missed();
        String shown = tally.dueOnes().stream().map(Utc::words).collect(Collectors.joining(", "));
        String missing = count == 0
                ? ""
                : "; " + Counts.of(count) + (count == 1 ? " was missed, due about " : " were missed, due about ")
                        + shown + (count > Tally.SHOWN_MAX ? " and before" : "");
        String late = tally.late() == 0
                ? ""
                : "; " + Counts.of(tally.late()) + (tally.late() == 1 ? " was" : " were") + " late, by up to "
                        + words(tally.latest());
        return Counts.of(tally.made()) + " of " + Counts.of(tally.expected(), "expected run") + ", one every "
                + words(every) + since + ", were made" + missing + late + failures(runs)
                + ": look into the job's own log for the reason"
                + (tally.stopped() ? ", and take a backup now." : ".");
    }

    private static String failures(Runs runs) {
        return runs.failed() == 0 ? "" : "; " + Counts.of(runs.failed(), "run") + " failed";
    }
}
