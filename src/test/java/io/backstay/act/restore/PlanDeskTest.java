package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.approve.ApprovalDesk;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.estate.Environment;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RunBook;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.SamplePlans;
import io.backstay.restore.verdict.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of a plan while it is fixed, begun and planned again.
class PlanDeskTest {
    private static final String RUN = "R-0001";
    private static final InstantSource CLOCK = InstantSource.fixed(SamplePlans.NOW);
    private static final GuidedRestore.Difference NOTHING = found(null);

    @TempDir
    Path home;

    private static GuidedRestore.Difference found(GuidedRestore.@Nullable Files files) {
        return new GuidedRestore.Difference(List.of(), List.of(), Map.of(), List.of(), 0, files, Map.of());
    }

    @Test
    void aReportAfterAResumeStillNamesTheRowsThatHaveNoFile() throws Exception {
        try (var journal = RestoreJournal.open(home.resolve("restores.db"), CLOCK);
                var audit = AuditLog.open(
                        home.resolve("audit.db"), CLOCK, new Who("jonas", "responder", "test"), new SecureRandom());
                PlanDesk plans = plans(journal.runs(), audit)) {
            var files = new GuidedRestore.Files(
                    2, 1, 1, 0, List.of(new GuidedRestore.RowFile("app.documents", "7", "a.pdf")), List.of());
            plans.keep(RUN, "INC-0001", SamplePlans.file(), found(files));
            var kept = plans.difference(journal.runs().find(RUN).orElseThrow());
            assertEquals(files, Objects.requireNonNull(kept).files());
        }
    }

    @Test
    void whoPlansAgainWhatWasBegunIsRefusedAndThePlansFileStays() throws Exception {
        try (var journal = RestoreJournal.open(home.resolve("restores.db"), CLOCK);
                var audit = AuditLog.open(
                        home.resolve("audit.db"), CLOCK, new Who("jonas", "responder", "test"), new SecureRandom());
                PlanDesk plans = plans(journal.runs(), audit)) {
            PlanFile begun = SamplePlans.file();
            plans.keep(RUN, "INC-0001", begun, NOTHING);
            assertTrue(journal.runs().start(RUN));
            PlanFile other = PlanFile.of(SamplePlans.plan("another key"));
            BackstayException refused =
                    assertThrows(BackstayException.class, () -> plans.keep(RUN, "INC-0001", other, NOTHING));
            assertEquals("RUN-STARTED", refused.failure().code());
            assertArrayEquals(
                    begun.bytes(), Files.readAllBytes(PlanDesk.folder(home).resolve(RUN + PlanFile.SUFFIX)));
        }
    }

    private PlanDesk plans(RunBook runs, AuditLog audit) throws BackstayException {
        var approvals = new ApprovalDesk(
                new ApprovalDesk.Place(home, home.resolve("trust"), "jonas", new DiskStorage()),
                audit,
                new Recorder(() -> audit, new Gate(Role.RESPONDER, () -> audit)),
                () -> {
                    throw new AssertionError("no vault is asked for here");
                },
                CLOCK,
                new SecureRandom());
        var promise = new Promise("agentic-labs", "a promise", Duration.ofMinutes(5), Duration.ofHours(4));
        RunLock lock = RunLock.take(PlanDesk.locks(home), RUN);
        return new PlanDesk(runs, approvals, promise, Environment.PRACTICE, new RunHold(lock, () -> null), CLOCK);
    }
}
