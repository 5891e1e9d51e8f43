package io.backstay.incident.verdict;

import io.backstay.base.Counts;
import io.backstay.estate.RestoreTest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long restores of a database took before.
final class Experience {
    private static final int NEWEST = 5;
    private static final String TENANT = "tenant";

    private Experience() {}

    /// By the newest restores of one tenant; by other kinds, and said so, where none was timed.
    static VerdictCard.@Nullable Takes of(List<RestoreTest> tests) {
        List<RestoreTest> timed = tests.stream()
                .filter(test -> test.passed()
                        && test.measuredRto() != null
                        && !test.kind().equals("integrity"))
                .sorted(Comparator.comparing(RestoreTest::at).reversed())
                .toList();
        List<RestoreTest> tenant =
                timed.stream().filter(test -> test.kind().equals(TENANT)).toList();
        List<RestoreTest> used =
                (tenant.isEmpty() ? timed : tenant).stream().limit(NEWEST).toList();
        if (used.isEmpty()) {
            return null;
        }
        List<Duration> took = used.stream()
                .map(test -> Objects.requireNonNull(test.measuredRto()))
                .sorted()
                .toList();
        String basis = tenant.isEmpty()
                ? "the newest " + Counts.of(used.size(), "restore") + " of another kind; none of one tenant was timed"
                : "the newest " + Counts.of(used.size(), "restore") + " of one tenant in this database";
        return new VerdictCard.Takes(took.get(took.size() / 2), took.getLast(), basis);
    }
}
