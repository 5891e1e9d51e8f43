package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.fixture.NthCall;
import io.backstay.lab.Lab;
import io.backstay.restore.Site;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import io.backstay.restore.staging.Stagings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A rehearsal on a real lab in which one call of what makes its scratch database fails, for every call there is:
/// of the staging, and of the log below it. Each ends with a sentence, registers nothing in live, leaves no scratch
/// server,
/// the journal says how every step ended, and the same rehearsal without the fault holds. A rehearsal always rolls
/// back:
/// what a run that writes comes to is [RunKillTest]'s.
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FaultyStagingTest {
    private static final long SEED = 20_261_128L;
    private static final int CALLS_MAX = 60;

    /// Of the many calls of a log, about as many are failed as make a difference; [FaultyLogTest] fails them all.
    private static final int LOG_STRIDE = 6;

    @Test
    void aRehearsalWhoseScratchDatabaseFailsAnywhereLeavesNothingAndHoldsTheNextTime() throws Exception {
        try (RunLab lab = new RunLab("backstay-staging-", SEED)) {
            Lab.Story story = lab.lab().happen(Progress.NONE);
            lab.plan(
                    story.accident().firm(),
                    story.accident().justBefore(),
                    null,
                    Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE));
            int staged = everyCall(lab, 1, (site, nth) -> site.stagedBy(nth.before(Stagings.class, site.stagings())));
            assertTrue(staged >= 2, "only " + staged + " calls of the staging were failed");
            int logged = everyCall(lab, LOG_STRIDE, FaultyStagingTest::overFaultyLog);
            assertTrue(logged >= 3, "only " + logged + " calls of the log were failed");
        }
    }

    private static Site overFaultyLog(Site site, NthCall nth) throws BackstayException {
        OwnBackups own = site.own();
        var archive = new WalArchive(nth.before(WalPlace.class, own.archive().place()));
        return site.stagedBy(new OwnBackups(own.backups(), archive, own.recovery(), own.superuser()));
    }

    /// Puts a fault into a site.
    @FunctionalInterface
    private interface Spoiling {
        Site of(Site site, NthCall nth) throws BackstayException;
    }

    /// @return how many calls were failed
    private static int everyCall(RunLab lab, int stride, Spoiling spoiling) throws Exception {
        int failed = 0;
        for (int n = 1; ; n += stride) {
            assertTrue(n < CALLS_MAX * stride, "a run takes no end of calls");
            Failure failure = NthCall.FAILURES.get(n % NthCall.FAILURES.size());
            var nth = new NthCall(n, failure, Staging.class, Staged.class);
            if (!oneFault(lab, nth, n, failure, spoiling)) {
                return failed;
            }
            failed++;
        }
    }

    /// Whether that many calls were made at all.
    private static boolean oneFault(RunLab lab, NthCall nth, int n, Failure failure, Spoiling spoiling)
            throws Exception {
        String where = failure.code() + " of call " + n;
        Path home = lab.home();
        Site site = RunGround.site(lab.note(), home.resolve("scratch"), 0);
        long before = registered(lab);
        String run;
        try (RunGround ground = new RunGround(home, spoiling.of(site, nth), each -> each)) {
            PlanFile file = lab.next();
            run = ground.desk().takeIn(file).restore();
            ground.runs().approveAlone(run, "A test on made-up data");
            try {
                ground.runs().rehearse(file, Progress.NONE);
                assertTrue(!nth.reached(), () -> where + " was passed over");
                return false;
            } catch (BackstayException e) {
                assertTrue(nth.reached(), () -> where + ": " + e);
                assertEquals(failure.code(), e.failure().code(), where);
                assertTrue(e.failure().message().length() > 10, where);
                assertEquals(before, registered(lab), () -> where + " registered a run");
                assertTrue(
                        ground.runs().status(run).steps().stream().allMatch(step -> step.outcome() != null),
                        () -> where + ": a step stayed open");
                assertEquals(List.of(), left(home), where);
            }
            assertTrue(ground.runs().rehearse(file, Progress.NONE).holds(), () -> where + ", and again");
            assertNotNull(ground.runs().status(run).state());
        }
        return true;
    }

    /// Scratch servers that stayed.
    private static List<String> left(Path home) throws Exception {
        if (!Files.isDirectory(home.resolve("scratch"))) {
            return List.of();
        }
        try (var all = Files.walk(home.resolve("scratch"))) {
            return all.map(each -> each.getFileName().toString())
                    .filter(each -> each.startsWith("scratch-"))
                    .toList();
        }
    }

    private static long registered(RunLab lab) throws Exception {
        try (Connection owner = lab.owner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from backstay.restore_runs")) {
            row.next();
            return row.getLong(1);
        }
    }
}
