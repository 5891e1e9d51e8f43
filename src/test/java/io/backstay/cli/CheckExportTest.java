package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Json;
import io.backstay.codec.Value;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A check handed on as files, from a manifest alone.
final class CheckExportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    @TempDir
    Path folder;

    private Path manifest = Path.of("");

    @BeforeEach
    void write() throws Exception {
        var points = new StringBuilder();
        for (int week = 1; week <= 4; week++) {
            points.append(week == 1 ? "" : ", ")
                    .append("{\"id\": \"w%d\", \"asset\": \"=db\", \"kind\": \"snapshot\", \"takenAt\": \"%s\","
                            .formatted(week, NOW.minus(Duration.ofDays(7L * week))))
                    .append(" \"status\": \"available\"}");
        }
        manifest = folder.resolve("estate.json");
        Files.writeString(manifest, """
                {"format": "backstay-manifest/1", "exportedAt": "%s", "estate": "Made",
                 "assets": [{"id": "=db", "kind": "database", "environment": "production",
                   "configured": {"pitr": "P7D"},
                   "pitr": {"earliest": "%s", "latest": "%s"}}],
                 "recoveryPoints": [%s], "restoreTests": []}
                """.formatted(NOW, NOW.minus(Duration.ofDays(7)), NOW.minusSeconds(278), points));
    }

    private Ran ran(String... more) {
        List<String> line =
                new ArrayList<>(List.of("check", "--policy", "expansive", "--manifest", manifest.toString()));
        line.addAll(List.of(more));
        return line(line.toArray(String[]::new));
    }

    private Ran line(String... line) {
        return Offline.line(folder, line);
    }

    @Test
    void theTableIsSafeInASpreadsheetAndHoldsFactsAndText() throws Exception {
        Path csv = folder.resolve("out.csv");
        Ran ran = ran("--export", csv.toString());
        assertEquals(1, ran.code(), ran::toString);
        String text = Files.readString(csv);
        assertTrue(text.startsWith("\"policy\",\"at\",\"found in\",\"rule\",\"asset\",\"status\","), text);
        assertTrue(text.contains("\"facts\",\"pitr-window\",\"'=db\","), "no cell is a formula: " + text);
        assertFalse(text.contains("\"=db"), text);
        assertTrue(text.contains("\"text\",\"R2\",,\"contradiction, high\","), text);
        assertTrue(text.endsWith("\r\n"), text);
        assertFalse(Files.exists(folder.resolve("home")), "a manifest alone leaves no trace");
    }

    @Test
    void theDocumentIsThatOfTheCheckWithTheContradictions() throws Exception {
        Path json = folder.resolve("out.json");
        Ran ran = ran("--json", "--export", json.toString());
        Value printed = ran.document();
        Value written = Json.read(json);
        for (String key : List.of("policy", "at", "verdict")) {
            assertEquals(printed.fields().text(key), written.fields().text(key));
        }
        assertEquals(messages(printed), messages(written));
        assertEquals(10, written.fields().items("contradictions").size());
    }

    private static List<String> messages(Value document) throws Exception {
        List<String> messages = new ArrayList<>();
        for (Value finding : document.fields().items("findings")) {
            messages.add(finding.fields().text("rule") + ": " + finding.fields().text("message"));
        }
        return messages;
    }

    @Test
    void thePagesAreNumberedQuoteThePolicyShowTheCurveAndAreTheSameEachTime() throws Exception {
        Path pdf = folder.resolve("out.pdf");
        ran("--export", pdf.toString());
        byte[] first = Files.readAllBytes(pdf);
        try (PDDocument document = Loader.loadPDF(first)) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            int pages = document.getNumberOfPages();
            for (String part : List.of(
                    "page 1 of " + pages,
                    "Documents and other media have a 2 hour RPO target.",
                    "124 times as far apart",
                    "retention of =db",
                    "2026-11-23 01:00:00 UTC")) {
                assertTrue(text.contains(part), part + " is not in " + text);
            }
            assertFalse(text.contains("\u25A1"), "the typeface has all of it: " + text);
            var paper = document.getPage(0).getMediaBox();
            assertEquals("595 x 842", Math.round(paper.getWidth()) + " x " + Math.round(paper.getHeight()));
            Path shown = Files.createDirectories(Path.of("target", "screens"));
            BufferedImage last = new PDFRenderer(document).renderImageWithDPI(pages - 1, 72);
            ImageIO.write(last, "png", shown.resolve("compliance-last-page.png").toFile());
        }
        ran("--export", pdf.toString());
        assertArrayEquals(first, Files.readAllBytes(pdf));
    }

    @Test
    void aManifestThatWasTakenInIsJudgedAsTheFileWasWithoutAnyConnection() throws Exception {
        Ran taken = line("manifest", "import", manifest.toString(), "--json");
        assertEquals(0, taken.code(), taken::toString);
        Ran there = line("check", "--policy", "expansive", "--at", NOW.toString(), "--json");
        assertEquals(1, there.code(), there::toString);
        assertEquals(messages(ran("--json").document()), messages(there.document()));
        assertTrue(line("audit", "show", "--json").out().contains("manifest.import"), "the act is recorded");
        Files.writeString(manifest, "{\"format\": \"backstay-manifest/1\"}");
        assertEquals(3, line("manifest", "import", manifest.toString()).code());
    }

    @Test
    void anotherEndingIsUsageAndAMissingFolderIsSaid() {
        assertEquals(64, ran("--export", folder.resolve("out.doc").toString()).code());
        Ran missing = ran("--export", folder.resolve("none").resolve("out.csv").toString());
        assertEquals(3, missing.code(), missing::toString);
        assertTrue(missing.err().contains("There is no folder"), missing.err());
    }
}
