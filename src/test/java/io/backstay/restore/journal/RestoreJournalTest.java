package io.backstay.restore.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreJournalTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T01:00:00Z"));
    private static final int EACH = 20;

    @TempDir
    Path folder;

    @Test
    void twoProcessesNeverGiveTwoRestoresOneName() throws Exception {
        try (RestoreJournal one = open();
                RestoreJournal two = open();
                var threads = Executors.newFixedThreadPool(2)) {
            List<Future<List<String>>> names = threads.invokeAll(List.of(begins(one), begins(two)));
            Set<String> all = new HashSet<>(names.getFirst().get());
            all.addAll(names.getLast().get());
            assertEquals(2 * EACH, all.size());
            assertEquals("R-0041", one.begin("the next"));
        }
    }

    @Test
    void whatWasUnderWayWhenAProcessDiedIsFoundByTheNext() throws Exception {
        try (RestoreJournal journal = open()) {
            String done = journal.begin("Harrow & Finch, Invoices");
            journal.outcome(journal.intent(done, RestoreStep.STAGE, "base-0001"), "recovered");
            String cut = journal.begin("Harrow & Finch, Invoices");
            journal.intent(cut, RestoreStep.IMPORT, "plan abc");
        }
        try (RestoreJournal journal = open()) {
            assertEquals(
                    List.of(new RestoreJournal.Entry("R-0002", RestoreStep.IMPORT, "plan abc", null)),
                    journal.unfinished());
            List<RestoreJournal.Entry> steps = journal.steps("R-0001");
            assertEquals(
                    List.of(RestoreStep.INTAKE, RestoreStep.STAGE),
                    steps.stream().map(RestoreJournal.Entry::step).toList());
            assertEquals("recovered", steps.getLast().outcome());
            assertEquals("R-0003", journal.begin("another"));
        }
    }

    @Test
    void anOutcomeIsWrittenOnce() throws Exception {
        try (RestoreJournal journal = open()) {
            long step = journal.intent(journal.begin("x"), RestoreStep.PLAN, "y");
            journal.outcome(step, "first");
            assertThrows(IllegalStateException.class, () -> journal.outcome(step, "second"));
            assertThrows(IllegalStateException.class, () -> journal.outcome(4711, "of nothing"));
            assertEquals("first", journal.steps("R-0001").getLast().outcome());
        }
    }

    @Test
    void aStepUnderWayHasNoOutcomeYet() throws Exception {
        try (RestoreJournal journal = open()) {
            String restore = journal.begin("x");
            journal.intent(restore, RestoreStep.STAGE, "y");
            assertNull(journal.steps(restore).getLast().outcome());
        }
    }

    @Test
    void aFileThatIsNoJournalIsRefusedInASentence() throws Exception {
        Files.writeString(folder.resolve("restores.db"), "these are not the bytes of a database, but of a text");
        assertThrows(BackstayException.class, this::open);
    }

    private static Callable<List<String>> begins(RestoreJournal journal) {
        return () -> {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                names.add(journal.begin("at the same time"));
            }
            return names;
        };
    }

    private RestoreJournal open() throws BackstayException {
        return RestoreJournal.open(folder.resolve("restores.db"), CLOCK);
    }
}
