package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.estate.AssetKind;
import io.backstay.estate.RestorableWindow;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How old the newest recoverable moment is: that of the newest usable point or the end of the restorable window.
final class RpoRule {
    private static final String RULE = "rpo";

    private RpoRule() {}

    static Finding judge(Subject subject, Target.Rpo promise) {
        String target = words(promise.atMost());
        Boolean versioning = subject.asset().versioning();
        if (subject.asset().kind() == AssetKind.OBJECT_STORE && Boolean.TRUE.equals(versioning)) {
            return subject.compliant(
                    RULE, target, "versioned", "Every write keeps the version before it." + subject.staleness());
        }
        Instant newest = newest(subject);
        if (newest == null) {
            return none(subject, target, versioning);
        }
        Duration age = Duration.between(newest, subject.at());
        if (age.compareTo(promise.atMost()) <= 0) {
            return subject.compliant(
                    RULE,
                    target,
                    words(age),
                    "The newest recoverable moment, " + Utc.words(newest) + ", is " + words(age)
                            + " old; promised is at most " + target + "." + subject.staleness());
        }
        if (isWindowOfLater(subject)) {
            return windowThen(subject, target);
        }
        return subject.breach(
                RULE,
                target,
                words(age),
                "The newest recoverable moment, " + Utc.words(newest) + ", is " + words(age)
                        + " old, promised is at most "
                        + target + ": take a backup now and find out why the scheduled ones stopped."
                        + subject.staleness());
    }

    private static Finding none(Subject subject, String target, @Nullable Boolean versioning) {
        int begun = subject.points().begunBy(subject.at());
        if (isWindowOfLater(subject)) {
            return windowThen(subject, target);
        }
        if (begun > 0) {
            return subject.breach(
                    RULE,
                    target,
                    null,
                    "None of the " + Counts.of(begun, "known recovery point") + " is usable, promised is one at most "
                            + target + " old: take a backup now and find out why the others failed.");
        }
        if (subject.asset().kind() == AssetKind.OBJECT_STORE && versioning != null) {
            return subject.breach(
                    RULE,
                    target,
                    "not versioned",
                    "The store keeps no versions and no recovery point is known, promised is one at most " + target
                            + " old: turn versioning on.");
        }
        return subject.unknown(
                RULE, target, "No recovery point is known: list the points of this asset, then check again.");
    }

    /// A window rolls: what it reached at an earlier instant cannot be told from what it reaches now.
    private static boolean isWindowOfLater(Subject subject) {
        RestorableWindow window = subject.asset().pitr();
        return window != null && window.earliest().isAfter(subject.at());
    }

    private static Finding windowThen(Subject subject, String target) {
        return subject.unknown(
                RULE,
                target,
                "Point-in-time recovery is there now, and what it reached then is not known: judge a later instant, or"
                        + " facts that were exported at that time.");
    }

    private static @Nullable Instant newest(Subject subject) {
        Instant newest = subject.points().usable(subject.at()).newest();
        RestorableWindow window = subject.asset().pitr();
        if (window == null || window.earliest().isAfter(subject.at())) {
            return newest;
        }
        Instant end = window.latest().isBefore(subject.at()) ? window.latest() : subject.at();
        return newest == null || end.isAfter(newest) ? end : newest;
    }
}
