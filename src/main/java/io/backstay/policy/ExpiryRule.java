package io.backstay.policy;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.policy.PointDetails.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
        List<Detail> there = subject.points().details().usable(at, _ -> true);
        if (there.isEmpty()) {
            return subject.unknown(
                    rule, target, "No recovery point is known: list the points of this asset, then check again.");
        }
        return atMost == null ? byItself(subject, rule, target, there) : tooOld(subject, rule, atMost, there, at);
    }

    private static Finding byItself(Subject subject, String rule, String target, List<Detail> there) {
        long open = there.stream().filter(point -> point.expiresAt() == null).count();
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

    private static Finding tooOld(Subject subject, String rule, Duration atMost, List<Detail> there, Instant at) {
        String target = "gone after " + words(atMost);
        Duration most = atMost.plus(atMost.dividedBy(TOLERANCE));
        List<Detail> old = there.stream()
                .filter(point -> point.takenAt().plus(most).isBefore(at))
                .toList();
        Detail oldest =
                there.stream().min(Comparator.comparing(Detail::takenAt)).orElseThrow();
        String age = words(Duration.between(oldest.takenAt(), at));
        if (!old.isEmpty()) {
            return subject.breach(
                    rule,
                    target,
                    Counts.of(old.size(), "point") + " too old, up to " + age,
                    Counts.of(old.size(), "recovery point") + (old.size() == 1 ? " is" : " are")
                            + " still there after " + words(atMost) + ", the oldest of " + Utc.words(oldest.takenAt())
                            + ", "
                            + age + " old: find out why it was not deleted, and whether somebody needs it as evidence"
                            + " before it goes." + subject.staleness());
        }
        long later = there.stream()
                .filter(point -> point.expiresAt() != null
                        && point.expiresAt().isAfter(point.takenAt().plus(most)))
                .count();
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
                "Nothing is older than " + words(atMost) + "; the oldest point is of " + Utc.words(oldest.takenAt())
                        + "." + subject.staleness());
    }
}
