package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.Tenant;
import io.backstay.fixture.Taken;
import io.backstay.fixture.TestPostgres;
import io.backstay.incident.CaseState;
import io.backstay.lab.Lab;
import io.backstay.restore.journal.InPlaceStep;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.verdict.Intake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in the journal of a restore that has no plan to go on with.
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

    @Test
    void aCaseThatDoesNotFitIsRefusedBeforeTheJournalKnowsOfTheRestore(@TempDir Path home) throws Exception {
        Path note = Files.writeString(home.resolve("note"), """
                port=1
                database=none
                backups=%1$s
                archive=%1$s
                programs=%2$s
                reader=r
                reader.password=r
                scratch=s
                scratch.password=s
                writer=w
                writer.password=w
                """.formatted(
                        home, TestPostgres.programs().bin()));
        try (var ground = new RunGround(home, RunGround.site(note, home, 0), file -> file)) {
            ground.catalogue().update(update -> update.asset(lab()));
            Tenant harrow = new Tenant(new TenantId("1003"), "Harrow");
            String over = ground.cases().openCase("t", harrow, true, NOW).id();
            ground.cases().closeCase(over, CaseState.NOT_RESTORED, null, NOW);
            var intake = new Intake(
                    Lab.DATABASE, null, harrow, "Jobs", NOW, Duration.ZERO, ZoneOffset.UTC, "Priya", "called", NOW);
            var terms = new Restores.Terms(null, "agentic-labs", over);
            BackstayException refused =
                    assertThrows(BackstayException.class, () -> ground.desk().begin(intake, terms));
            assertTrue(refused.failure().message().contains(over + " is over"), refused::getMessage);
            assertEquals("R-0001", ground.journal().begin("the next one"), "no number was taken for it");
        }
    }

    private static Asset lab() {
        return Taken.database(Lab.DATABASE, Environment.PRACTICE, new Observation("test", NOW));
    }
}
