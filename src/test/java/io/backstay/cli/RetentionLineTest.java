package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.codec.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keep rules on the command line, from a manifest alone: a point every six hours for ten days.
final class RetentionLineTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    @TempDir
    Path folder;

    private Path manifest = Path.of("");

    @BeforeEach
    void write() throws Exception {
        var points = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            points.append(i == 0 ? "" : ", ")
                    .append("{\"id\": \"p%02d\", \"asset\": \"db\", \"kind\": \"full\", \"takenAt\": \"%s\","
                            .formatted(i, NOW.minus(Duration.ofHours(1 + 6L * i))))
                    .append(" \"status\": \"%s\"}".formatted(i == 1 ? "failed" : "available"));
        }
        manifest = folder.resolve("estate.json");
        Files.writeString(manifest, """
                {"format": "backstay-manifest/1", "exportedAt": "%s", "estate": "Made",
                 "assets": [{"id": "db", "kind": "database", "environment": "production"},
                            {"id": "none", "kind": "database", "environment": "production"}],
                 "recoveryPoints": [%s], "restoreTests": []}
                """.formatted(NOW, points));
    }

    private Ran ran(String... more) {
        List<String> line = new ArrayList<>(List.of("retention", "--manifest", manifest.toString()));
        line.addAll(List.of(more));
        return Offline.line(folder, line.toArray(String[]::new));
    }

    @Test
    void eachKeptPointHasItsReasonAndItsEnd() throws Exception {
        Ran ran = ran("--keep-last", "1", "--keep-daily", "3", "--json");
        assertEquals(0, ran.code(), ran::toString);
        Value document = ran.document();
        List<Value> kept = document.fields().items("kept");
        assertEquals(
                List.of("p00 2026-11-23T00:00:00Z", "p02 2026-11-22T12:00:00Z", "p05 2026-11-21T18:00:00Z"),
                kept.stream().map(RetentionLineTest::point).toList());
        assertEquals(2, kept.getFirst().fields().items("reasons").size());
        assertEquals(
                "last", kept.getFirst().fields().items("reasons").getFirst().text());
        assertEquals("2026-11-24T00:00:00Z", kept.getLast().fields().text("expiresAt"), "two new days push it out");
        assertEquals(36, document.fields().items("expired").size(), "a point that failed is none");
        assertEquals(
                "p03", document.fields().items("expired").getFirst().fields().text("id"));
        assertFalse(Files.exists(folder.resolve("home")), "a manifest alone leaves no trace");
    }

    private static String point(Value kept) {
        try {
            return kept.fields().text("id") + " " + kept.fields().text("takenAt");
        } catch (BackstayException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theLastGoodPointForALossIsNamedWithItsEnd() {
        Ran ran = ran("--keep-daily", "3", "--asset", "db", "--before", "2026-11-22T02:00:00Z");
        assertEquals(0, ran.code(), ran::toString);
        String sentence = "The last good point for 2026-11-22 02:00:00 UTC is p05 of 2026-11-21 18:00:00 UTC; it goes"
                + " in 23 h, at 2026-11-24 00:00:00 UTC.";
        assertTrue(ran.out().contains(sentence), ran.out());
        assertTrue(ran.out().contains("db at 2026-11-23 01:00:00 UTC: 3 of 39 points stay by daily 3"), ran.out());
        assertTrue(ran.out().contains("if a new point is made every 6 h."), ran.out());
        Ran late = ran("--keep-daily", "3", "--before", "2026-11-20T02:00:00Z");
        assertEquals(1, late.code(), late::toString);
        assertTrue(late.out().contains("No point from before 2026-11-20 02:00:00 UTC is kept."), late.out());
    }

    @Test
    void aPolicyKeepsNoLessThanItPromises() {
        Ran ran = ran("--policy", "agentic-labs");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("31 of 39 points stay by within P7D, daily 30 (agentic-labs: "), ran.out());
        Ran none = ran("--policy", "operations-strategy");
        assertEquals(2, none.code(), none::toString);
        assertTrue(none.out().contains("gives no number"), none.out());
    }

    @Test
    void anAssetThatIsNotThereIsNamedWithThoseThatAre() {
        Ran ran = ran("--keep-last", "1", "--asset", "dbs");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("There are db, none."), ran.err());
    }

    @Test
    void anotherZoneHasOtherDays() throws Exception {
        Ran ran = ran("--keep-daily", "2", "--zone", "Asia/Tokyo", "--json");
        assertEquals(
                List.of("p00 2026-11-23T00:00:00Z", "p02 2026-11-22T12:00:00Z"),
                ran.document().fields().items("kept").stream()
                        .map(RetentionLineTest::point)
                        .toList());
        Ran utc = ran("--keep-daily", "2", "--zone", "America/New_York", "--json");
        assertEquals(
                List.of("p00 2026-11-23T00:00:00Z", "p04 2026-11-22T00:00:00Z"),
                utc.document().fields().items("kept").stream()
                        .map(RetentionLineTest::point)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--policy expansive --keep-last 1",
                "--keep-last 0",
                "--keep-daily -2",
                "--keep-daily some",
                "--keep-within 14d",
                "--keep-last 1 --zone Mars/North",
                "--keep-last 1 --every soon",
                "--keep-last 1 --every PT0S",
                "--keep-last 1 --before yesterday"
            })
    void whatMakesNoSenseIsUsage(String line) {
        Ran ran = ran(line.isEmpty() ? new String[0] : line.split(" "));
        assertEquals(64, ran.code(), ran::toString);
    }
}
