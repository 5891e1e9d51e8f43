package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.fixture.Taken;
import io.backstay.incident.CaseBook;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Punctuality;
import io.backstay.incident.after.Tracked;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restore tests that follow from a case are held against the runs that the catalogue knows.
class LinkedTestTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final LocalDate DUE = LocalDate.of(2026, 12, 10);

    @TempDir
    Path folder;

    private static RestoreTest test(String run, boolean passed, Instant at) {
        return new RestoreTest(
                new AssetId("crm"),
                "tenant",
                null,
                at,
                passed,
                Duration.ofMinutes(41),
                null,
                List.of(),
                new Observation("restore test " + run, at));
    }

    /// As the desk of tests records them.
    private void recorded(String run, boolean passed, Instant at) throws Exception {
        remember(test(run, passed, at));
        var clock = new MovingClock(at.minusSeconds(10));
        try (AuditLog audit = AuditLog.open(
                folder.resolve("home/audit.db"), clock, new Who("ada", "responder", "s1"), new SplittableRandom(1))) {
            AuditLog.Intent intent = audit.intent(Deed.of("test.run", "tenant on crm"));
            clock.now = at.plusSeconds(1);
            intent.outcome(AuditEntry.Outcome.DONE, Map.of("run", run, "outcome", passed ? "passed" : "failed"));
        }
    }

    private static final class MovingClock implements InstantSource {
        private Instant now;

        MovingClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /// As tests of Backstay's leave it there.
    private void remember(RestoreTest... tests) throws Exception {
        var crm = Taken.database(new AssetId("crm"), Environment.PRODUCTION, new Observation("test", NOW));
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
            String id = opened(incidents, null);
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", DUE);
            Instant ended = Instant.now().plusMillis(50).truncatedTo(ChronoUnit.MILLIS);
            recorded("R-0007", true, ended);
            recorded("R-0008", false, ended.plusMillis(1));
            assertTrue(refused(incidents, id, "R-0099").contains("R-0099"));
            assertTrue(refused(incidents, id, "see R-0008").contains("failed"));
            incidents
                    .aftermath()
                    .finish(id, "A1", new Aftermath.Done("Jonas", null, "passed", "R-0007", DUE.plusMonths(3)));
            Tracked done = incidents.aftermath().actions(id).getFirst();
            assertEquals("2027-03-10", done.due());
            assertEquals(ended, done.last() == null ? null : done.last().at());
            assertTrue(
                    incidents.timelines().lines(id).stream()
                            .anyMatch(line -> line.what().contains("R-0007 passed: tenant of crm at")
                                    && line.what().contains("in 41 min")),
                    "the timeline says what the run measured");
            assertTrue(refused(incidents, id, "R-0007").contains("of after"), "one run shows it once");
            incidents
                    .aftermath()
                    .finish(id, "A1", new Aftermath.Done("Ada", null, "passed", "R-0007", DUE.plusMonths(3)));
            Tracked mended = incidents.aftermath().actions(id).getFirst();
            assertEquals("Ada", mended.last() == null ? null : mended.last().by(), "a note of it can be put right");
            incidents
                    .aftermath()
                    .finish(id, "A1", new Aftermath.Done(null, null, "passed", "by the provider, ticket 77", null));
        }
    }

    @Test
    void aRunOfBeforeTheActionShowsNothingAndItsTimeIsItsOwn() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents, null);
            recorded("R-0001", true, Instant.now().minusSeconds(60));
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", DUE);
            assertTrue(refused(incidents, id, "R-0001").contains("of after"));
            recorded("R-0002", true, Instant.now());
            var timed = new Aftermath.Done(null, Instant.now().minusSeconds(1), "passed", "R-0002", null);
            String said = assertThrows(
                            BackstayException.class, () -> incidents.aftermath().finish(id, "A1", timed))
                    .failure()
                    .message();
            assertTrue(said.contains("when the run ended"), said);
        }
    }

    @Test
    void aRunThatWasTakenInFromElsewhereIsNoneOfHere() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents, null);
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", DUE);
            remember(test("R-0007", true, Instant.now()));
            assertTrue(refused(incidents, id, "R-0007").contains("R-0007"));
            recorded("R-0007", true, Instant.now().plusSeconds(60));
            remember(test("R-0007", false, Instant.now().plusSeconds(600)));
            incidents.aftermath().finish(id, "A1", new Aftermath.Done(null, null, "passed", "R-0007", null));
        }
    }

    @Test
    void theRunThatPassedCountsOfThoseThatAreNamedAndTheWordsStay() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents, new AssetId("billing"));
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", DUE);
            recorded("R-0003", false, Instant.now());
            recorded("R-0007", true, Instant.now());
            String evidence = "R-0003 failed, repeated as R-0007, ticket 77";
            incidents.aftermath().finish(id, "A1", new Aftermath.Done(null, null, "passed", evidence, null));
            assertTrue(incidents.timelines().lines(id).stream()
                    .anyMatch(line -> line.what().contains("(" + evidence + "; R-0007 passed: tenant of crm at")
                            && line.what().contains("; the case is about billing)")));
        }
    }

    @Test
    void whatPutsANoteRightHoldsThoughItIsDatedBeforeIt() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents, null);
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", DUE);
            Instant ended = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
            recorded("R-0007", true, ended);
            incidents.aftermath().finish(id, "A1", new Aftermath.Done(null, null, "pased", "ticket 77", DUE));
            incidents
                    .aftermath()
                    .finish(id, "A1", new Aftermath.Done(null, null, "passed", "R-0007", DUE.plusMonths(3)));
            Tracked done = incidents.aftermath().actions(id).getFirst();
            assertEquals("2027-03-10", done.due());
            assertEquals("R-0007", done.last() == null ? null : done.last().evidence());
            try (CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
                assertEquals(
                        new Punctuality(1, 0, 1, 0),
                        Punctuality.of(id, book.papers().all(id), ended),
                        "it was done once");
            }
        }
    }

    private static String opened(Incidents incidents, @Nullable AssetId asset) throws Exception {
        return incidents.open(Taken.intake(NOW, NOW, asset));
    }

    private static String refused(Incidents incidents, String id, String evidence) {
        var done = new Aftermath.Done(null, null, "passed", evidence, null);
        return assertThrows(BackstayException.class, () -> incidents.aftermath().finish(id, "A1", done))
                .failure()
                .message();
    }
}
