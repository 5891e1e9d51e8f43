package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Utc;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What drills measured against how soon service is promised to be back; of each kind the newest counts, and the
/// slowest of those is held against the target.
final class RtoRule {
    private static final String RULE = "rto";

    private RtoRule() {}

    static Finding judge(Subject subject, Target.Rto promise) {
        String target = words(promise.atMost());
        Map<String, RestoreTest> newest = new LinkedHashMap<>();
        subject.tests().stream()
                .filter(test -> test.passed()
                        && test.measuredRto() != null
                        && !test.at().isAfter(subject.at()))
                .sorted(Comparator.comparing(RestoreTest::at))
                .forEach(test -> newest.put(test.kind(), test));
        newest.remove("integrity");
        if (newest.isEmpty()) {
            return subject.unknown(
                    RULE, target, "No restore was ever timed: run a drill or a restore test, which measures it.");
        }
        RestoreTest slowest = null;
        Duration longest = Duration.ZERO;
        Set<String> worked = new HashSet<>();
        for (RestoreTest test : newest.values()) {
            worked.addAll(test.works());
            Duration took = test.measuredRto();
            if (took != null && (slowest == null || took.compareTo(longest) > 0)) {
                slowest = test;
                longest = took;
            }
        }
        String measured = words(longest);
        String which = slowest == null ? "" : "the " + slowest.kind() + " test of " + Utc.words(slowest.at());
        if (longest.compareTo(promise.atMost()) > 0) {
            return subject.breach(
                    RULE,
                    target,
                    measured,
                    "It took " + measured + " in " + which + ", promised is at most " + target
                            + ": find out which step is slow, or promise more time.");
        }
        List<String> unseen = new ArrayList<>(promise.works());
        unseen.removeAll(worked);
        if (!unseen.isEmpty()) {
            return subject.unknown(
                    RULE,
                    target,
                    "It took " + measured + " in " + which + " until the data was back; that "
                            + String.join(", ", unseen)
                            + " worked again by then is not in its record: try it in the next drill and note it under"
                            + " 'works'.");
        }
        return subject.compliant(
                RULE,
                target,
                measured,
                "The slowest of the newest tests took " + measured + ", " + which + "; promised is at most " + target
                        + ".");
    }
}
