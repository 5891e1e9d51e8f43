package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.past.CaseQuery;
import io.backstay.incident.past.Found;
import io.backstay.policy.Policies;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Past cases are found by what the record of acts says of them, beside their own lines.
final class PastDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aCaseIsFoundByAnActThatOnlyTheRecordHasAndTheHitSaysWhere() throws Exception {
        var who = new Who("ada", "responder", "s1");
        try (var book = CaseBook.open(folder.resolve("cases.sqlite"));
                var audit = AuditLog.open(folder.resolve("audit.db"), () -> NOW, who, new SplittableRandom(1))) {
            String mine = book.openCase("Harrow lost data", new Tenant(new TenantId("t1"), "Harrow"), false, NOW)
                    .id();
            String other = book.openCase("Alder lost data", new Tenant(new TenantId("t2"), "Alder"), false, NOW)
                    .id();
            book.append(mine, List.of(new CaseEntry(NOW, "ada", "Declared, severity 2")));
            audit.intent(Deed.of("restore.stage", "scratch-7f2c").inCase(mine).inRun("R-1"))
                    .outcome(AuditEntry.Outcome.DONE, Map.of());
            audit.note(Deed.of("restore.import", "plan-of-the-run").inRun("R-1"));
            audit.note(Deed.of("point.create", "by-the-customer").about(new TenantId("t2")));
            var desk = new PastDesk(() -> book, () -> audit, new Policies(null, () -> NOW), () -> NOW);

            assertEquals(mine + " record ada: Scratch database made: scratch-7f2c", one(desk, "scratch-7f2c"));
            assertEquals(mine + " record ada: Import: plan-of-the-run", one(desk, "plan-of-the-run"));
            assertEquals(other + " record ada: Backup made of by-the-customer", one(desk, "by-the-customer"));
            assertEquals(mine + " timeline ada: Declared, severity 2", one(desk, "declared"));
            assertEquals(
                    List.of("title", "record"),
                    hits(desk, "harrow scratch").getFirst().spots().stream()
                            .map(Found.Spot::in)
                            .toList());
            assertEquals(List.of(), hits(desk, "alder scratch-7f2c"), "an act of another case is none of this one");
        }
    }

    @Test
    void anActThatWroteItsLineIsNoHitAndNoSignOfAChangedLine() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            IncidentDesk incidents = (IncidentDesk) desk.incidents();
            String id = incidents.open(new CaseIntake(
                    "Harrow", null, null, null, null, "UTC", null, null, null, 1, null, null, NOW, null, List.of()));
            incidents.note(id, Incidents.Note.NOTE, "The nightly ledger sync ran twice", null);

            assertEquals(List.of(), hits(incidents.past(), "not as it was written"));
            assertEquals(List.of(), hits(incidents.past(), "incident.note"));
            assertEquals(
                    "timeline",
                    hits(incidents.past(), "ledger")
                            .getFirst()
                            .spots()
                            .getFirst()
                            .in());
        }
    }

    private static String one(PastCases desk, String words) throws Exception {
        List<Found.Hit> hits = hits(desk, words);
        assertEquals(1, hits.size(), words);
        Found.Spot spot = hits.getFirst().spots().getLast();
        return hits.getFirst().caseId() + " " + spot.in() + " " + spot.text();
    }

    private static List<Found.Hit> hits(PastCases desk, String words) throws Exception {
        return desk.search(CaseQuery.of(words, null, null, null, null)).hits();
    }
}
