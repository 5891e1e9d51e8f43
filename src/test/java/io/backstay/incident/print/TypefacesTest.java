package io.backstay.incident.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Characters that the PDF's own typeface lacks.
final class TypefacesTest {
    @TempDir
    Path folder;

    private String shown(String name, List<Path> folders) throws Exception {
        var heading = new ReportHtml.Heading("Report", "It", false, Instant.EPOCH);
        try (var pdf = Loader.loadPDF(ReportPdf.of(page(name), heading, folders))) {
            for (var page : pdf.getPages()) {
                for (var font : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(font).isEmbedded(), font.getName());
                }
            }
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private static String page(String name) {
        return "<html><head><style>body { font-family: Inter; }</style></head><body><p>" + name + "</p></body></html>";
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
    void aFontThatIsInstalledShowsItsCharactersAndRightToLeftStaysInWords() throws Exception {
        Path fonts = Files.createDirectories(folder.resolve("deep/er"));
        try (InputStream in = Objects.requireNonNull(
                getClass().getResourceAsStream("/io/backstay/assets/fonts/JetBrainsMono-Regular.ttf"))) {
            Files.copy(in, fonts.resolve("Mono.TTF"));
        }
        Files.writeString(fonts.resolve("broken.ttf"), "no font");
        String text = shown("Bar \u2588 of שלום", List.of(folder, folder.resolve("not there")));
        assertTrue(text.contains("Bar \u2588 of [4 characters of Hebrew script"), text);
    }

    @Test
    void aVeryLongNameIsCountedAndNotSpelledOut() {
        String text = Typefaces.of("小".repeat(100_000), _ -> false, List.of()).page();
        assertTrue(text.startsWith("[100000 characters of Han script: U+5C0F U+5C0F"), () -> text.substring(0, 80));
        assertTrue(text.length() < 200, "it is short");
        assertEquals("Zoë", Typefaces.of("Zoë", _ -> true, List.of()).page());
    }
}
