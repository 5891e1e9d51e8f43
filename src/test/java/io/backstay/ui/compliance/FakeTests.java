package io.backstay.ui.compliance;

import io.backstay.act.incident.Aftermath;
import io.backstay.act.test.RestoreTests;
import io.backstay.act.test.TestOrder;
import io.backstay.act.test.TestResult;
import io.backstay.act.test.TestRow;
import io.backstay.base.AssetId;
import io.backstay.base.Progress;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Tracked;
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
        return model(new FakeTests(), new FakeWaiting(ofCases()), background, () -> {});
    }

    static TestsModel model(RestoreTests tests, Aftermath aftermath, Background background, Runnable onTested) {
        var cases = new CaseTestsModel(() -> aftermath, background, CLOCK);
        return new TestsModel(tests, cases, background, CLOCK, onTested);
    }

    /// What follows from two cases: a test that is due again, one that is overdue, one done for good, and no test.
    static List<Tracked> ofCases() {
        return List.of(
                tracked(
                        "INC-0031",
                        "A2",
                        Action.Kind.RESTORE_TEST,
                        "Restore one firm from the newest backup",
                        new Finished(
                                "A2", Instant.parse("2026-03-02T09:30:00Z"), "Mira", "passed", "R-0041", "2026-06-02"),
                        "2026-06-02"),
                tracked("INC-0029", "A1", Action.Kind.RESTORE_TEST, "Roll documents back", null, "2026-03-10"),
                tracked("INC-0031", "A1", Action.Kind.CORRECTIVE, "Keep snapshots for a week", null, "2026-03-20"),
                tracked(
                        "INC-0012",
                        "A4",
                        Action.Kind.RESTORE_TEST,
                        "Show that the old key still opens backups",
                        new Finished("A4", Instant.parse("2026-01-12T09:30:00Z"), "Jonas", "passed", "R-0018", null),
                        null));
    }

    private static Tracked tracked(
            String caseId, String id, Action.Kind kind, String what, @Nullable Finished last, @Nullable String due) {
        return new Tracked(caseId, new Action(id, kind, what, "Jonas", due == null ? "2026-01-31" : due), last, due);
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
