package io.backstay.incident.print;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.backstay.incident.print.type.KnownFonts;
import io.backstay.incident.print.type.ReadingOrder;
import io.backstay.incident.print.type.Typefaces;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.regex.Matcher;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/// The report's page as a PDF with its own fonts.
final class ReportPdf {
    private static final String FONTS = "/io/backstay/assets/fonts/";
    private static final String REGULAR = "Inter-Regular.ttf";
    private static final String SEMI_BOLD = "Inter-SemiBold.ttf";
    private static final Map<String, Face> OWN = Map.of(
            REGULAR,
            new Face("Inter", 400),
            "Inter-Medium.ttf",
            new Face("Inter", 500),
            SEMI_BOLD,
            new Face("Inter", 600),
            "JetBrainsMono-Regular.ttf",
            new Face("JetBrains Mono", 400));
    /// Nothing else is ever loaded.
    private static final String OWN_PICTURE = "data:image/png;base64,";

    private static final int MARKS =
            1 << Character.NON_SPACING_MARK | 1 << Character.ENCLOSING_MARK | 1 << Character.COMBINING_SPACING_MARK;
    private static final Color MARK = new Color(0xe6, 0xf0, 0xfb);
    private static final float MARK_POINTS = 170;
    private static final double MARK_ANGLE = Math.toRadians(50);

    private ReportPdf() {}

    /// What one of our fonts is for a style sheet.
    private record Face(String family, int weight) {}

    /// @param page     as [ReportHtml#forPaper] writes it
    /// @param heading its date and whether every page gets the mark of a drill
    static byte[] of(String page, ReportHtml.Heading heading) {
        return of(page, heading, KnownFonts.ofMachine());
    }

    /// @param known the fonts that may be used besides our own
    static byte[] of(String page, ReportHtml.Heading heading, KnownFonts known) {
        XRLog.setLoggingEnabled(false);
        var document = new PDDocument();
        var builder = new PdfRendererBuilder();
        builder.usePDDocument(document);
        Typefaces.Shown shown = withinTypeface(page, known);
        builder.withHtmlContent(families(shown), null);
        builder.withProducer("Backstay");
        builder.useUriResolver((_, uri) -> uri.startsWith(OWN_PICTURE) ? uri : null);
        boolean composed = composes(shown.page());
        OWN.forEach((name, face) -> builder.useFont(
                new OwnFont(document, name, composed),
                face.family(),
                face.weight(),
                PdfRendererBuilder.FontStyle.NORMAL,
                true));
        for (int i = 0; i < shown.fonts().size(); i++) {
            byte[] font = shown.fonts().get(i);
            builder.useFont(
                    () -> new ByteArrayInputStream(font),
                    "Installed " + i,
                    400,
                    PdfRendererBuilder.FontStyle.NORMAL,
                    true);
        }
        if (shown.ordered()) {
            builder.useUnicodeBidiSplitter(ReadingOrder::new);
            builder.useUnicodeBidiReorderer(new ReadingOrder());
        }
        var bytes = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            if (heading.practice()) {
                mark(document);
            }
            date(document, heading.writtenAt());
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF in memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// The library takes the present moment for the date and for the id of the file.
    private static void date(PDDocument document, Instant writtenAt) {
        var date = GregorianCalendar.from(writtenAt.atZone(ZoneOffset.UTC));
        document.getDocumentInformation().setCreationDate(date);
        document.getDocumentInformation().setModificationDate(date);
        document.setDocumentId(writtenAt.toEpochMilli());
    }

    private static void mark(PDDocument document) throws IOException {
        PDFont font = own(document, SEMI_BOLD, false);
        float width = font.getStringWidth("DRILL") / 1000 * MARK_POINTS;
        for (PDPage page : document.getPages()) {
            var box = page.getMediaBox();
            try (var content = new PDPageContentStream(document, page, AppendMode.PREPEND, true, true)) {
                content.beginText();
                content.setFont(font, MARK_POINTS);
                content.setNonStrokingColor(MARK);
                var matrix = Matrix.getRotateInstance(MARK_ANGLE, box.getWidth() / 2, box.getHeight() / 2);
                matrix.translate(-width / 2, -MARK_POINTS / 3);
                content.setTextMatrix(matrix);
                content.showText("DRILL");
                content.endText();
            }
        }
    }

    /// Characters that the typeface lacks come from an installed font, or are named in words: a name is never silently
    /// shortened.
    private static Typefaces.Shown withinTypeface(String page, KnownFonts known) {
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(font(REGULAR)))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            return Typefaces.of(page, c -> glyphs.getGlyphId(c) != 0, known);
        } catch (IOException e) {
            throw new UncheckedIOException("the report's font cannot be read", e);
        }
    }

    /// The page with the installed fonts behind our own.
    private static String families(Typefaces.Shown shown) {
        if (shown.fonts().isEmpty()) {
            return shown.page();
        }
        var installed = new StringBuilder();
        for (int i = 0; i < shown.fonts().size(); i++) {
            installed.append(", \"Installed ").append(i).append('"');
        }
        // Those of equal width have a family of their own, behind which there is nothing but signs for "no letter".
        String rules = "body { font-family: Inter" + installed + "; }\ncode, .part#evidence td:last-child"
                + " { font-family: \"JetBrains Mono\"" + installed + "; }\n";
        return shown.page().replaceFirst("</style>", Matcher.quoteReplacement(rules + "</style>"));
    }

    /// Whether a letter and a mark above or below it may stand beside each other. Only then do our fonts need their
    /// table of substitutions (OpenType GSUB, feature `ccmp`), which the library searches anew for every run of
    /// text: that took six sevenths of a report's time.
    private static boolean composes(String page) {
        return page.codePoints().anyMatch(c -> (MARKS >> Character.getType(c) & 1) != 0);
    }

    private static PDFont own(PDDocument document, String name, boolean composed) throws IOException {
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(font(name)));
        font.setEnableGsub(composed);
        return PDType0Font.load(document, font, true);
    }

    /// One of our fonts in a document, read when the first letter of it is set.
    private static final class OwnFont extends PDFontSupplier {
        private final PDDocument document;
        private final String name;
        private final boolean composed;

        private OwnFont(PDDocument document, String name, boolean composed) {
            super(null);
            this.document = document;
            this.name = name;
            this.composed = composed;
        }

        @Override
        public PDFont supply() {
            try {
                return own(document, name, composed);
            } catch (IOException e) {
                throw new UncheckedIOException("the report's font " + name + " cannot be read", e);
            }
        }
    }

    private static InputStream font(String name) {
        InputStream in = ReportPdf.class.getResourceAsStream(FONTS + name);
        if (in == null) {
            throw new IllegalStateException("font " + name + " is not in the program");
        }
        return in;
    }
}
