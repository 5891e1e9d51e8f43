package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.Recovery;
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
            String id = incidents.open(new CaseIntake(
                    "Harrow", null, null, null, null, "UTC", null, null, null, 1, null, null, CALLED, null, List.of()));
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
}
