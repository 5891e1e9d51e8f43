package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Counts;
import io.backstay.policy.promise.Target;

/// Whether every usable point is locked against everybody for as long as promised.
final class LockRule {
    private static final String RULE = "immutability";

    private LockRule() {}

    static Finding judge(Subject subject, Target.Immutability promise) {
        String target = "locked for " + words(promise.atLeast());
        Locks locks = Locks.of(subject, promise.atLeast());
        if (locks.points() == 0) {
            return subject.unknown(RULE, target, "No usable point is known: list the points, then check again.");
        }
        String measured = Counts.of(locks.locked()) + " of " + Counts.of(locks.points());
        if (locks.all()) {
            return subject.compliant(RULE, target, measured, "Every usable point is locked as long as promised.");
        }
        if (locks.governed() > 0) {
            return subject.breach(
                    RULE,
                    target,
                    measured,
                    Counts.of(locks.governed(), "point")
                            + (locks.governed() == 1 ? " is" : " are")
                            + " locked in the mode governance, which some may take away:"
                            + " lock in the mode compliance.");
        }
        if (locks.silent() == locks.points() - locks.locked() && locks.asset() == null) {
            return subject.unknown(
                    RULE,
                    target,
                    Counts.of(locks.silent(), "usable point") + " of " + Counts.of(locks.points())
                            + (locks.silent() == 1 ? " does" : " do")
                            + " not say until when: have their locks observed.");
        }
        return subject.breach(
                RULE,
                target,
                measured,
                Counts.of(locks.points() - locks.locked(), "usable point") + " of " + Counts.of(locks.points())
                        + " can be deleted before " + words(promise.atLeast()) + " are over: lock them.");
    }
}
