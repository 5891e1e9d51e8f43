package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.RestoreUndone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the service of a case is back, over a real state folder.
class ServiceDeskTest {
    private static final Instant CALLED = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theTimeToRecoverIsCountedByThePolicyThatTheRestoreIsMeasuredAgainst() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            IncidentDesk incidents = (IncidentDesk) desk.incidents();
            String id = incidents.open(intake());
            try (CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
                Instant back = CALLED.plus(Duration.ofHours(3));
                for (String kind : List.of(Recovery.ELSEWHERE, Recovery.ANSWERED)) {
                    book.papers().add(id, new Paper(kind, back, "ada", Json.compact(new Recovery.Moment(back))));
                }
            }
            assertEquals(Duration.ofHours(3), incidents.answered(id, null, Progress.NONE), "from the report");
            assertNull(
                    incidents.answered(id, "expansive", Progress.NONE),
                    "its clock starts with the disruption, and when that was is not known");
        }
    }

    private static CaseIntake intake() {
        return new CaseIntake(
                "Harrow", null, null, null, null, "UTC", null, null, null, 1, null, null, CALLED, null, List.of());
    }

    @Test
    void aCustomerWhoWasToldThatItIsOverWaitsAgainAfterAnUndo() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = incidents.open(intake());
            incidents.told(id, MessageKind.CLOSING, null);
            assertTrue(incidents.handOver(id).contains("Harrow was told that it is over."), incidents.handOver(id));
            Instant undone = Instant.now();
            try (CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
                var paper = new RestoreUndone("R-0001", undone);
                book.papers().add(id, new Paper(RestoreUndone.PAPER, undone, "Backstay", Json.compact(paper)));
            }
            assertTrue(incidents.handOver(id).contains("Harrow waits for our next message."), incidents.handOver(id));
            Instant due = incidents.clocks(id).stream()
                    .filter(clock -> clock.kind() == CaseClock.Kind.NEXT_UPDATE)
                    .map(CaseClock::due)
                    .findFirst()
                    .orElseThrow();
            assertEquals(undone.plus(Duration.ofMinutes(30)), due);
        }
    }
}
