package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.ComparedSize;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.lab.Lab;
import io.backstay.policy.Policies;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import io.backstay.restore.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong in a guided restore on the real lab, and the same act again, as the window does it: on a virtual
/// thread, where an interrupt closes the connection that is being read.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StepsAgainTest {
    private static final long WAIT_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void everyStepCanBeTriedAgainAfterAFailureOrAnInterrupt() throws Exception {
        DeskHome home = new DeskHome(folder);
        try (LocalDesk desk = home.open()) {
            Intake call = desk.practice().start(DeskHome.quiet());
            assertFalse(home.running().isEmpty(), "no server is seen, so none could be missed");
            GuidedRestore restore = desk.restores().begin(call);

            stage(desk, restore);
            restore.choose(Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE));
            List<TableDiff> tables = compare(restore);
            theCaseKnowsItsSize(home, tables);
            BackstayException refused =
                    assertThrows(BackstayException.class, () -> desk.practice().stop());
            assertInstanceOf(Failure.Conflict.class, refused.failure());
            assertTrue(
                    refused.failure().message().contains(restore.id()),
                    refused.failure().message());

            GuidedRestore.PlanView plan = away(restore::plan);
            assertEquals(tables.stream().mapToLong(TableDiff::insert).sum(), plan.rowsToInsert());
            assertTrue(plan.rowsToInsert() > 0 && plan.objects() > 0, plan.toString());
            restore.approveAlone("Nobody else is here");
            carryOut(restore, plan);

            restore.close();
            assertThrows(BackstayException.class, () -> restore.stage(DeskHome.quiet()));
            desk.practice().stop();
            assertEquals(List.of(), home.running());
        }
        nothingIsUnfinished(home);
    }

    @Test
    void aRestoreIsHeldAgainstThePolicyOfTheCaseThatItGoesOnWith() throws Exception {
        DeskHome home = new DeskHome(folder);
        try (LocalDesk desk = home.open()) {
            Intake call = desk.practice().start(DeskHome.quiet());
            String usual = quoted(desk, call);
            try (CaseBook cases = CaseBook.open(home.home().resolve("cases.db"))) {
                String id = cases.openCase("t", call.tenant(), true, call.reportedAt())
                        .id();
                String intake = Json.compact(intake(call, "daily-two-days"));
                cases.papers().add(id, new Paper(CaseIntake.PAPER, call.reportedAt(), "jonas", intake));
            }
            String own = quoted(desk, call);
            assertNotEquals(usual, own);
            Promise promise = Objects.requireNonNull(TenantPromise.of(
                    new Policies(home.home(), InstantSource.system()).get("daily-two-days"), call.age()));
            assertEquals(promise.quotation(), own);
        }
    }

    /// What the verdict's last sentence quotes, which is about the promise.
    private static String quoted(LocalDesk desk, Intake call) throws Exception {
        try (GuidedRestore restore = desk.restores().begin(call)) {
            return restore.verdict().because().stream()
                    .map(Verdict.Because::quotation)
                    .filter(Objects::nonNull)
                    .reduce((_, last) -> last)
                    .orElseThrow();
        }
    }

    private static CaseIntake intake(Intake call, String policy) {
        return new CaseIntake(
                call.tenant().name(),
                call.tenant().id().value(),
                call.dataset(),
                call.about(),
                call.uncertainty(),
                call.zone().getId(),
                call.asker(),
                call.verifiedBy(),
                null,
                null,
                policy,
                call.database(),
                call.reportedAt(),
                null,
                List.of());
    }

    @Test
    void whoClosesTheDeskStopsARestoreThatIsUnderWay() throws Exception {
        DeskHome home = new DeskHome(folder);
        var recovering = new CountDownLatch(1);
        try (LocalDesk desk = home.open()) {
            Intake call = desk.practice().start(DeskHome.quiet());
            GuidedRestore first = desk.restores().begin(call);
            first.stage(DeskHome.quiet());
            GuidedRestore second = desk.restores().begin(call);
            Thread worker = Thread.startVirtualThread(
                    new FutureTask<>(() -> second.stage(DeskHome.at("Recovering", recovering::countDown))));
            assertTrue(recovering.await(WAIT_SECONDS, TimeUnit.SECONDS));
            worker.interrupt();
        }
        assertEquals(List.of(), home.running());
        nothingIsUnfinished(home);
    }

    private static void theCaseKnowsItsSize(DeskHome home, List<TableDiff> tables) throws Exception {
        long rows = tables.stream()
                .mapToLong(table -> table.lost() + table.update())
                .sum();
        try (CaseBook cases = CaseBook.open(home.home().resolve("cases.db"))) {
            var papers = cases.papers().newestOfAll(ComparedSize.PAPER);
            assertEquals(
                    List.of(Json.compact(new ComparedSize(rows))),
                    papers.values().stream().map(Paper::document).toList());
        }
    }

    private static void stage(LocalDesk desk, GuidedRestore restore) throws Exception {
        Path backups = desk.practice().site(Lab.DATABASE).own().backups();
        Path hidden = backups.resolveSibling("backups-gone");
        Files.move(backups, hidden);
        assertThrows(BackstayException.class, () -> away(() -> restore.stage(DeskHome.quiet())));
        Files.move(hidden, backups);
        for (String step : List.of("Copying", "Recovering")) {
            interrupted("staging at " + step, progress -> restore.stage(progress), step);
        }
        GuidedRestore.Staged staged = away(() -> restore.stage(DeskHome.quiet()));
        assertEquals(staged.name(), away(() -> restore.stage(DeskHome.quiet())).name(), "a second server was made");
    }

    private static List<TableDiff> compare(GuidedRestore restore) throws Exception {
        interrupted("finding", restore::compare, "Finding");
        interrupted("comparing", restore::compare, "Comparing");
        cutShort(() -> restore.compare(DeskHome.advancing(StepsAgainTest::interrupt)));
        List<TableDiff> tables = away(() -> restore.compare(DeskHome.quiet())).tables();
        assertEquals(tables, away(() -> restore.compare(DeskHome.quiet())).tables());
        return tables;
    }

    private static void carryOut(GuidedRestore restore, GuidedRestore.PlanView plan) throws Exception {
        for (String step : List.of("Laying", "Writing", "Proving")) {
            interrupted("importing at " + step, restore::run, step);
        }
        cutShort(() -> restore.run(DeskHome.advancing(StepsAgainTest::interrupt)));
        Proof proof = away(() -> restore.run(DeskHome.quiet()));
        assertTrue(proof.verified(), proof.toString());
        assertEquals(plan.rowsToInsert(), proof.rowsInserted());
        assertEquals(proof, away(() -> restore.run(DeskHome.quiet())), "the same plan was carried out twice");

        stopped("bringing files back", () -> restore.verify(DeskHome.advancing(StepsAgainTest::interrupt)));
        interrupted("looking back", restore::verify, "Reading everything");
        GuidedRestore.Verification verification = away(() -> restore.verify(DeskHome.quiet()));
        assertTrue(verification.verified(), verification.toString());
        assertEquals(plan.objects(), verification.objectsRestored());
        assertTrue(Files.exists(verification.reportFolder().resolve("report.pdf")));
    }

    private static void nothingIsUnfinished(DeskHome home) throws Exception {
        try (RestoreJournal journal = RestoreJournal.open(home.home().resolve("restores.db"), InstantSource.system());
                CaseBook cases = CaseBook.open(home.home().resolve("cases.db"))) {
            assertEquals(List.of(), journal.unfinished());
            assertFalse(cases.list().isEmpty());
        }
    }

    /// A step that takes a progress.
    @FunctionalInterface
    private interface Step {
        Object run(Progress progress) throws BackstayException, InterruptedException;
    }

    private static void interrupted(String what, Step step, String at) throws Exception {
        stopped(what, () -> step.run(DeskHome.at(at, StepsAgainTest::interrupt)));
    }

    /// Here, on a plain thread, an interrupt leaves connections alone and is first noticed in the midst of a copy.
    private static void cutShort(Executable act) {
        assertThrows(InterruptedException.class, act);
    }

    private static void interrupt() {
        Thread.currentThread().interrupt();
    }

    /// Either way of stopping is fine, what counts is that it stops and that the next try works.
    private static void stopped(String what, Callable<?> act) throws Exception {
        Exception thrown = assertThrows(Exception.class, () -> away(act), what);
        assertTrue(
                thrown instanceof InterruptedException || thrown instanceof BackstayException,
                () -> what + " ended in a defect: " + thrown);
    }

    /// Does it on a virtual thread of its own.
    private static <T> T away(Callable<T> act) throws Exception {
        var task = new FutureTask<>(act);
        Thread.startVirtualThread(task);
        try {
            return task.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (Objects.requireNonNull(e.getCause()) instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
