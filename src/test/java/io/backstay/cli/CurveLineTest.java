package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The curve on the command line, from a manifest alone: a week of log that trails, then a point every seven days.
final class CurveLineTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    @TempDir
    Path folder;

    private Path manifest;

    @BeforeEach
    void write() throws Exception {
        var points = new StringBuilder();
        for (int week = 1; week <= 4; week++) {
            points.append(week == 1 ? "" : ", ")
                    .append("{\"id\": \"w%d\", \"asset\": \"db\", \"kind\": \"snapshot\", \"takenAt\": \"%s\","
                            .formatted(week, NOW.minus(Duration.ofDays(7L * week))))
                    .append(" \"status\": \"available\"}");
        }
        manifest = folder.resolve("estate.json");
        Files.writeString(manifest, """
                {"format": "backstay-manifest/1", "exportedAt": "%s", "estate": "Made",
                 "assets": [{"id": "db", "kind": "database", "environment": "production",
                   "configured": {"pitr": "P7D"},
                   "pitr": {"earliest": "%s", "latest": "%s"}}],
                 "recoveryPoints": [%s], "restoreTests": []}
                """.formatted(NOW, NOW.minus(Duration.ofDays(7)), NOW.minusSeconds(278), points));
    }

    private Ran ran(String... more) {
        List<String> line = new ArrayList<>(List.of("policy", "curve", "expansive"));
        line.addAll(List.of(more));
        return Offline.line(folder, line.toArray(String[]::new));
    }

    @Test
    void theBandsSayWhatIsPromisedConfiguredAndThere() throws Exception {
        Ran ran = ran("--manifest", manifest.toString(), "--json");
        assertEquals(1, ran.code(), ran::toString);
        assertEquals(
                "{\"policy\":\"expansive\",\"assets\":[{\"asset\":\"db\",\"bands\":["
                        + band("PT0S", "\"P7D\"", "PT1S", "\"PT1S\"", "\"PT4M38S\"") + ","
                        + band("P7D", "\"P28D\"", "PT6H", "null", "\"P7D\"") + ","
                        + band("P28D", "null", "PT6H", "null", "null") + "]}]}",
                ran.out().replaceAll("\\s", ""));
    }

    /// A band that is worse than promised.
    private static String band(String from, String to, String promised, String configured, String actual) {
        return "{\"fromAge\":\"%s\",\"toAge\":%s,\"promised\":\"%s\",\"configured\":%s,\"actual\":%s,"
                        .formatted(from, to, promised, configured, actual)
                + "\"worseThanPromised\":true}";
    }

    @Test
    void peopleReadTheSameAndThePictureIsWhole() throws Exception {
        Path picture = folder.resolve("curve.svg");
        Path raster = folder.resolve("curve.png");
        Ran ran = ran(
                "--manifest",
                manifest.toString(),
                "--asset",
                "db",
                "--svg",
                picture.toString(),
                "--png",
                raster.toString());
        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.out().contains("up to 7 d"), ran.out());
        assertTrue(ran.out().contains("worse than promised"), ran.out());
        assertTrue(Files.readString(picture).endsWith("</svg>\n"));
        assertEquals(1720, ImageIO.read(raster.toFile()).getWidth());
    }

    @Test
    void anAssetThatIsNotThereIsNamedWithThoseThatAre() {
        Ran ran = ran(
                "--manifest",
                manifest.toString(),
                "--asset",
                "dbs",
                "--svg",
                folder.resolve("x.svg").toString());
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("There are db."), ran.err());
        assertFalse(Files.exists(folder.resolve("x.svg")));
    }

    @Test
    void anEstateThatThePolicyDoesNotCoverIsUndecidable() throws Exception {
        Files.writeString(manifest, Files.readString(manifest).replace("production", "staging"));
        Ran ran = ran("--manifest", manifest.toString());
        assertEquals(2, ran.code(), ran::toString);
        assertEquals("No known asset is covered by expansive.", ran.out().strip());
    }
}
