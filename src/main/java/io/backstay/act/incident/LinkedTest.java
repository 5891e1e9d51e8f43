package io.backstay.act.incident;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.audit.EntryFilter;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.estate.RestoreTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The run of a restore test that is named as evidence: one that was done here, as the record of acts has it, with
/// what the catalogue says of it. A manifest can bring tests of another installation that bear the same number.
///
/// @param tests of that run, one for each asset that it says something about
record LinkedTest(String run, List<RestoreTest> tests) {
    private static final Pattern RUN = Pattern.compile("(?<![\\w-])R-\\d{4,9}(?![\\w-])");
    private static final String ACT = "test.run";

    /// The newest run that passed of those that the words name; null where they name none, as for a test that was done
    /// without Backstay.
    ///
    /// @throws BackstayException when one of them is not known, or all failed: what failed is not done
    static @Nullable LinkedTest named(String evidence, List<RestoreTest> known, AuditLog record)
            throws BackstayException {
        List<String> runs = named(evidence);
        if (runs.isEmpty()) {
            return null;
        }
        List<LinkedTest> found = new ArrayList<>();
        for (String run : runs) {
            found.add(new LinkedTest(run, ofHere(run, known, record)));
        }
        return found.stream()
                .filter(LinkedTest::passed)
                .max(Comparator.comparing(LinkedTest::at))
                .orElseThrow(() -> new BackstayException(new Failure.Conflict(
                        "The restore test " + String.join(", ", runs) + " failed, so what was to be shown is not shown",
                        "Mend what failed, test again, and name the run that passed.")));
    }

    /// The runs that the words name, each once.
    static List<String> named(String evidence) {
        return RUN.matcher(evidence)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static List<RestoreTest> ofHere(String run, List<RestoreTest> known, AuditLog record)
            throws BackstayException {
        List<AuditEntry> acts = new ArrayList<>();
        record.each(new EntryFilter(null, null, null, ACT), acts::add);
        AuditEntry end = acts.stream()
                .filter(act -> act.act().equals(ACT)
                        && act.outcome() == Outcome.DONE
                        && run.equals(act.detail().get("run")))
                .findFirst()
                .orElse(null);
        AuditEntry begin = end == null
                ? null
                : acts.stream()
                        .filter(act -> Long.valueOf(act.seq()).equals(end.intent()))
                        .findFirst()
                        .orElse(null);
        List<RestoreTest> tests = end == null || begin == null
                ? List.of()
                : known.stream()
                        .filter(test -> test.observation().source().equals("restore test " + run))
                        .filter(test -> isBetween(test.at(), begin.ts(), end.ts()))
                        .toList();
        if (tests.isEmpty()) {
            throw new BackstayException(new Failure.NotFound(
                    "The restore test " + run,
                    "'backstay test run' names each run that it did; of a test that was done elsewhere, name what shows"
                            + " it."));
        }
        return tests;
    }

    /// The record keeps six decimals.
    private static boolean isBetween(Instant at, Instant from, Instant until) {
        Instant kept = at.truncatedTo(ChronoUnit.MICROS);
        return !kept.isBefore(from) && !kept.isAfter(until);
    }

    private boolean passed() {
        return tests.stream().allMatch(RestoreTest::passed);
    }

    /// Refuses a run that ended before there was anything to show.
    ///
    /// @param since when the action was planned, or when the run ended that showed it last
    void requireAfter(Instant since) throws BackstayException {
        if (!at().isAfter(since)) {
            throw new BackstayException(new Failure.Conflict(
                    "The restore test " + run + " ended at " + Utc.words(at())
                            + ", and what is to be shown is of after " + Utc.words(since),
                    "Test again with 'backstay test run', and name that run."));
        }
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
