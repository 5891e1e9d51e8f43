package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service and the database of a case on the command line.
final class CaseServiceLineTest {
    private static final String MANIFEST = """
            {"format": "backstay-manifest/1", "exportedAt": "2026-11-23T08:00:00Z", "estate": "Made",
             "assets": [{"id": "db", "kind": "database", "environment": "production"}],
             "recoveryPoints": [{"id": "n0", "asset": "db", "kind": "full", "takenAt": "2026-11-22T19:30:00Z",
                                 "status": "available", "expiresAt": "2099-11-24T19:30:00Z"}],
             "restoreTests": []}
            """;

    @TempDir
    Path folder;

    private Ran ran(String... line) {
        return Offline.line(folder, line);
    }

    @Test
    void theClockOfTheRtoStopsWhenEveryProbeHasAnswered() throws Exception {
        assertEquals(
                0,
                ran("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow")
                        .code());
        Ran none = ran("incident", "probe", "INC-0001");
        assertEquals(3, none.code(), none::toString);
        assertTrue(none.err().contains("No probe is configured"), none.err());
        var well = new AtomicBoolean();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(well.get() ? 200 : 404, -1);
            exchange.close();
        });
        server.start();
        try {
            Files.writeString(folder.resolve("home/probes.json"), """
                    {"format": "backstay-probes/1", "probes": [{"name": "api", "url": "http://127.0.0.1:%d/health"}]}
                    """.formatted(
                            server.getAddress().getPort()));
            Ran silent = ran("incident", "probe", "INC-0001", "--json");
            assertEquals(1, silent.code(), silent::toString);
            // Nothing is restored, so no restored service is silent.
            String noted = silent.document().fields().text("noted");
            assertTrue(noted.startsWith("The service did not answer: api ("), noted);
            assertEquals("running", rto());
            well.set(true);
            // Most of the service answers all the time; it is no answer of what was restored.
            Ran early = ran("incident", "probe", "INC-0001");
            assertEquals(0, early.code(), early::toString);
            assertTrue(early.out().contains("nothing of this case is restored yet, so the clock"), early::toString);
            assertEquals("running", rto());
            assertTrue(ran("incident", "show", "INC-0001").out().contains("nothing of this case is restored yet"));
            Ran elsewhere = ran("incident", "note", "INC-0001", "By the provider", "--kind", "restored");
            assertEquals(0, elsewhere.code(), elsewhere::toString);
            assertEquals("running", rto());
            well.set(false);
            Ran restored = ran("incident", "probe", "INC-0001");
            assertTrue(restored.out().contains("The restored service did not answer: api ("), restored::toString);
            well.set(true);
            Ran answered = ran("incident", "probe", "INC-0001");
            assertEquals(0, answered.code(), answered::toString);
            assertTrue(
                    answered.out().contains("Every probe of the restored service answered: api"), answered::toString);
            assertEquals("stopped", rto());
        } finally {
            server.stop(0);
        }
        Ran page = ran("incident", "handover", "INC-0001");
        assertEquals(0, page.code(), page::toString);
        assertTrue(page.out().contains("Every probe of the restored service answered: api"), page.out());
    }

    @Test
    void theOnlyDatabaseThatIsKnownIsKeptInTheCase() throws Exception {
        Path manifest = Files.writeString(folder.resolve("estate.json"), MANIFEST);
        assertEquals(0, ran("manifest", "import", manifest.toString()).code());
        String[] call = {
            "incident", "new", "--policy", "daily-two-days", "--firm", "Harrow", "--around", "2026-11-22T21:00:00Z"
        };
        assertEquals(0, ran(call).code());
        Path written = folder.resolve("written");
        Ran report = ran("incident", "report", "INC-0001", "--variant", "internal", "--out", written.toString());
        assertEquals(0, report.code(), report::toString);
        assertTrue(Files.exists(written.resolve("curve.svg")), "the curve goes by the database of the case");
        List<String> judged = new ArrayList<>(List.of(call));
        judged.addAll(List.of("--manifest", manifest.toString()));
        assertEquals(0, ran(judged.toArray(String[]::new)).code());
        Ran listed = ran("incident", "show", "INC-0002");
        assertTrue(listed.out().contains("The database is db"), listed::toString);
        // There, only the manifest knows it; what is asked of the catalogue later would find nothing.
        assertEquals(
                0,
                Offline.line(folder.resolve("away"), judged.toArray(String[]::new))
                        .code());
        Ran unlisted = Offline.line(folder.resolve("away"), "incident", "show", "INC-0001");
        assertTrue(unlisted.out().contains("Verdict: "), unlisted::toString);
        assertFalse(unlisted.out().contains("The database is db"), unlisted::toString);
    }

    private String rto() throws Exception {
        return ran("incident", "clocks", "INC-0001", "--json")
                .document()
                .fields()
                .items("clocks")
                .get(2)
                .fields()
                .text("state");
    }
}
