package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.fixture.Taken;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.report.RestoreUndone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the texts of one case are held against, over a real state folder.
class CaseClaimsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    private static String opened(Incidents incidents) throws Exception {
        return incidents.open(Taken.intake(NOW, NOW, null));
    }

    private void add(String caseId, String kind, Record document) throws Exception {
        try (CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
            book.papers().add(caseId, new Paper(kind, NOW, "ada", Json.compact(document)));
        }
    }

    private static List<String> rules(Incidents incidents, String caseId, String text) throws Exception {
        return incidents.check(caseId, text).objections().stream()
                .map(Objection::rule)
                .toList();
    }

    @Test
    void aLossIsHeldAgainstWhatTheRestoreMeasuredAndElseAgainstTheVerdict() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents);
            String text = "The loss was 10 min.";
            add(id, "verdict", new CaseRecord.Given("RECOVERABLE", "Everything.", Duration.ofMinutes(5), null));
            assertEquals(List.of(), rules(incidents, id, text), "the verdict foresaw five minutes");
            add(id, RestoreOutcome.PAPER, outcome(true));
            assertEquals(List.of("smaller-loss"), rules(incidents, id, text));
            add(id, RestoreUndone.PAPER, new RestoreUndone("R-0001", NOW));
            assertEquals(List.of(), rules(incidents, id, text), "what was undone measured nothing that holds");
        }
    }

    /// Of a restore with a loss of twenty minutes.
    private static RestoreOutcome outcome(boolean committed) {
        return new RestoreOutcome(
                "R-0001",
                committed,
                NOW,
                committed ? NOW : null,
                new IncidentReport.Measured(Duration.ofMinutes(20), null, 0, null),
                List.of(),
                new Proof(List.of(), "7", "auditor", committed ? NOW : null, 1, 0),
                new IncidentReport.Approval(null, List.of(), null),
                List.of());
    }

    @Test
    void whatARestoreThatWasRolledBackCountedLetsNoSmallerLossPass() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents);
            add(id, "verdict", new CaseRecord.Given("PARTLY", "Six hours are lost.", Duration.ofHours(6), null));
            add(id, RestoreOutcome.PAPER, outcome(false));
            assertEquals(List.of("smaller-loss"), rules(incidents, id, "The loss was 30 min."));
        }
    }

    @Test
    void aCaseThatEndedAsRestoredIsNotToldAsTakenBack() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents);
            add(id, RestoreUndone.PAPER, new RestoreUndone("R-0001", NOW));
            String taken = incidents.draft(id, MessageKind.CLOSING).draft().body();
            assertTrue(taken.contains("not there now"), taken);
            try (CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
                book.closeCase(id, CaseState.RESTORED, null, NOW);
            }
            String back = incidents.draft(id, MessageKind.CLOSING).draft().body();
            assertFalse(back.contains("not there now"), back);
        }
    }

    @Test
    void aCustomerIsToldOfAReadingOnlyWhereARestoreOfTheCaseWasReadAgain() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String said = opened(incidents);
            incidents.aftermath().close(said, CaseState.RESTORED, "By the provider");
            assertEquals(
                    "", incidents.draft(said, MessageKind.CLOSING).from(), "the policy has one for security alone");
            String body = incidents.draft(said, MessageKind.CLOSING).draft().body();
            assertTrue(body.contains("is back.") && !body.contains("read it again"), body);
            String read = opened(incidents);
            add(read, RestoreOutcome.PAPER, outcome(true));
            body = incidents.draft(read, MessageKind.UPDATE).draft().body();
            assertTrue(body.contains("is back, and we have read it again."), body);
            incidents.aftermath().close(read, CaseState.NOT_RESTORED, "It was not all of it");
            body = incidents.draft(read, MessageKind.CLOSING).draft().body();
            assertFalse(body.contains("is back"), body);
        }
    }

    @Test
    void whatWasBroughtBackElsewhereAfterAnUndoIsNotToldAsTakenOut() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents);
            add(id, RestoreOutcome.PAPER, outcome(true));
            add(id, RestoreUndone.PAPER, new RestoreUndone("R-0001", NOW));
            String taken = incidents.draft(id, MessageKind.UPDATE).draft().body();
            assertTrue(taken.contains("so it is not there now"), taken);
            incidents.note(id, Incidents.Note.RESTORED, "By the provider", null);
            String back = incidents.draft(id, MessageKind.UPDATE).draft().body();
            assertTrue(back.contains("What could be restored is back.") && !back.contains("not there now"), back);
        }
    }

    @Test
    void anSlaMayBeSpokenOfOnceAWrittenAgreementIsLinked() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents);
            String other = opened(incidents);
            String text = "This is within the SLA. We give you zero data loss.";
            assertEquals(List.of("sla", "zero-data-loss"), rules(incidents, id, text));
            incidents.note(id, Incidents.Note.AGREEMENT, "Contract 2026-17, section 4", null);
            assertEquals(List.of("zero-data-loss"), rules(incidents, id, text), "of nothing else it speaks");
            assertEquals(List.of("sla", "zero-data-loss"), rules(incidents, other, text));
        }
    }
}
