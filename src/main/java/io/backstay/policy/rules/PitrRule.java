package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Utc;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether point-in-time recovery reaches back as far as promised, without a gap and up to the present.
final class PitrRule {
    private static final String RULE = "pitr-window";

    /// A log that ends longer ago than this no longer runs; shorter delays are judged by the RPO.
    private static final Duration LAG_MAX = Duration.ofHours(24);

    private PitrRule() {}

    static Finding judge(Subject subject, Target.PitrWindow promise) {
        String target = words(promise.atLeast());
        RestorableWindow window = subject.asset().pitr();
        if (window == null) {
            return unobserved(subject, promise, target);
        }
        Instant at = subject.at();
        if (at.isBefore(window.earliest())) {
            return subject.unknown(
                    RULE,
                    target,
                    "The restorable window is known from " + Utc.words(window.earliest())
                            + " on, which is later than " + Utc.words(at)
                            + ": judge a later instant.");
        }
        Instant end = window.latest().isBefore(at) ? window.latest() : at;
        WalGap gap = gap(subject, at.minus(promise.atLeast()), end);
        if (gap != null) {
            return subject.breach(
                    RULE,
                    target,
                    words(Duration.between(gap.to(), end)),
                    "The log is missing from " + Utc.words(gap.from()) + " to " + Utc.words(gap.to())
                            + ", so no moment in between can be restored, promised are the last " + target
                            + ": take a base backup now.");
        }
        return reach(subject, promise, window, end);
    }

    private static Finding reach(Subject subject, Target.PitrWindow promise, RestorableWindow window, Instant end) {
        String target = words(promise.atLeast());
        String measured = words(Duration.between(window.earliest(), end));
        Duration reach = Duration.between(window.earliest(), subject.at());
        Duration lag = Duration.between(end, subject.at());
        if (lag.compareTo(LAG_MAX) > 0) {
            return subject.breach(
                    RULE,
                    target,
                    measured,
                    "The log ends at " + Utc.words(end) + ", " + words(lag) + " before, promised are the last " + target
                            + ": find out why the archive stopped." + subject.staleness());
        }
        if (reach.compareTo(promise.atLeast()) >= 0) {
            return subject.compliant(
                    RULE,
                    target,
                    measured,
                    "Every moment since " + Utc.words(window.earliest()) + " can be restored, promised are the last "
                            + target + "." + subject.staleness());
        }
        // A window that rolls began earlier then than it does now, by as much as has gone by since.
        Duration since =
                Duration.between(subject.at(), subject.asset().observation().observedAt());
        if (reach.plus(since).compareTo(promise.atLeast()) >= 0) {
            return subject.unknown(
                    RULE,
                    target,
                    "The window was observed " + words(since) + " later and began at " + Utc.words(window.earliest())
                            + "; how far it reached back then is not known.");
        }
        return subject.breach(RULE, target, measured, tooShort(subject, promise, window, measured));
    }

    private static String tooShort(
            Subject subject, Target.PitrWindow promise, RestorableWindow window, String measured) {
        Instant oldest = subject.points().usable(subject.at()).oldest();
        return "Point-in-time recovery reaches back " + measured + ", to " + Utc.words(window.earliest())
                + ", promised are "
                + words(promise.atLeast())
                + (oldest == null ? "" : "; recovery points exist since " + Utc.words(oldest))
                + ": keep backups and log for " + words(promise.atLeast()) + ", then it holds from "
                + Utc.words(window.earliest().plus(promise.atLeast())) + " on." + subject.staleness();
    }

    private static Finding unobserved(Subject subject, Target.PitrWindow promise, String target) {
        Duration configured = subject.asset().configured().pitr();
        if (configured != null && configured.compareTo(promise.atLeast()) < 0) {
            return subject.breach(
                    RULE,
                    target,
                    words(configured),
                    "Point-in-time recovery is set to " + words(configured) + ", promised are " + target
                            + ": raise the setting.");
        }
        return subject.unknown(
                RULE, target, "The restorable window of this asset is not known: have it observed, then check again.");
    }

    private static @Nullable WalGap gap(Subject subject, Instant from, Instant to) {
        for (WalGap gap : subject.asset().walGaps()) {
            if (gap.to().isAfter(from) && gap.from().isBefore(to)) {
                return gap;
            }
        }
        return null;
    }
}
