package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.estate.RestoreTest;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The run of a restore test that is named as evidence, as the catalogue has it: the same facts that a check goes
/// by.
///
/// @param tests of that run, one for each asset that it says something about
record LinkedTest(String run, List<RestoreTest> tests) {
    private static final Pattern RUN = Pattern.compile("(?<![\\w-])R-\\d{4,9}(?![\\w-])");

    /// The run that the words name; null where they name none, as for a test that was done without Backstay.
    ///
    /// @throws BackstayException when no such test is known, or when it failed: what failed is not done
    static @Nullable LinkedTest named(String evidence, List<RestoreTest> known) throws BackstayException {
        Matcher named = RUN.matcher(evidence);
        if (!named.find()) {
            return null;
        }
        String run = named.group();
        List<RestoreTest> tests = known.stream()
                .filter(test -> test.observation().source().equals("restore test " + run))
                .toList();
        if (tests.isEmpty()) {
            throw new BackstayException(new Failure.NotFound(
                    "The restore test " + run,
                    "'backstay test run' names each run that it did; of a test that was done elsewhere, name what shows"
                            + " it."));
        }
        if (!tests.stream().allMatch(RestoreTest::passed)) {
            throw new BackstayException(new Failure.Conflict(
                    "The restore test " + run + " failed, so what was to be shown is not shown",
                    "Mend what failed, test again, and name the run that passed."));
        }
        return new LinkedTest(run, tests);
    }

    /// When it ended.
    Instant at() {
        return tests.getFirst().at();
    }

    /// What it measured, in a few words.
    String words() {
        RestoreTest one = tests.getFirst();
        return run + " passed: " + one.kind() + " of "
                + String.join(
                        ", ", tests.stream().map(test -> test.asset().value()).toList())
                + " at " + Utc.words(one.at())
                + (one.measuredRto() == null ? "" : " in " + Durations.words(one.measuredRto()));
    }
}
