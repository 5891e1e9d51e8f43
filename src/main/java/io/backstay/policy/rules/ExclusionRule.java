package io.backstay.policy.rules;

import io.backstay.base.Counts;
import io.backstay.codec.Words;
import java.time.Duration;

/// Whether what is deliberately not backed up has no backup.
final class ExclusionRule {
    private static final String RULE = "exclusion";
    private static final String TARGET = "no backups";

    private ExclusionRule() {}

    static Finding judge(Subject subject) {
        int points = subject.points().usable(subject.at()).size();
        String where = Words.of(subject.asset().environment());
        boolean window = subject.asset().pitr() != null;
        if (points > 0 || window) {
            return subject.breach(
                    RULE,
                    TARGET,
                    points > 0 ? Counts.of(points, "point") : "a restorable window",
                    "It is in " + where + ", which the policy says is not backed up, and there "
                            + (points == 1 ? "is " : "are ")
                            + (points > 0 ? Counts.of(points, "usable point") : "moments to go back to")
                            + ": switch its backups off and delete what is there, or correct the policy.");
        }
        Duration configured = subject.asset().configured().retention();
        return configured != null && configured.isZero()
                ? subject.compliant(RULE, TARGET, "switched off", "Its backups are switched off, as the policy says.")
                : subject.unknown(
                        RULE,
                        TARGET,
                        "No recovery point of it is known, as the policy says; that there is none is shown only by the"
                                + " provider's setting, a retention of zero: have it observed.");
    }
}
