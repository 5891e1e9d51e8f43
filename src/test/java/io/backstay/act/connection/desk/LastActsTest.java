package io.backstay.act.connection.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.Connections.Line;
import io.backstay.act.connection.Connections.Listed;
import io.backstay.act.connection.Connections.Synced;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.base.AssetId;
import io.backstay.base.Failure;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Environment;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over a real catalogue file, closed and opened again as a restart does.
final class LastActsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path folder;

    private static final Connection CLOUD = new Connection(
            "cloud",
            new AssetId("cloud"),
            Environment.PRODUCTION,
            new SupabaseProjects("Supabase, read", null, null, null));

    private Catalogue open() throws Exception {
        return Catalogue.open(folder.resolve("catalogue.db"));
    }

    private static LastActs over(Catalogue catalogue) {
        return new LastActs(catalogue, InstantSource.fixed(NOW));
    }

    /// They were found by the one before, and then.
    @Test
    void aTestThatFailedOrWasCancelledGivesOldLinesNoNewTime() throws Exception {
        Instant later = NOW.plusSeconds(3600);
        try (Catalogue catalogue = open();
                AuditLog audit = AuditLog.open(
                        folder.resolve("audit.db"),
                        () -> later,
                        new Who("jonas", "admin", "test"),
                        new SecureRandom())) {
            over(catalogue).kept(CLOUD, _ -> new Tested("cloud", List.of(new Line("key", true, "It works.")), null));
            for (AuditEntry.Outcome each : AuditEntry.Outcome.values()) {
                AuditEntry entry =
                        audit.intent(Deed.of("connection.test", "cloud")).outcome(each, Map.of());
                Known known = over(catalogue).known(CLOUD, entry);
                assertEquals(each == AuditEntry.Outcome.DONE ? later : NOW, known.foundAt(), each::name);
                assertEquals(later, known.testedAt());
            }
        }
    }

    /// A look of many minutes is told whole, and that it will not be there tomorrow.
    @Test
    void aTestWhoseLinesCannotBeKeptIsToldAllTheSame() throws Exception {
        Catalogue closed = open();
        closed.close();
        Tested tested =
                over(closed).kept(CLOUD, _ -> new Tested("cloud", List.of(new Line("key", true, "It works.")), null));
        assertEquals(new Line("key", true, "It works."), tested.lines().getFirst());
        assertTrue(tested.lines().getLast().sentence().startsWith("Not kept for later: "), tested::toString);
        assertNull(tested.holds());
    }

    @Test
    void theLinesOfATestAndTheProblemsOfAListingOutliveARestart() throws Exception {
        Tested tested = new Tested(
                "cloud",
                List.of(new Line("key", true, "It works."), new Line("rights", null, "Not looked at.")),
                "GRANT");
        try (Catalogue catalogue = open()) {
            assertNull(over(catalogue).known(CLOUD, null).tested());
            assertNull(over(catalogue).known(CLOUD, null).synced());
            assertEquals(tested, over(catalogue).kept(CLOUD, _ -> tested));
            over(catalogue)
                    .listed(
                            CLOUD,
                            new Listed(
                                    "cloud",
                                    "cloud",
                                    3,
                                    null,
                                    List.of(),
                                    List.of("one is damaged"),
                                    NOW,
                                    null,
                                    "away"));
        }
        try (Catalogue catalogue = open()) {
            Known known = over(catalogue).known(CLOUD, null);
            assertEquals(tested, known.tested());
            assertEquals(
                    new Synced(NOW, List.of("Its object store was not listed: away", "Passed over: one is damaged")),
                    known.synced());
            over(catalogue).failed(CLOUD, new Failure.Unreachable("cloud", "nobody answers"));
            Synced failed = over(catalogue).known(CLOUD, null).synced();
            assertEquals(1, Objects.requireNonNull(failed).problems().size());
            catalogue.update(update -> update.unlisted(CLOUD.source()));
            assertNull(over(catalogue).known(CLOUD, null).tested(), "another one may have that name now");
        }
    }
}
