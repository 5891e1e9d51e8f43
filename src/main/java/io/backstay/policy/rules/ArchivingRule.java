package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Whether the log is archived as it is written: how far the archive trails behind, and that no stretch is missing.
final class ArchivingRule {
    private static final String RULE = "archiving";

    private ArchivingRule() {}

    static Finding judge(Subject subject, Target.Archiving promise) {
        String target = "at most " + words(promise.lag()) + " behind";
        RestorableWindow window = subject.asset().pitr();
        Instant at = subject.at();
        if (window == null || window.earliest().isAfter(at)) {
            return subject.unknown(
                    RULE,
                    target,
                    "What is archived of this asset's log is not known: have its restorable window observed, then check"
                            + " again.");
        }
        List<WalGap> gaps = subject.asset().walGaps().stream()
                .filter(gap -> gap.from().isBefore(at) && gap.to().isAfter(window.earliest()))
                .sorted(Comparator.comparing(WalGap::from))
                .toList();
        if (!gaps.isEmpty()) {
            return gaps(subject, target, gaps);
        }
        Instant seen = subject.asset().observation().observedAt();
        if (at.isBefore(window.latest())) {
            return subject.unknown(
                    RULE,
                    target,
                    "No stretch of the log is missing up to then, but how far the archive trailed behind at that moment"
                            + " nobody wrote down: judge facts that were exported at that time.");
        }
        Duration lag = window.lag() == null ? Duration.between(window.latest(), seen) : window.lag();
        String measured = words(lag) + " behind";
        if (lag.compareTo(promise.lag()) > 0) {
            return subject.breach(
                    RULE,
                    target,
                    measured,
                    "The archived log ended at " + Utc.words(window.latest()) + ", " + measured
                            + ", promised is " + target + ": what was written since is lost with the server; find out"
                            + " whether the archiver stands still." + subject.staleness());
        }
        if (!subject.staleness().isEmpty()) {
            return subject.unknown(
                    RULE,
                    target,
                    "The archive was " + measured + " when it was observed, which is "
                            + words(Duration.between(seen, at)) + " ago; nothing is known since: observe it again.");
        }
        return subject.compliant(
                RULE, target, measured, "The archived log trails " + measured + ", and no stretch of it is missing.");
    }

    private static Finding gaps(Subject subject, String target, List<WalGap> gaps) {
        Duration missing =
                gaps.stream().map(gap -> Duration.between(gap.from(), gap.to())).reduce(Duration.ZERO, Duration::plus);
        WalGap newest = gaps.getLast();
        return subject.breach(
                RULE,
                target,
                Counts.of(gaps.size(), "gap"),
                (gaps.size() == 1
                                ? "1 stretch of the log is missing, "
                                : Counts.of(gaps.size()) + " stretches of the log are missing, ")
                        + words(missing)
                        + " in all, the newest from " + Utc.words(newest.from()) + " to " + Utc.words(newest.to())
                        + ": no moment between a gap and the next base backup can be restored; take a base backup now"
                        + " and find out what removed the files." + subject.staleness());
    }
}
