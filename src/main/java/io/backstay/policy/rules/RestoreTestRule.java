package io.backstay.policy.rules;

import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/// Whether a restore of the promised kind was practised, and passed, recently enough.
final class RestoreTestRule {
    private static final String RULE = "restore-test";

    private RestoreTestRule() {}

    static Finding judge(Subject subject, Target.Tested promise) {
        String target = promise.test() + ", every " + words(promise.every());
        List<RestoreTest> tests = subject.tests().stream()
                .filter(test -> test.kind().equals(promise.test()) && !test.at().isAfter(subject.at()))
                .sorted(Comparator.comparing(RestoreTest::at))
                .toList();
        if (tests.isEmpty()) {
            return subject.unknown(
                    RULE, target, "No " + promise.test() + " restore test is known: run one, or import its record.");
        }
        RestoreTest last = tests.getLast();
        Instant due = last.at().atOffset(ZoneOffset.UTC).plus(promise.every()).toInstant();
        String age = words(Duration.between(last.at(), subject.at()));
        if (!last.passed()) {
            return subject.breach(
                    RULE,
                    target,
                    "failed " + age + " ago",
                    "The last " + promise.test() + " restore test, at " + Utc.words(last.at())
                            + ", failed: find out why and run it again.");
        }
        if (due.isBefore(subject.at())) {
            return subject.breach(
                    RULE,
                    target,
                    "passed " + age + " ago",
                    "The last " + promise.test() + " restore test passed at " + Utc.words(last.at()) + ", " + age
                            + " ago, promised is one every " + words(promise.every())
                            + "; the next was due by " + Utc.words(due) + ": run one now.");
        }
        return subject.compliant(
                RULE,
                target,
                "passed " + age + " ago",
                "The last " + promise.test() + " restore test passed at " + Utc.words(last.at())
                        + "; the next is due by " + Utc.words(due) + ".");
    }

    private static String words(Period period) {
        long months = period.toTotalMonths();
        long days = period.get(ChronoUnit.DAYS);
        if (days == 0) {
            return months % 12 == 0 ? plural(months / 12, "year") : plural(months, "month");
        }
        return (months == 0 ? "" : plural(months, "month") + " ") + plural(days, "day");
    }

    private static String words(Duration duration) {
        return Durations.words(duration);
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
