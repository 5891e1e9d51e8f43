package io.backstay.incident.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.print.Sheet;
import io.backstay.policy.draw.Png;
import io.backstay.policy.draw.Svg;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pictures of a case's report, and the pages that they stand on.
final class CasePicturesTest {
    @TempDir
    Path folder;

    /// The words of a picture that an XML reader reads.
    private static List<String> words(String svg) throws Exception {
        var xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
        assertEquals(0, xml.getElementsByTagName("script").getLength());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < xml.getElementsByTagName("text").getLength(); i++) {
            words.add(xml.getElementsByTagName("text").item(i).getTextContent());
        }
        return words;
    }

    private static List<String> landmarks(CaseStory story, ZoneId zone) throws Exception {
        return words(Svg.of(Objects.requireNonNull(Landmarks.of(story, zone)), "It"));
    }

    private ReportWriter.Written written(CaseStory story, Variant variant) throws Exception {
        var report = new CaseReport(story, variant);
        List<ReportSection> sections = Templates.draft(story, variant, null);
        Sheet sheet = report.sheet(ReportState.DRAFT, sections, report.facts(), SeededCase.curve(), SeededCase.WRITTEN);
        return ReportWriter.write(sheet, folder.resolve(variant.name()));
    }

    @Test
    void theLandmarksStandInOrderOnTheClockOfWhoeverReads() throws Exception {
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
        assertEquals(
                List.of(
                        "Last good moment",
                        "Lost, about",
                        "Reported",
                        "Declared",
                        "Restored",
                        "Closed",
                        "Service answered"),
                Landmarks.marks(story).stream().map(Landmarks.Mark::name).toList());
        List<String> utc = landmarks(story, ZoneOffset.UTC);
        assertTrue(utc.containsAll(List.of("Fri 13 Mar 2026", "06:51 UTC", "3 d 12 h")), utc::toString);
        List<String> melbourne = landmarks(story, ZoneId.of("Australia/Melbourne"));
        assertTrue(melbourne.contains("17:51 +11:00"), melbourne::toString);
    }

    @Test
    void whatIsNotKnownIsNoLandmark() throws Exception {
        List<String> open = landmarks(SeededCase.story(CaseStory.Ending.NOT_YET), ZoneOffset.UTC);
        assertTrue(open.containsAll(List.of("Lost, about", "Reported", "Declared")), open::toString);
        assertFalse(open.contains("Restored") || open.contains("Closed") || open.contains("Last good moment"));
        List<String> rolledBack = landmarks(SeededCase.story(CaseStory.Ending.NOT_RESTORED), ZoneOffset.UTC);
        assertFalse(rolledBack.contains("Restored") || rolledBack.contains("Last good moment"));
    }

    /// The hatched box and the marks of the picture, as x and width in pixels.
    private static List<double[]> boxes(CaseStory story, String fill) {
        String svg = Svg.of(Objects.requireNonNull(Landmarks.of(story, ZoneOffset.UTC)), "It");
        return Pattern.compile("<rect x=\"([0-9.]+)\" y=\"[0-9.]+\" width=\"([0-9.]+)\" .* fill=\"" + fill + "\"")
                .matcher(svg)
                .results()
                .map(box -> new double[] {Double.parseDouble(box.group(1)), Double.parseDouble(box.group(2))})
                .toList();
    }

    @Test
    void theLossIsHatchedToBothSidesOfItsMomentAlsoWhereNothingWasBefore() throws Exception {
        CaseStory story = SeededCase.story(CaseStory.Ending.NOT_YET);
        assertEquals("Lost, about", Landmarks.marks(story).getFirst().name());
        double[] hatched = boxes(story, "url\\(#worse\\)").getFirst();
        double[] lost = boxes(story, "#0969da").getFirst();
        double moment = lost[0] + lost[1] / 2;
        assertEquals(moment - hatched[0], hatched[0] + hatched[1] - moment, 0.3);
        assertTrue(moment - hatched[0] > 2, () -> "from " + hatched[0] + ", about " + moment);
    }

    @Test
    void theAxisHasFewTicksHoweverLongItIs() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Duration span = Duration.ofSeconds(1 + (random.nextLong() >>> random.nextInt(26, 63)));
            Duration step = Landmarks.step(span);
            long ticks = span.dividedBy(step) + 1;
            assertTrue(ticks <= 9 && !step.isZero(), "seed " + seed + ": " + ticks + " ticks for " + span);
        }
    }

    @Test
    void theBarsAreTheLargestTablesInTheOrderOfTheTable() throws Exception {
        List<IncidentReport.Counts> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(new IncidentReport.Counts("Table " + i, i * 7L % 60, i * 7L % 50, i, 0));
        }
        List<RowBars.Group> groups = RowBars.groups(rows);
        assertEquals(RowBars.TABLES_MAX, groups.size());
        long smallest = groups.stream().mapToLong(RowBars.Group::largest).min().orElseThrow();
        long larger = rows.stream()
                .filter(row -> Math.max(row.lost(), Math.max(row.restored(), row.keptLive())) > smallest)
                .count();
        assertTrue(larger < RowBars.TABLES_MAX, "a larger table was left out");
        List<Integer> order = groups.stream()
                .map(group -> Integer.parseInt(group.name().substring(6)))
                .toList();
        assertEquals(order.stream().sorted().toList(), order);
        List<String> words = words(Svg.of(Objects.requireNonNull(RowBars.of(rows)), "It"));
        assertTrue(words.contains("48 smaller tables in the table only"), words::toString);
    }

    @Test
    void aCaseWithoutRowsHasNoBars() {
        assertNull(RowBars.of(List.of()));
        assertNull(RowBars.of(List.of(new IncidentReport.Counts("Invoices", 0, 0, 0, 0))));
    }

    @Test
    void hostileNamesAreWordsInAPictureAndNeverBoxes() throws Exception {
        String hostile = "=1+1</text><script>alert(1)</script>&\u0000\u202E\"' " + "x".repeat(100_000);
        var rows = List.of(
                new IncidentReport.Counts(hostile, 412, 400, 3, 0),
                new IncidentReport.Counts("\u5C0F\u6797", 1, 1, 0, 0),
                new IncidentReport.Counts("\u05D0\u05D1", 1, 1, 0, 0));
        var drawing = Objects.requireNonNull(RowBars.of(rows));
        List<String> words = words(Svg.of(drawing, hostile.substring(0, 40).replace('\u0000', ' ')));
        assertTrue(words.contains("=1+1</text><script>alert(1)</…"), words::toString);
        assertTrue(words.containsAll(List.of("Line 2 of the table", "Line 3 of the table", "412")), words::toString);
        assertTrue(words.stream().allMatch(Png::canShow), words::toString);
        assertEquals(
                1720, ImageIO.read(new ByteArrayInputStream(Png.of(drawing))).getWidth());
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void picturesLieBesideTheMarkdownAndStandInThePages(Variant variant) throws Exception {
        var written = written(SeededCase.story(CaseStory.Ending.RESTORED), variant);
        String markdown = Files.readString(written.markdown());
        String html = Files.readString(written.html());
        int pictures = 0;
        for (String name : List.of("timeline", "rows", "curve")) {
            boolean shown = variant.isOpen() || !name.equals("curve");
            assertEquals(shown, markdown.contains("](" + name + ".svg)"), name);
            for (String form : List.of(".svg", ".png")) {
                assertEquals(shown, Files.exists(written.markdown().resolveSibling(name + form)), name + form);
            }
            pictures += shown ? 1 : 0;
        }
        assertEquals(pictures, html.split("<svg ", -1).length - 1);
        int printed = 0;
        try (var document = Loader.loadPDF(written.pdf().toFile())) {
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getXObjectNames()) {
                    printed += page.getResources().isImageXObject(name) ? 1 : 0;
                }
            }
        }
        assertEquals(pictures, printed);
        if (!variant.isOpen()) {
            assertFalse(markdown.contains("crm-db") || html.contains("crm-db"), "the name of a database");
        }
    }

    @Test
    void everyPageOfADrillIsMarkedAndNoPageIsEmpty() throws Exception {
        for (Variant variant : Variant.values()) {
            for (boolean practice : variant == Variant.INTERNAL ? List.of(true, false) : List.of(true)) {
                CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
                var written = written(practice ? SeededCase.asDrill(story) : story, variant);
                assertEquals(practice, Files.readString(written.markdown()).contains("**DRILL.**"));
                assertEquals(practice, Files.readString(written.html()).contains("class=\"drill-mark\""));
                try (var document = Loader.loadPDF(written.pdf().toFile())) {
                    for (int page = 1; page <= document.getNumberOfPages(); page++) {
                        var text = new PDFTextStripper();
                        text.setStartPage(page);
                        text.setEndPage(page);
                        // Of letters alone: those across the page do not share a line.
                        String words = text.getText(document).replaceAll("\\s", "");
                        // Once in the head and once across the page.
                        int marks = words.split("DRILL", -1).length - 1;
                        assertTrue(practice ? marks >= 2 : marks == 0, variant + ", page " + page + ": " + words);
                        assertTrue(words.length() > 200, variant + ", page " + page + " is empty: " + words);
                    }
                }
            }
        }
    }
}
