package io.backstay.act.test;

import io.backstay.act.drill.PhaseClock;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.Occasion;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.Policies;
import io.backstay.restore.Site;
import io.backstay.restore.environment.Check;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Runs restore tests, and writes each down: intent and outcome in journal and record, its result in the catalogue,
/// its evidence in the reports folder.
public final class TestDesk implements RestoreTests {
    private static final int MESSAGE_CHARS_MAX = 400;

    private final Catalogue catalogue;
    private final Policies policies;
    private final Books books;
    private final TestGrounds grounds;
    private final InstantSource clock;

    /// A desk over one state folder.
    ///
    /// @param grounds finds connections by name
    public TestDesk(Catalogue catalogue, Policies policies, Books books, TestGrounds grounds, InstantSource clock) {
        this.catalogue = catalogue;
        this.policies = policies;
        this.books = books;
        this.grounds = grounds;
        this.clock = clock;
    }

    /// Where everything is written down.
    public record Books(RestoreJournal journal, Recorder recorder, TestEvidence evidence) {}

    @Override
    public TestResult run(TestOrder order, Progress progress) throws BackstayException, InterruptedException {
        // The ground is closed after the outcome is recorded, so that what is lent for the test covers that, too.
        try (TestGround ground = grounds.open(order.connection(), progress)) {
            Deed deed = Deed.of("test.run", order.kind().word() + " on " + order.connection())
                    .with("seed", Long.toString(order.seed()));
            return books.recorder()
                    .act(
                            Permission.TEST_RESTORES,
                            deed,
                            () -> recorded(order, ground, progress),
                            result -> Map.of("run", result.id(), "outcome", result.passed() ? "passed" : "failed"));
        }
    }

    private TestResult recorded(TestOrder order, TestGround ground, Progress progress)
            throws BackstayException, InterruptedException {
        String id = books.journal().begin("Restore test, " + order.kind().word() + ", on " + order.connection());
        RestoreStep step = order.kind() == TestKind.INTEGRITY ? RestoreStep.VERIFY : RestoreStep.STAGE;
        long entry = books.journal().intent(id, step, order.kind().word());
        String said = "stopped";
        try {
            TestResult result = carryOut(id, order, ground, progress);
            books.evidence().write(result);
            remember(result);
            said = result.passed() ? "passed" : "failed";
            return result;
        } finally {
            books.journal().outcome(entry, said);
        }
    }

    private TestResult carryOut(String id, TestOrder order, TestGround ground, Progress progress)
            throws BackstayException, InterruptedException {
        Instant begunAt = clock.instant();
        PhaseClock phases = new PhaseClock(progress, clock);
        Measured measured;
        try {
            measured = Occasion.during(id, () -> measured(id, order, ground, phases));
        } catch (BackstayException e) {
            if (!speaksOfTheBackups(e.failure())) {
                throw e;
            }
            measured = new Measured(
                    null, null, null, null, List.of(Check.stopped("The test, to its end", clipped(e.failure()))));
        }
        return new TestResult(
                id,
                order.connection(),
                order.kind(),
                assets(order.kind(), ground.site()),
                begunAt,
                clock.instant(),
                measured.point(),
                measured.restoredTo(),
                measured.rto(),
                measured.rpo(),
                measured.checks(),
                phases.finish(),
                ground.practice(),
                books.evidence().folder(id));
    }

    private Measured measured(String id, TestOrder order, TestGround ground, Progress progress)
            throws BackstayException, InterruptedException {
        return switch (order.kind()) {
            case OBJECT_ROLLBACK -> new ObjectTrial(ground, id, order.seed(), clock).run(progress);
            case INTEGRITY -> new IntegrityTrial(ground).run(progress);
            case FULL -> placed(ground, at -> new FullTrial(at, clock), progress);
            case POINT_IN_TIME -> placed(ground, at -> new MomentTrial(at, order.at(), order.seed(), clock), progress);
            case TENANT -> placed(ground, at -> new TenantTrial(at, id, order, clock), progress);
        };
    }

    private static Measured placed(TestGround ground, Function<TestGround, Trial> trial, Progress progress)
            throws BackstayException, InterruptedException {
        try (PlacedGround placed = PlacedGround.on(ground)) {
            return trial.apply(placed).run(progress);
        }
    }

    /// Whether a failure is what the test found, or what kept it from looking.
    private static boolean speaksOfTheBackups(Failure failure) {
        return switch (failure) {
            case Failure.Corrupt _,
                    Failure.OutOfWindow _,
                    Failure.NotFound _,
                    Failure.Conflict _,
                    Failure.ProgramFailed _,
                    Failure.TimedOut _ -> true;
            case Failure.BadInput _,
                    Failure.Unwritable _,
                    Failure.DiskFull _,
                    Failure.Unreachable _,
                    Failure.Refused _,
                    Failure.Throttled _,
                    Failure.Expired _,
                    Failure.WrongRegion _,
                    Failure.ClockOff _,
                    Failure.Malformed _,
                    Failure.Unsupported _,
                    Failure.TooLarge _,
                    Failure.Stopped _ -> false;
        };
    }

    private static String clipped(Failure failure) {
        String message = failure.message().replace('\n', ' ');
        return message.length() <= MESSAGE_CHARS_MAX ? message : message.substring(0, MESSAGE_CHARS_MAX) + " …";
    }

    private static List<AssetId> assets(TestKind kind, Site site) {
        List<AssetId> assets = new ArrayList<>();
        if (kind != TestKind.OBJECT_ROLLBACK) {
            assets.add(site.database());
        }
        Site.Objects objects = site.objects();
        if (objects != null && (kind == TestKind.OBJECT_ROLLBACK || kind == TestKind.INTEGRITY)) {
            assets.add(objects.asset());
        }
        return List.copyOf(assets);
    }

    private void remember(TestResult result) throws BackstayException {
        for (AssetId asset : result.assets()) {
            catalogue.add(new RestoreTest(
                    asset,
                    result.kind().word(),
                    null,
                    result.endedAt(),
                    result.passed(),
                    result.rto(),
                    result.rpo(),
                    result.works(),
                    new Observation("restore test " + result.id(), result.endedAt())));
        }
    }

    @Override
    public List<RestoreTest> done() throws BackstayException {
        List<RestoreTest> all = new ArrayList<>(catalogue.restoreTests());
        all.sort(Comparator.comparing(RestoreTest::at).reversed());
        return List.copyOf(all);
    }

    @Override
    public List<TestRow> board(String policyId) throws BackstayException {
        List<Asset> assets = catalogue.assets();
        return TestBoard.rows(
                policies.get(policyId), assets, catalogue.restoreTests(), connections(assets), clock.instant());
    }

    private Map<AssetId, String> connections(List<Asset> assets) throws BackstayException {
        Map<AssetId, String> connections = new HashMap<>();
        for (Asset asset : assets) {
            String connection = grounds.connectionOf(asset.id());
            if (connection != null) {
                connections.put(asset.id(), connection);
            }
        }
        return connections;
    }
}
