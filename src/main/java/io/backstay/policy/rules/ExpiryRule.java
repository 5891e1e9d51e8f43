package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.policy.facts.PointSeries;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether points go when they should: what is kept for too long breaks a promise too.
///
/// A point may stay for an eighth longer, since deletion is a job that runs now and then.
final class ExpiryRule {
    private static final int TOLERANCE = 8;

    private ExpiryRule() {}

    /// @param rule   `expiry`, or `erasure` where the words are about what was deleted
    /// @param atMost null where the words say only that points expire by themselves
    static Finding judge(Subject subject, String rule, @Nullable Duration atMost) {
        String target = atMost == null ? "by itself" : "gone after " + words(atMost);
        Instant seen = subject.asset().observation().observedAt();
        Instant at = seen.isBefore(subject.at()) ? seen : subject.at();
        There there = There.of(subject.points(), at, atMost);
        if (there.usable() == 0) {
            return subject.unknown(
                    rule, target, "No recovery point is known: list the points of this asset, then check again.");
        }
        return atMost == null ? byItself(subject, rule, target, there) : tooOld(subject, rule, atMost, there, at);
    }

    private static Finding byItself(Subject subject, String rule, String target, There there) {
        int open = there.open();
        Duration configured = subject.asset().configured().retention();
        if (open > 0 && configured == null) {
            return subject.unknown(
                    rule,
                    target,
                    Counts.of(open, "usable point")
                            + (open == 1 ? " does not say when it goes" : " do not say when they go")
                            + ", and no retention is known to be set: have the provider's setting"
                            + " observed.");
        }
        String measured = configured == null ? "each has its end" : "set to " + words(configured);
        return subject.compliant(rule, target, measured, "Points expire by themselves: " + measured + ".");
    }

    private static Finding tooOld(Subject subject, String rule, Duration atMost, There there, Instant at) {
        String target = "gone after " + words(atMost);
        int old = there.old();
        String age = words(Duration.between(there.oldest(), at));
        if (old > 0) {
            return subject.breach(
                    rule,
                    target,
                    Counts.of(old, "point") + " too old, up to " + age,
                    Counts.of(old, "recovery point") + (old == 1 ? " is" : " are")
                            + " still there after " + words(atMost) + ", the oldest of " + Utc.words(there.oldest())
                            + ", "
                            + age + " old: find out why it was not deleted, and whether somebody needs it as evidence"
                            + " before it goes." + subject.staleness());
        }
        int later = there.later();
        if (later > 0) {
            return subject.breach(
                    rule,
                    target,
                    Counts.of(later, "point") + " set to stay longer",
                    Counts.of(later, "recovery point") + (later == 1 ? " is" : " are") + " set to stay longer than "
                            + words(atMost) + ": shorten the retention at the provider, or promise the longer one.");
        }
        return subject.compliant(
                rule,
                target,
                "oldest " + age,
                "Nothing is older than " + words(atMost) + "; the oldest point is of " + Utc.words(there.oldest()) + "."
                        + subject.staleness());
    }

    /// The points that could be used at a moment.
    ///
    /// @param open  how many do not say when they go
    /// @param first the number of the oldest
    /// @param old   how many are still there after the longest time
    /// @param later how many are set to stay longer
    private record There(PointSeries points, int usable, int open, int first, int old, int later) {
        static There of(PointSeries points, Instant at, @Nullable Duration atMost) {
            long now = PointSeries.micros(at);
            long most = atMost == null ? Long.MAX_VALUE : PointSeries.micros(atMost.plus(atMost.dividedBy(TOLERANCE)));
            int usable = 0;
            int open = 0;
            int first = 0;
            int old = 0;
            int later = 0;
            for (int i = points.size() - 1; i >= 0; i--) {
                if (points.isUsable(i, now)) {
                    usable++;
                    first = i;
                    boolean says = points.expires(i) != Long.MAX_VALUE;
                    open += says ? 0 : 1;
                    old += now - points.taken(i) > most ? 1 : 0;
                    later += says && points.expires(i) - points.taken(i) > most ? 1 : 0;
                }
            }
            return new There(points, usable, open, first, old, later);
        }

        Instant oldest() {
            return PointSeries.instant(points.taken(first));
        }
    }
}
