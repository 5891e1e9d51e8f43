package io.backstay.incident.report;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.CaseEntry;
import io.backstay.incident.print.ReportWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report of a case that went on for weeks, read back from its PDF page by page.
final class LongReportTest {
    private static final int LINES = 2_000;
    private static final int ACTIONS = 300;
    private static final int PARAGRAPHS = 120;

    /// In points: 18 mm, less what rounding and the overhang of a letter may take.
    private static final float SIDE = 50;

    private static final float HEADING_FROM = 10.2f;
    private static final float FOOT_FROM = 790;
    private static final float HEAD_TO = 60;

    @TempDir
    Path folder;

    /// A line of text of one page.
    ///
    /// @param y     from the top of the page
    /// @param size  of its largest letters
    private record Line(String text, float left, float right, float y, float size) {}

    private static CaseStory lengthened(CaseStory story) {
        List<CaseEntry> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            String more = i % 97 == 0 ? " " + "with much to say of it, ".repeat(30) : "";
            String said = "L%04d was seen%s".formatted(i, more);
            lines.add(new CaseEntry(SeededCase.WRITTEN.plusSeconds(60L * i), "mira", said));
        }
        List<CorrectiveAction> actions = new ArrayList<>();
        for (int i = 0; i < ACTIONS; i++) {
            String what = "A%03d is to be done".formatted(i);
            actions.add(new CorrectiveAction(what, "Jonas", LocalDate.of(2026, 4, 1), "open"));
        }
        CaseStory.Standing was = story.standing();
        return new CaseStory(
                story.file(),
                story.intake(),
                new CaseStory.Standing(was.answer(), was.loss(), was.told(), actions),
                story.promised(),
                story.recovery(),
                new CaseStory.Kept(lines, story.kept().papers(), story.kept().entries()));
    }

    private Path pdf(CaseStory story, Variant variant, boolean isLong) throws Exception {
        List<ReportSection> sections = new ArrayList<>();
        for (ReportSection each : Templates.draft(story, variant, null)) {
            String more = isLong && each.id().equals("cause")
                    ? "\n\nAnd this is why, said at length, so that it takes its lines. ".repeat(PARAGRAPHS)
                    : "";
            sections.add(new ReportSection(each.id(), each.title(), each.prose() + more));
        }
        var report = new CaseReport(story, variant);
        var sheet = report.sheet(ReportState.DRAFT, sections, report.facts(), SeededCase.curve(), SeededCase.WRITTEN);
        return ReportWriter.write(sheet, folder.resolve(variant.name())).pdf();
    }

    private static List<List<Line>> pages(PDDocument document) throws IOException {
        List<List<Line>> pages = new ArrayList<>();
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            var lines = new Lines();
            lines.setStartPage(page);
            lines.setEndPage(page);
            lines.setSortByPosition(true);
            lines.getText(document);
            pages.add(List.copyOf(lines.found));
        }
        return pages;
    }

    private static final class Lines extends PDFTextStripper {
        private final List<Line> found = new ArrayList<>();

        @Override
        protected void writeString(String text, List<TextPosition> letters) throws IOException {
            float left = Float.MAX_VALUE;
            float right = 0;
            float size = 0;
            for (TextPosition letter : letters) {
                if (!letter.getUnicode().isBlank()) {
                    left = Math.min(left, letter.getXDirAdj());
                    right = Math.max(right, letter.getXDirAdj() + letter.getWidthDirAdj());
                    size = Math.max(size, letter.getFontSizeInPt());
                }
            }
            if (right > 0) {
                found.add(new Line(text.strip(), left, right, letters.getFirst().getYDirAdj(), size));
            }
            super.writeString(text, letters);
        }
    }

    private static List<Line> body(List<Line> page) {
        return page.stream()
                .filter(line -> line.y() > HEAD_TO && line.y() < FOOT_FROM)
                .toList();
    }

    private static void render(PDDocument document, int page, String name) throws IOException {
        Path shown = Files.createDirectories(Path.of("target", "screens"));
        BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(page, 72);
        ImageIO.write(picture, "png", shown.resolve(name + ".png").toFile());
        long ink = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                ink += picture.getRGB(x, y) == -1 ? 0 : 1;
            }
        }
        assertTrue(ink > 500, name + " is blank");
    }

    private static void wellFormed(List<List<Line>> pages, float width) {
        int headings = 0;
        int count = pages.size();
        for (int i = 0; i < count; i++) {
            int number = i + 1;
            String words =
                    String.join(" ", pages.get(i).stream().map(Line::text).toList());
            assertTrue(words.contains(number + " of " + count), () -> "page " + number + " has no number: " + words);
            for (Line line : pages.get(i)) {
                assertTrue(
                        line.left() >= SIDE && line.right() <= width - SIDE && line.y() < FOOT_FROM + 30,
                        () -> "outside of page " + number + ": " + line);
            }
            List<Line> body = body(pages.get(i));
            assertNotEquals(0, body.size(), () -> "page " + number + " is empty");
            float low = body.stream().map(Line::y).max(Float::compare).orElseThrow();
            for (Line line : body) {
                headings += line.size() < HEADING_FROM ? 0 : 1;
                assertTrue(
                        line.size() < HEADING_FROM || line.y() < low - 1 || number == 1,
                        () -> "a heading ends page " + number + ": " + line);
            }
        }
        assertTrue(headings > 8, headings + " headings were looked at");
    }

    @Test
    void everyPageOfALongReportIsNumberedStaysOnThePaperAndLosesNothing() throws Exception {
        CaseStory story = lengthened(SeededCase.story(CaseStory.Ending.RESTORED));
        try (PDDocument document =
                Loader.loadPDF(pdf(story, Variant.AUDITOR, true).toFile())) {
            List<List<Line>> pages = pages(document);
            int count = pages.size();
            assertTrue(count > 40, () -> count + " pages");
            wellFormed(pages, document.getPage(0).getMediaBox().getWidth());
            Map<Integer, String> all = new HashMap<>();
            var seen = new TreeSet<String>();
            Pattern marks = Pattern.compile("\\b([LA]\\d{3,4})\\b");
            int timeline = 0;
            for (int i = 0; i < count; i++) {
                String words =
                        String.join(" ", pages.get(i).stream().map(Line::text).toList());
                all.put(i, words);
                Matcher mark = marks.matcher(words);
                while (mark.find()) {
                    seen.add(mark.group(1));
                }
                if (words.matches("(?s).*\\bL\\d{4} was seen.*")) {
                    timeline++;
                    int number = i + 1;
                    assertTrue(
                            words.contains("Time (UTC)") && words.contains("What"),
                            () -> "the table goes on without its head on page " + number + ": " + words);
                }
            }
            assertTrue(timeline > 20, timeline + " pages of timeline");
            for (int i = 0; i < LINES; i++) {
                assertTrue(seen.contains("L%04d".formatted(i)), "line " + i + " is missing");
            }
            for (int i = 0; i < ACTIONS; i++) {
                assertTrue(seen.contains("A%03d".formatted(i)), "action " + i + " is missing");
            }
            int action = all.entrySet().stream()
                    .filter(each -> each.getValue().contains("A150 "))
                    .mapToInt(Map.Entry::getKey)
                    .max()
                    .orElseThrow();
            render(document, 0, "report-long-first");
            render(document, action, "report-long-actions");
            render(document, count / 2, "report-long-middle");
            render(document, count - 1, "report-long-last");
        }
    }

    @Test
    void everyVariantIsDrawnAndNothingOfItLeavesThePaper() throws Exception {
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
        for (Variant variant : Variant.values()) {
            CaseStory told = variant == Variant.NDA ? SeededCase.asDrill(story) : story;
            try (PDDocument document = Loader.loadPDF(pdf(told, variant, false).toFile())) {
                List<List<Line>> pages = pages(document);
                if (variant != Variant.NDA) {
                    wellFormed(pages, document.getPage(0).getMediaBox().getWidth());
                }
                for (int page = 0; page < pages.size(); page++) {
                    render(document, page, "report-" + variant.name().toLowerCase(Locale.ROOT) + "-" + page);
                }
            }
        }
    }
}
