package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.restore.InPlaceStep;
import io.backstay.restore.RestoreJournal;
import io.backstay.restore.RestoreStep;
import io.backstay.restore.plan.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of a restore in the journal that has no plan to go on with.
final class PlanlessRestoreTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void anOrderInPlaceIsNotSaidToHaveChangedNothing(@TempDir Path home) throws Exception {
        try (RestoreJournal journal = RestoreJournal.open(home.resolve("restores.db"), () -> NOW)) {
            String ordered = journal.begin("Everything of crm (abc), in place");
            journal.intent(ordered, RestoreStep.IMPORT, InPlaceStep.intent("crm (abc)", NOW, "ab12"));
            String begun = journal.begin("a tenant");
            assertEquals(Refusal.RUN_IN_PLACE, RunDesk.planless(journal.steps(ordered)));
            assertEquals(Refusal.RUN_UNPLANNED, RunDesk.planless(journal.steps(begun)));
            assertEquals(Refusal.RUN_UNKNOWN, RunDesk.planless(journal.steps("R-9999")));
        }
    }
}
