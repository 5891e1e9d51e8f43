package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import io.backstay.restore.journal.JournalFile;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import io.backstay.restore.staging.Stagings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A restore that writes into a real lab, of which one call fails: of what makes its scratch database, of the log
/// below it, of its journal. Live is as it was or has all of it, everybody else's rows are as they were, and whoever
/// takes the run up comes to the same proved end as a run that nothing disturbed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 40, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FaultyRunTest {
    private static final long SEED = 20_261_129L;
    private static final int CALLS_MAX = 400;

    /// Of many calls, so few are failed in each run of the tests as there is time for; `-Pdeep` fails them all.
    private static final int LOG_STRIDE = 16;

    private static final int JOURNAL_STRIDE = 13;

    private RunLab lab;
    private FirmRows rows;
    private String lost;
    private String others;
    private String undisturbed;

    @BeforeAll
    void begin() throws Exception {
        lab = new RunLab("backstay-faulty-run-", SEED);
        Lab.Story story = lab.lab().happen(Progress.NONE);
        rows = new FirmRows(lab, story.accident().firm());
        rows.lose();
        Choices choices = Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE);
        lab.plan(story.accident().firm(), story.accident().justBefore(), null, choices);
        others = rows.others();
        lost = rows.own();
        Path home = lab.home();
        String run = lab.approved(home, lab.next());
        try (RunGround ground = lab.ground(home, 0)) {
            assertTrue(ground.runs()
                    .run(ground.runs().plan(run), List.of(), Progress.NONE)
                    .holds());
        }
        undisturbed = rows.own();
        assertNotEquals(lost, undisturbed);
        assertEquals(others, rows.others());
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @Test
    void aRunWhoseScratchDatabaseFailsComesToTheSameEnd() throws Exception {
        assertTrue(everyCall(1, FaultyRunTest::staging) >= 2, "too few calls were failed");
    }

    @Test
    void aRunWhoseLogFailsComesToTheSameEnd() throws Exception {
        assertTrue(everyCall(LOG_STRIDE, FaultyRunTest::log) >= 1, "too few calls were failed");
    }

    @Test
    void aRunWhoseJournalFailsComesToTheSameEnd() throws Exception {
        assertTrue(everyCall(JOURNAL_STRIDE, FaultyRunTest::journal) >= 2, "too few calls were failed");
    }

    @Test
    @Tag("deep")
    void aRunOfWhichAnyCallFailsComesToTheSameEnd() throws Exception {
        assertTrue(everyCall(1, FaultyRunTest::log) > LOG_STRIDE, "too few calls were failed");
        assertTrue(everyCall(1, FaultyRunTest::journal) > JOURNAL_STRIDE, "too few calls were failed");
    }

    private static RunGround staging(Path home, Site site, NthCall nth) throws BackstayException {
        return new RunGround(home, site.stagedBy(nth.before(Stagings.class, site.stagings())), file -> file);
    }

    private static RunGround log(Path home, Site site, NthCall nth) throws BackstayException {
        OwnBackups own = site.own();
        var archive = new WalArchive(nth.before(WalPlace.class, own.archive().place()));
        return new RunGround(
                home,
                site.stagedBy(new OwnBackups(own.backups(), archive, own.recovery(), own.superuser())),
                file -> file);
    }

    private static RunGround journal(Path home, Site site, NthCall nth) throws BackstayException {
        return new RunGround(home, site, file -> nth.before(JournalFile.class, file));
    }

    /// A ground of which the n-th call fails.
    @FunctionalInterface
    private interface Spoiled {
        RunGround ground(Path home, Site site, NthCall nth) throws BackstayException;
    }

    /// @return how many calls were failed
    private int everyCall(int stride, Spoiled spoiled) throws Exception {
        int failed = 0;
        for (int n = 1; oneFault(n, spoiled); n += stride) {
            failed++;
            assertTrue(n < CALLS_MAX, "a run takes no end of calls");
        }
        return failed;
    }

    /// Whether that many calls were made at all.
    private boolean oneFault(int n, Spoiled spoiled) throws Exception {
        Failure failure = NthCall.FAILURES.get(n % NthCall.FAILURES.size());
        String where = failure.code() + " of call " + n;
        rows.lose();
        Path home = lab.home();
        PlanFile file = lab.next();
        String run = lab.approved(home, file);
        Site site = RunGround.site(lab.note(), home.resolve("scratch"), 0);
        var nth = new NthCall(n, failure, Staging.class, Staged.class);
        if (!failed(home, site, nth, file, spoiled, where)) {
            assertEquals(undisturbed, rows.own(), where);
            return nth.reached();
        }
        assertEquals(rows.registered() == 0 ? lost : undisturbed, rows.own(), () -> where + " left half of it");
        assertEquals(others, rows.others(), () -> where + " changed others");
        try (RunGround ground = lab.ground(home, 0)) {
            taken(ground.runs(), run, where);
            Runs.View view = ground.runs().status(run);
            assertEquals("DONE", view.state(), where);
            assertTrue(view.steps().stream().allMatch(step -> step.outcome() != null), () -> where + ": an open step");
        }
        assertEquals(1, rows.registered(), where);
        assertEquals(undisturbed, rows.own(), where);
        assertEquals(others, rows.others(), () -> where + " changed others");
        assertEquals(List.of(), left(home), where);
        return true;
    }

    /// Whether the run ended with the failure. A trouble that is told but needs no failure, such as one of clearing
    /// up after the commit, may be passed over.
    private static boolean failed(Path home, Site site, NthCall nth, PlanFile file, Spoiled spoiled, String where)
            throws Exception {
        try (RunGround ground = spoiled.ground(home, site, nth)) {
            assertTrue(ground.runs().run(file, List.of(), Progress.NONE).holds(), where);
            return false;
        } catch (BackstayException e) {
            assertTrue(nth.reached(), () -> where + ": " + e);
            assertEquals(where, e.failure().code() + where.substring(where.indexOf(' ')));
            assertTrue(e.failure().message().length() > 10, where);
            return true;
        }
    }

    private static void taken(Runs runs, String run, String where) throws Exception {
        switch (runs.status(run).state()) {
            case "APPROVED" ->
                assertTrue(runs.run(runs.plan(run), List.of(), Progress.NONE).holds(), where);
            case "DONE" -> {}
            default -> assertTrue(runs.resume(run, Progress.NONE).holds(), where);
        }
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
}
