package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Tracked;
import io.backstay.incident.intake.CaseIntake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restore tests that follow from a case are held against the runs that the catalogue knows.
class LinkedTestTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    private static RestoreTest test(String run, boolean passed) {
        return new RestoreTest(
                new AssetId("crm"),
                "tenant",
                null,
                NOW.plusSeconds(passed ? 60 : 30),
                passed,
                Duration.ofMinutes(41),
                null,
                List.of(),
                new Observation("restore test " + run, NOW));
    }

    /// As tests of Backstay's leave it there.
    private void remember(RestoreTest... tests) throws Exception {
        var crm = new Asset(
                new AssetId("crm"),
                "crm",
                AssetKind.DATABASE,
                Environment.PRODUCTION,
                "test",
                null,
                null,
                null,
                null,
                null,
                null,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new Observation("test", NOW));
        try (Catalogue catalogue = Catalogue.open(folder.resolve("home/catalogue.db"))) {
            catalogue.update(update -> update.asset(crm));
            for (RestoreTest test : tests) {
                catalogue.add(test);
            }
        }
    }

    @Test
    void aRestoreTestIsDoneByARunThatIsKnownAndPassedAndWhenItWasDone() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = incidents.open(new CaseIntake(
                    "Harrow",
                    null,
                    "invoices",
                    NOW,
                    null,
                    "UTC",
                    null,
                    null,
                    null,
                    1,
                    "agentic-labs",
                    null,
                    NOW,
                    null,
                    List.of()));
            LocalDate due = LocalDate.of(2026, 12, 10);
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", due);
            remember(test("R-0007", true), test("R-0008", false));
            assertTrue(refused(incidents, id, "R-0099").contains("R-0099"));
            assertTrue(refused(incidents, id, "see R-0008").contains("failed"));
            incidents
                    .aftermath()
                    .finish(id, "A1", new Aftermath.Done("Jonas", null, "passed", "R-0007", due.plusMonths(3)));
            Tracked done = incidents.aftermath().actions(id).getFirst();
            assertEquals("2027-03-10", done.due());
            assertEquals(
                    NOW.plusSeconds(60),
                    done.last() == null ? null : done.last().at());
            assertTrue(
                    incidents.timelines().lines(id).stream()
                            .anyMatch(line -> line.what().contains("R-0007 passed: tenant of crm at")
                                    && line.what().contains("in 41 min")),
                    "the timeline says what the run measured");
            incidents
                    .aftermath()
                    .finish(id, "A1", new Aftermath.Done(null, null, "passed", "by the provider, ticket 77", null));
        }
    }

    private static String refused(Incidents incidents, String id, String evidence) {
        var done = new Aftermath.Done(null, null, "passed", evidence, null);
        return assertThrows(BackstayException.class, () -> incidents.aftermath().finish(id, "A1", done))
                .failure()
                .message();
    }
}
