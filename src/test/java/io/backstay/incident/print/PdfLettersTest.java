package io.backstay.incident.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.fact.Fact;
import io.backstay.incident.print.type.FontFiles;
import io.backstay.incident.print.type.KnownFonts;
import io.backstay.incident.print.type.Typefaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Characters that the PDF's own typeface lacks.
final class PdfLettersTest {
    private static final String ARABIC_FORMS = "\uFEE3\uFEAE\uFEA3\uFE92\uFE8E";

    @TempDir
    Path folder;

    private String shown(String name, List<Path> folders) throws Exception {
        try (var pdf = Loader.loadPDF(pdf(name, folders))) {
            for (var page : pdf.getPages()) {
                for (var font : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(font).isEmbedded(), font.getName());
                }
            }
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private static byte[] pdf(String name, List<Path> folders) {
        return ReportPdf.of(
                page(name), new ReportHtml.Heading("Report", "It", false, Instant.EPOCH), KnownFonts.in(folders));
    }

    private static String page(String name) {
        return "<html><head><style>body { font-family: Inter; } code, .part#evidence td:last-child { font-family:"
                + " \"JetBrains Mono\"; }</style></head><body><p>" + name + "</p></body></html>";
    }

    /// The letters of the first line by where they stand, spaces left out.
    private static String fromLeft(byte[] pdf) throws Exception {
        List<TextPosition> letters = letters(pdf);
        float line = letters.getFirst().getY();
        return fromLeft(letters.stream().filter(letter -> letter.getY() == line).toList());
    }

    private static String fromLeft(List<TextPosition> line) {
        return line.stream()
                .filter(letter -> !letter.getUnicode().isBlank())
                .sorted(Comparator.comparingDouble(TextPosition::getX))
                .map(TextPosition::getUnicode)
                .collect(Collectors.joining());
    }

    private static List<TextPosition> letters(byte[] pdf) throws Exception {
        List<TextPosition> letters = new ArrayList<>();
        try (var document = Loader.loadPDF(pdf)) {
            var reader = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    letters.add(text);
                }
            };
            reader.getText(document);
        }
        return letters;
    }

    @Test
    void whereNoFontIsInstalledANameIsSaidInWordsAndNeverInBoxes() throws Exception {
        String text = shown("Firm 小林 of שלום and مرحبا, 😀, \u2588", List.of());
        for (String words : List.of(
                "Firm [2 characters of Han script: U+5C0F U+6797] of",
                "[4 characters of Hebrew script: U+05E9 U+05DC U+05D5 U+05DD]",
                "[5 characters of Arabic script: U+0645 U+0631 U+062D U+0628 U+0627]",
                "[1 character: U+1F600]",
                "[1 character: U+2588]",
                "the other forms of this report have the characters themselves")) {
            assertTrue(text.contains(words), words + " is not in " + text);
        }
        assertFalse(text.contains("\u25A1"), text);
    }

    @Test
    void aLetterWithAMarkOfItsOwnIsSetAsOneLetter() throws Exception {
        List<String> set = letters(pdf("Rene\u0301", List.of())).stream()
                .map(TextPosition::getUnicode)
                .filter(letter -> !letter.isBlank())
                .toList();
        assertEquals(List.of("R", "e", "n", "\u00E9"), set);
    }

    @Test
    void fontsOfEveryKindShowTheirCharactersAndABrokenOneIsNone() throws Exception {
        Path fonts = Files.createDirectories(folder.resolve("deep/er"));
        Files.write(fonts.resolve("Bars.TTF"), FontFiles.bars("\u2588"));
        Files.write(
                fonts.resolve("two.ttc"),
                FontFiles.collection(List.of(FontFiles.bars("小"), FontFiles.bars("林\uD842\uDFB7"))));
        Files.write(fonts.resolve("disc.otf"), FontFiles.disc('大'));
        Files.writeString(fonts.resolve("broken.ttf"), "no font");
        String text = shown("Bar \u2588 of 小林, \uD842\uDFB7, 大 and ภาษา", List.of(folder, folder.resolve("not there")));
        assertTrue(text.contains("Bar \u2588 of 小林, \uD842\uDFB7, 大 and [4 characters of Thai script"), text);
    }

    @Test
    void whatIsWrittenInLettersOfEqualWidthHasTheInstalledFontsToo() throws Exception {
        Files.write(folder.resolve("bars.ttf"), FontFiles.bars("小林"));
        String text = shown(
                "a <code>小</code> b</p><div class=\"part\" id=\"evidence\"><table><tr><td>c</td><td>林</td></tr>"
                        + "</table></div><p>d",
                List.of(folder));
        assertTrue(text.contains("小") && text.contains("林") && !text.contains("#"), text);
    }

    @Test
    void aFactFromRightToLeftStaysWholeAndItsSourceStandsBehindIt() throws Exception {
        Files.write(folder.resolve("hebrew.ttf"), FontFiles.bars("אבגדהוז"));
        assertEquals("Firmדהגבא1was", line(ofFact("אבג הד")));
        assertEquals("Firm5גבא1was", line(ofFact("אבג 5")));
    }

    private byte[] ofFact(String words) {
        var marked = new Marked(List.of(new Fact("firm", words, "intake")));
        String body = marked.numbers(ReportHtml.rendered(marked.put("Firm {{firm}} was")));
        var heading = new ReportHtml.Heading("Report", "It", false, Instant.EPOCH);
        return ReportPdf.of(ReportHtml.paper(heading, ReportHtml.kept(body)), heading, KnownFonts.in(List.of(folder)));
    }

    /// The line that says of a firm, with the numbers of sources above it.
    private static String line(byte[] pdf) throws Exception {
        List<TextPosition> letters = letters(pdf);
        float line = letters.stream()
                .filter(letter -> letter.getUnicode().equals("F"))
                .findFirst()
                .orElseThrow()
                .getY();
        return fromLeft(letters.stream()
                .filter(letter -> Math.abs(letter.getY() - line) < letter.getFontSizeInPt())
                .toList());
    }

    @Test
    void aNameFromRightToLeftStandsInItsOrderInAnEnglishSentence() throws Exception {
        Files.write(folder.resolve("hebrew.ttf"), FontFiles.bars("אבגדהוז"));
        assertEquals("Firm(2)דהגבאwas", fromLeft(pdf("Firm אבג הד (2) was", List.of(folder))));
        assertEquals(
                "Firmגבאwas",
                fromLeft(pdf("Firm <span class=\"fact\">אבג</span> was", List.of(folder))),
                "a fact in its own tag");
    }

    @Test
    void arabicLettersAreJoinedAndAWordIsNeverHalfShown() throws Exception {
        Files.write(folder.resolve("arabic.ttf"), FontFiles.bars(ARABIC_FORMS));
        assertEquals(
                "x" + new StringBuilder(ARABIC_FORMS).reverse() + "y", fromLeft(pdf("x مرحبا y", List.of(folder))));
        String half = shown("x مرحباب y", List.of(folder));
        assertTrue(half.contains("[6 characters of Arabic script: U+0645 U+0631 U+062D U+0628 U+0627 U+0628]"), half);
    }

    @Test
    void joinersAndSelectorsAreNotNamed() throws Exception {
        Files.write(folder.resolve("heart.ttf"), FontFiles.bars("\u2764"));
        assertTrue(shown("a \u2764\uFE0F b", List.of(folder)).contains("a \u2764 b"));
    }

    @Test
    void theSameFontsGiveTheSameBytes() throws Exception {
        Files.write(folder.resolve("disc.otf"), FontFiles.disc('大'));
        assertTrue(
                java.util.Arrays.equals(pdf("x 大 y", List.of(folder)), pdf("x 大 y", List.of(folder))),
                "the same bytes");
    }

    @Test
    void aVeryLongNameIsCountedAndNotSpelledOut() {
        String text = Typefaces.of("小".repeat(100_000), _ -> false, KnownFonts.in(List.of()))
                .page();
        assertTrue(text.startsWith("[100000 characters of Han script: U+5C0F U+5C0F"), () -> text.substring(0, 80));
        assertTrue(text.length() < 200, "it is short");
        assertEquals(
                "Zoë", Typefaces.of("Zoë", _ -> true, KnownFonts.in(List.of())).page());
    }
}
