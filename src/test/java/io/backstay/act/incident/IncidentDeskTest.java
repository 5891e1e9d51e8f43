package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.fixture.Taken;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.timeline.Line;
import io.backstay.incident.verdict.VerdictCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The desk of cases over a real state folder.
class IncidentDeskTest {
    @TempDir
    Path folder;

    @Test
    void aDatabaseThatOnlyAManifestHasIsJudgedAndNotWrittenIntoTheCase() throws Exception {
        Instant now = Instant.now();
        Path manifest = Files.writeString(folder.resolve("estate.json"), """
                {"format": "backstay-manifest/1", "exportedAt": "%1$s", "estate": "Made",
                 "assets": [{"id": "elsewhere", "kind": "database", "environment": "production"}],
                 "recoveryPoints": [{"id": "n1", "asset": "elsewhere", "kind": "full", "takenAt": "%1$s",
                  "status": "available"}], "restoreTests": []}
                """.formatted(now.minus(Duration.ofHours(5))));
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents);
            VerdictCard card = incidents.verdict(id, List.of(manifest));
            assertEquals(new AssetId("elsewhere"), card.asset());
            assertNull(incidents.intake(id).asset(), "the catalogue does not know it");
        }
    }

    @Test
    void anAgreementTakesAnApproverAndWhatItLetsPassIsListedWithIt() throws Exception {
        String text = "This is within the SLA.";
        DeskHome home = new DeskHome(folder);
        String id;
        try (LocalDesk desk = home.open()) {
            Incidents incidents = desk.incidents();
            id = opened(incidents);
        }
        roles("responder");
        try (LocalDesk desk = home.open()) {
            Incidents incidents = desk.incidents();
            incidents.note(id, Incidents.Note.NOTE, "They called again", null);
            assertThrows(
                    BackstayException.class, () -> incidents.note(id, Incidents.Note.AGREEMENT, "Contract 17", null));
            assertEquals(1, incidents.check(id, text).objections().size());
        }
        roles("approver");
        try (LocalDesk desk = home.open()) {
            Incidents incidents = desk.incidents();
            incidents.note(id, Incidents.Note.AGREEMENT, "Contract 17", null);
            assertEquals(List.of(), incidents.check(id, text).objections());
            Objection let = incidents.check(id, text).kept().getFirst();
            assertTrue(let.why().contains("Contract 17"), let.why());
            Line said = incidents.timelines().lines(id).stream()
                    .filter(line -> line.what().equals("Written agreement: Contract 17"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Line.Mark.HAND, said.mark(), "a person says so");
        }
    }

    private void roles(String jonas) throws Exception {
        Files.writeString(folder.resolve("home/roles.json"), """
                {"format": "backstay-roles/1", "people": {"jonas": "%s"}, "others": "viewer"}
                """.formatted(jonas));
    }

    private static String opened(Incidents incidents) throws Exception {
        Instant now = Instant.now();
        return incidents.open(Taken.intake(now.minus(Duration.ofHours(1)), now, null));
    }
}
