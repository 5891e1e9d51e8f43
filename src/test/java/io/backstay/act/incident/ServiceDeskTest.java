package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.RestoreUndone;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
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

    /// A service that does something when it is asked.
    private HttpServer probed(Asked asked) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                asked.then();
                exchange.sendResponseHeaders(204, -1);
            } catch (BackstayException e) {
                exchange.sendResponseHeaders(500, -1);
            } finally {
                exchange.close();
            }
        });
        server.start();
        Files.createDirectories(folder.resolve("home"));
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        String probes = """
                {"format": "backstay-probes/1", "probes": [{"name": "api", "url": "%s"}]}
                """.formatted(address);
        Files.writeString(folder.resolve("home/probes.json"), probes);
        return server;
    }

    /// What happens meanwhile.
    private interface Asked {
        void then() throws BackstayException;
    }

    private static String newest(Incidents incidents, String id) throws Exception {
        return incidents.timelines().lines(id).getLast().what();
    }

    @Test
    void aCaseThatWasClosedAsRestoredCountsAsRestoredEverywhere() throws Exception {
        HttpServer server = probed(() -> {});
        try (LocalDesk desk = new DeskHome(folder).open()) {
            IncidentDesk incidents = (IncidentDesk) desk.incidents();
            String id = incidents.open(intake());
            incidents.probe(id, Progress.NONE);
            assertTrue(newest(incidents, id).contains("so the clock of the RTO goes on"), newest(incidents, id));
            incidents.aftermath().close(id, CaseState.RESTORED, "By the provider");
            String page = incidents.handOver(id);
            assertTrue(page.contains("Restored at ") && page.contains("has not answered yet"), page);
            assertNotNull(incidents.answered(id, null, Progress.NONE));
            assertTrue(newest(incidents, id).startsWith("Every probe of the restored"), newest(incidents, id));
            incidents.aftermath().close(id, CaseState.RESTORED, "By the provider, ticket 7");
            page = incidents.handOver(id);
            assertTrue(page.contains("the service had answered at "), "better words take no answer back: " + page);
            incidents.aftermath().close(id, CaseState.NOT_RESTORED, "The provider was wrong");
            page = incidents.handOver(id);
            assertTrue(page.contains("Nothing is restored yet."), page);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAnswerOfBeforeTheRestoreDoesNotCountWhenItIsWrittenDownAfterIt() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            IncidentDesk incidents = (IncidentDesk) desk.incidents();
            String id = incidents.open(intake());
            HttpServer server = probed(() -> incidents.note(id, Incidents.Note.RESTORED, "Meanwhile", null));
            try {
                assertTrue(Incidents.allAnswered(incidents.probe(id, Progress.NONE)));
                String said = newest(incidents, id);
                assertTrue(said.contains("was restored before they were asked, so the clock of the RTO goes on"), said);
                assertTrue(incidents.handOver(id).contains("the service has not answered yet"));
                assertNotNull(incidents.answered(id, null, Progress.NONE), "asked again, it was restored before");
            } finally {
                server.stop(0);
            }
        }
    }
}
