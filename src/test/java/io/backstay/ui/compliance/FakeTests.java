package io.backstay.ui.compliance;

import io.backstay.act.test.RestoreTests;
import io.backstay.act.test.TestOrder;
import io.backstay.act.test.TestResult;
import io.backstay.act.test.TestRow;
import io.backstay.base.AssetId;
import io.backstay.base.Progress;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.restore.environment.Check;
import io.backstay.ui.kit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Restore tests of an invented estate, one row in every state.
public final class FakeTests implements RestoreTests {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-16T02:41:07Z"));

    private static final String CLAUSE =
            "We test restores from production backups at least quarterly. Tests cover (a) full database restore to a"
                    + " clean environment, (b) point-in-time restore to a specific timestamp, and (c) object-storage"
                    + " version rollback.";

    final List<TestOrder> ran = new ArrayList<>();
    boolean passes = true;

    static TestsModel model(Background background) {
        return new TestsModel(new FakeTests(), FakeWaiting::new, background, CLOCK, () -> {});
    }

    @Override
    public TestResult run(TestOrder order, Progress progress) {
        ran.add(order);
        Instant now = CLOCK.instant();
        return new TestResult(
                "R-0042",
                order.connection(),
                order.kind(),
                List.of(new AssetId("core-db-prod")),
                now,
                now.plusSeconds(40),
                "base-0001",
                now,
                Duration.ofSeconds(40),
                Duration.ofSeconds(3),
                List.of(Check.count("Tables", 18, passes ? 18 : 17)),
                List.of(),
                true,
                Path.of("reports", "tests", "R-0042"));
    }

    @Override
    public List<RestoreTest> done() {
        return List.of();
    }

    @Override
    public List<TestRow> board(String policyId) {
        Period quarter = Period.ofMonths(3);
        return List.of(
                row("core-db-prod", "full", quarter, TestRow.State.FAILED, 12, false, true, true),
                row("core-db-prod", "point-in-time", quarter, TestRow.State.OVERDUE, 118, true, false, true, true),
                row("documents-prod", "object-rollback", quarter, TestRow.State.NEVER, 0),
                row("core-db-prod", "integrity", Period.ofYears(1), TestRow.State.PASSED, 40, true, true, true),
                row("core-db-prod", "tenant", null, TestRow.State.NOT_PROMISED, 3, true));
    }

    private static TestRow row(
            String asset, String kind, @Nullable Period every, TestRow.State state, int days, Boolean... passed) {
        List<RestoreTest> past = new ArrayList<>();
        for (int i = 0; i < passed.length; i++) {
            Instant at = CLOCK.instant().minus(Duration.ofDays(days + 91L * i));
            past.add(new RestoreTest(
                    new AssetId(asset),
                    kind,
                    null,
                    at,
                    passed[i],
                    Duration.ofMinutes(42 + i),
                    Duration.ofSeconds(31),
                    List.of(),
                    new Observation("restore test R-00" + (41 - i), at)));
        }
        Instant due = past.isEmpty() ? CLOCK.instant() : past.getFirst().at().plus(Duration.ofDays(91));
        return new TestRow(
                new AssetId(asset),
                kind,
                every,
                every == null ? null : CLAUSE,
                every == null ? null : due,
                state,
                "core",
                past);
    }
}
