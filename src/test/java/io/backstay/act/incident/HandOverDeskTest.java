package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.restore.PlanDesk;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.after.Action;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.report.Variant;
import io.backstay.restore.RestoreJournal;
import io.backstay.restore.RestoreStep;
import io.backstay.restore.Run;
import io.backstay.restore.RunLock;
import io.backstay.restore.plan.SamplePlans;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What whoever takes over reads, over the real books of a state folder.
class HandOverDeskTest {
    @TempDir
    Path folder;

    @Test
    void thePageFollowsTheRestoreAndNamesWhoWaitsForWhat() throws Exception {
        Instant now = Instant.now();
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = incidents.open(new CaseIntake(
                    "Harrow",
                    null,
                    "invoices",
                    now,
                    null,
                    "UTC",
                    null,
                    null,
                    null,
                    1,
                    "agentic-labs",
                    null,
                    now,
                    null,
                    List.of()));
            has(incidents, id, "Nothing is restored yet.", "Harrow waits for our next message.");
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", LocalDate.of(2020, 1, 2));
            desk.reports().review(id, Variant.AUDITOR);
            has(incidents, id, "waits for Jonas, due 2020-01-02, OVERDUE: One firm", "waits for a review.");
            try (RestoreJournal journal =
                            RestoreJournal.open(folder.resolve("home/restores.db"), InstantSource.system());
                    CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
                String restore = journal.begin("Harrow");
                book.papers().add(id, new Paper("restore", now, "x", "{\"restore\": \"" + restore + "\"}"));
                journal.intent(restore, RestoreStep.STAGE, "p1 to 2026-11-20T17:00:00Z");
                has(incidents, id, restore + ": Stage is under way");
                assertFalse(incidents.handOver(id).contains("Scratch server"), "no process keeps one");
                try (RunLock _ = RunLock.take(PlanDesk.locks(folder.resolve("home")), restore)) {
                    has(incidents, id, "p1 to 2026-11-20T17:00:00Z; it is being made.");
                }
                journal.runs().planned(restore, id, SamplePlans.file(), "");
                has(incidents, id, "not approved", "waits for an approval by a second person.");
                journal.runs().approved(restore, "{}");
                has(incidents, id, "approved; next is 'backstay restore run'", "waits for somebody to carry it out.");
                journal.runs().start(restore);
                has(incidents, id, "and not ended; 'backstay restore resume' goes on with it");
                journal.runs().ended(restore, Run.End.NEEDS_HUMAN, "Look at the rows");
                has(incidents, id, restore + " waits for a person to decide: Look at the rows");
            }
            incidents.note(id, Incidents.Note.RESTORED, "By the provider", null);
            has(incidents, id, "no probe is configured that could show that the service works.");
            incidents.told(id, MessageKind.CLOSING, null);
            has(incidents, id, "Harrow was told that it is over.");
            assertFalse(incidents.handOver(id).contains("waits for our next message"));
        }
    }

    private static void has(Incidents incidents, String id, String... words) throws Exception {
        String page = incidents.handOver(id);
        for (String each : words) {
            assertTrue(page.contains(each), page);
        }
    }
}
