package io.backstay.incident.verdict;

import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.estate.RestoreTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long restores of a database took before.
final class Experience {
    private static final int NEWEST = 5;
    private static final String TENANT = "tenant";

    /// Of like size is what has between a third and three times as many rows.
    private static final int LIKE = 3;

    private Experience() {}

    /// What one restore took.
    private record Timed(Instant at, Duration took) {}

    /// By earlier cases of like size where the size of this loss is known, else by any earlier case, else by restore
    /// tests, of one tenant before other kinds; absent where none was timed.
    ///
    /// @param rows that are to come back, null while nothing was compared
    static VerdictCard.@Nullable Takes of(List<RestoreTest> tests, List<Earlier> earlier, @Nullable Long rows) {
        List<Earlier> newest = earlier.stream()
                .sorted(Comparator.comparing(Earlier::at).reversed())
                .toList();
        List<Earlier> like = rows == null
                ? List.of()
                : newest.stream().filter(each -> isLike(each.rows(), rows)).toList();
        List<Earlier> used =
                (like.isEmpty() ? newest : like).stream().limit(NEWEST).toList();
        if (used.isEmpty()) {
            return byTests(tests);
        }
        long smallest = used.stream().mapToLong(Earlier::rows).min().orElse(0);
        long largest = used.stream().mapToLong(Earlier::rows).max().orElse(0);
        String sizes = (smallest == largest ? "" : Counts.of(smallest) + " to ") + Counts.of(largest, "row");
        String than = like.isEmpty() && rows != null ? "; none was of about " + Counts.of(rows, "row") : "";
        return takes(
                used.stream().map(each -> new Timed(each.at(), each.took())).toList(),
                Counts.of(used.size(), "earlier restore") + " of " + sizes,
                than);
    }

    private static boolean isLike(long one, long other) {
        return one * LIKE >= other && other * LIKE >= one;
    }

    private static VerdictCard.@Nullable Takes byTests(List<RestoreTest> tests) {
        List<RestoreTest> timed = tests.stream()
                .filter(test -> test.passed()
                        && test.measuredRto() != null
                        && !test.kind().equals("integrity"))
                .sorted(Comparator.comparing(RestoreTest::at).reversed())
                .toList();
        List<RestoreTest> tenant =
                timed.stream().filter(test -> test.kind().equals(TENANT)).toList();
        List<Timed> used = (tenant.isEmpty() ? timed : tenant)
                .stream()
                        .limit(NEWEST)
                        .map(test -> new Timed(test.at(), Objects.requireNonNull(test.measuredRto())))
                        .toList();
        if (used.isEmpty()) {
            return null;
        }
        return tenant.isEmpty()
                ? takes(
                        used,
                        Counts.of(used.size(), "restore test") + " of another kind",
                        "; none of one tenant was timed")
                : takes(used, Counts.of(used.size(), "restore test") + " of one tenant", "; their size is not known");
    }

    private static VerdictCard.Takes takes(List<Timed> used, String what, String besides) {
        List<Duration> took = used.stream().map(Timed::took).sorted().toList();
        String fastest = Durations.words(took.getFirst());
        String slowest = Durations.words(took.getLast());
        String from = day(used.getLast().at());
        String to = day(used.getFirst().at());
        String basis = what + " took " + fastest + (fastest.equals(slowest) ? "" : " to " + slowest) + ", "
                + (from.equals(to) ? "on " + from : from + " to " + to) + besides;
        return new VerdictCard.Takes(took.get(took.size() / 2), took.getLast(), basis);
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }
}
