package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How steps stand in the record, whatever stops them and whatever the record itself refuses.
class ScribeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private final BackstayException no =
            new BackstayException(new Failure.Unreachable("practice-db", "connection refused"));

    @TempDir
    Path folder;

    private RestoreJournal journal;
    private AuditLog audit;
    private CaseBook cases;
    private Scribe scribe;

    @BeforeEach
    void open() throws Exception {
        journal = RestoreJournal.open(folder.resolve("restores.db"), CLOCK);
        audit = AuditLog.open(
                folder.resolve("audit.db"), CLOCK, new Who("jonas", "responder", "test"), new SplittableRandom(1));
        cases = CaseBook.open(folder.resolve("cases.db"));
        String caseId = cases.openCase("It is gone", new Tenant(new TenantId("t1"), "Harrow"), true, NOW)
                .id();
        scribe = new Scribe(
                new RestoreDesk.Books(
                        journal,
                        audit,
                        new Gate(Role.RESPONDER, () -> audit),
                        cases,
                        folder.resolve("reports"),
                        List.of()),
                CLOCK,
                journal.begin("a test"),
                caseId,
                new TenantId("t1"));
    }

    @AfterEach
    void close() {
        journal.close();
        audit.close();
        cases.close();
    }

    @Test
    void whatStoppedAStepIsHeardEvenWhenTheJournalRefusesItsOutcome() throws Exception {
        BackstayException heard = assertThrows(
                BackstayException.class,
                () -> stage(() -> {
                    journal.close();
                    throw no;
                }));
        assertSame(no, heard);
        assertEquals(1, heard.getSuppressed().length, "what the journal said is lost");
        assertEquals(AuditEntry.Outcome.FAILED, outcome(), "the record of acts must hear of it all the same");
    }

    @Test
    void anInterruptIsHeardEvenWhenTheJournalRefusesItsOutcome() throws Exception {
        assertThrows(
                InterruptedException.class,
                () -> stage(() -> {
                    journal.close();
                    throw new InterruptedException("cancelled");
                }));
        assertEquals(AuditEntry.Outcome.INTERRUPTED, outcome());
    }

    @Test
    void anInterruptedThreadStillWritesItsOutcomeEverywhere() throws Exception {
        assertThrows(
                BackstayException.class,
                () -> stage(() -> {
                    Thread.currentThread().interrupt();
                    throw no;
                }));
        assertTrue(Thread.interrupted(), "the interrupt was swallowed");
        assertEquals(List.of(), journal.unfinished());
        assertEquals(AuditEntry.Outcome.INTERRUPTED, outcome());
        assertTrue(cases.timeline(scribe.caseId()).getLast().sentence().endsWith("was cancelled"));
    }

    @Test
    void aDefectIsADefectAndStandsInTheRecord() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () -> stage(() -> {
                    throw new IllegalStateException("a defect");
                }));
        assertEquals(List.of(), journal.unfinished());
        assertEquals(AuditEntry.Outcome.FAILED, outcome());
    }

    @Test
    void aStepWhoseIntentCannotBeWrittenIsNotDone() {
        journal.close();
        boolean[] done = {false};
        BackstayException refused = assertThrows(
                BackstayException.class,
                () -> stage(() -> {
                    done[0] = true;
                    return "done";
                }));
        assertInstanceOf(Failure.Unwritable.class, refused.failure());
        assertFalse(done[0]);
    }

    @Test
    void aStepThatIsDoneSaysSo() throws Exception {
        assertEquals("done", stage(() -> "done"));
        assertEquals(List.of(), journal.unfinished());
        assertEquals(AuditEntry.Outcome.DONE, outcome());
        assertEquals("It is done", cases.timeline(scribe.caseId()).getLast().sentence());
    }

    private String stage(Scribe.Work<String> work) throws BackstayException, InterruptedException {
        return scribe.step(RestoreStep.STAGE, "restore.stage", "base-0001", work, word -> "It is " + word);
    }

    private AuditEntry.Outcome outcome() throws BackstayException {
        return Objects.requireNonNull(audit.entries(scribe.caseId()).getLast().outcome());
    }
}
