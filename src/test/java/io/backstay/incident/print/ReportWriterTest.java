package io.backstay.incident.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseEntry;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.curve.Curve;
import io.backstay.policy.curve.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWriterTest {
    private static final Instant START = Instant.parse("2026-11-23T05:08:31.151863Z");

    @TempDir
    Path folder;

    @Test
    void allThreeFormsSayTheSameFacts() throws Exception {
        var written = ReportWriter.write(report("Harrow & Finch", true), folder.resolve("INC-0001 ü"));
        for (String text : List.of(
                Files.readString(written.markdown()), Files.readString(written.html()), textOf(written.pdf()))) {
            for (String fact : List.of(
                    "INC-0001",
                    "12,382",
                    "4 min 38 s",
                    "DRILL",
                    "Missing-info requests",
                    "2026-11-23 05:08:31.151",
                    "Does not hold",
                    "Exceeded",
                    "One person planned and approved",
                    "9c41e07b")) {
                assertTrue(text.contains(fact), () -> fact + " is not in " + text);
            }
        }
        try (Stream<Path> files = Files.list(written.pdf().getParent())) {
            assertEquals(3, files.count(), "no temporary file is left");
        }
    }

    @Test
    void thePdfHasItsTitleItsFontsAndPageNumbers() throws Exception {
        var written = ReportWriter.write(report("Harrow & Finch", true), folder);
        try (var pdf = Loader.loadPDF(written.pdf().toFile())) {
            assertEquals(
                    "INC-0001, Harrow & Finch lost Invoices",
                    pdf.getDocumentInformation().getTitle());
            int pages = pdf.getNumberOfPages();
            assertTrue(pages >= 2);
            for (int page = 1; page <= pages; page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String text = stripper.getText(pdf);
                assertTrue(text.contains("page " + page + " of " + pages), text);
                assertTrue(text.contains("Incident report INC-0001"), text);
                assertTrue(text.contains("DRILL"), text);
            }
            for (var page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(name).isEmbedded());
                }
            }
        }
    }

    @Test
    void onlyADrillIsMarkedAsOne() throws Exception {
        var written = ReportWriter.write(report("Harrow & Finch", false), folder);
        assertFalse(Files.readString(written.markdown()).contains("DRILL"));
        assertFalse(Files.readString(written.html()).contains("DRILL"));
        assertFalse(textOf(written.pdf()).contains("DRILL"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</title></style><img src=x onerror=alert(1)>",
                "![x](https://evil.example/pixel.png) [click](javascript:alert(1))",
                "| a | b |\n|---|---|\n# Heading\n- item\n1. one",
                "`code` *bold* _it_ ~~gone~~ &lt;b&gt; &#60;i> <!-- x --> ]]> <?php",
                "https://evil.example/ www.evil.example a@evil.example",
                "invoice\u202Egpj.exe\u200B\u0007\u001B[31m\u0000\uFEFF",
                "\uD800 lone surrogate",
            })
    void aHostileNameIsOnlyText(String name) throws Exception {
        var written = ReportWriter.write(report(name, false), folder);
        String html = Files.readString(written.html());
        String markdown = Files.readString(written.markdown());
        for (String tag : List.of("<script", "<img", "<a ", "<b>alert", "<i>", "<!--", "<?", "<del", "<em>")) {
            assertFalse(html.contains(tag), () -> tag + " in " + html);
        }
        assertEquals(1, count(html, "<h1>"));
        assertEquals(1, count(html, "</style>"));
        for (String text : List.of(html, markdown, textOf(written.pdf()))) {
            assertTrue(text.codePoints().noneMatch(ReportWriterTest::isHidden), () -> "hidden characters in " + text);
        }
        assertFalse(markdown.contains("https://evil"), markdown);
        assertEquals(1, markdown.lines().filter(line -> line.startsWith("# ")).count(), markdown);
    }

    @Test
    void aNameOutsideTheTypefaceIsShownInThePdfOrNamedInWordsAndNeverBoxed() throws Exception {
        var written = ReportWriter.write(report("王氏会计 & Müller, Ковалёв", false), folder);
        assertTrue(Files.readString(written.html()).contains("王氏会计"));
        String pdf = textOf(written.pdf());
        assertTrue(pdf.contains("Müller, Ковалёв"), pdf);
        assertTrue(pdf.contains("王氏会计") || pdf.contains("U+738B"), pdf);
        assertFalse(pdf.contains("\u25A1"), pdf);
        assertFalse(textOf(ReportWriter.write(report("Müller", false), folder).pdf())
                .contains("U+"));
    }

    @Test
    void theHtmlLoadsNothing() throws Exception {
        String html = Files.readString(
                ReportWriter.write(report("Harrow & Finch", true), folder).html());
        for (String loads : List.of("src=", "href=", "url(", "@import", "<link", "<script")) {
            assertFalse(html.contains(loads), loads);
        }
    }

    @Test
    void unclaimedWordsAreRefusedAndNothingIsWritten() throws IOException {
        for (String claim : List.of("Recovery is Guaranteed.", "There was zero data loss.")) {
            var plain = report("Harrow & Finch", false);
            var claiming = new IncidentReport(
                    plain.subject(),
                    claim,
                    plain.timeline(),
                    plain.measured(),
                    plain.counts(),
                    plain.proof(),
                    plain.approval(),
                    plain.limits(),
                    plain.versions(),
                    plain.writtenAt());
            var refused = assertThrows(BackstayException.class, () -> ReportWriter.write(claiming, folder));
            assertTrue(refused.failure() instanceof Failure.BadInput);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void noFormOfAnOrdinaryReportClaimsTooMuch() throws Exception {
        var written = ReportWriter.write(report("Harrow & Finch", true), folder);
        for (String text : List.of(
                Files.readString(written.markdown()), Files.readString(written.html()), textOf(written.pdf()))) {
            String lower = text.toLowerCase(Locale.ROOT);
            assertFalse(lower.contains("guaranteed") || lower.contains("zero data loss"));
        }
    }

    @Test
    void aFolderThatIsAFileIsAFailureWithAdvice() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        var refused =
                assertThrows(BackstayException.class, () -> ReportWriter.write(report("Harrow & Finch", true), file));
        assertTrue(refused.failure() instanceof Failure.Unwritable);
    }

    @Test
    void aReportWithoutAnyRestoreIsWrittenToo() throws Exception {
        var plain = report("Harrow & Finch", false);
        var nothing = new IncidentReport(
                new IncidentReport.Subject(
                        "INC-0002", "Nothing to restore", false, plain.subject().tenant(), "Invoices", null),
                "The loss is older than the oldest recovery point.",
                List.of(),
                new IncidentReport.Measured(null, null, 0, null),
                List.of(),
                null,
                new IncidentReport.Approval(null, List.of(), null),
                new IncidentReport.Limits(List.of(), List.of()),
                List.of(),
                START);
        String text = textOf(ReportWriter.write(nothing, folder).pdf());
        assertTrue(text.contains("nothing was restored") && text.contains("Not measured"), text);
    }

    private static boolean isHidden(int c) {
        boolean lineBreak = c == '\n' || c == '\r';
        return !lineBreak && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void theCurveStandsInEveryFormAndBesideThem() throws Exception {
        Asset asset = new Asset(
                new AssetId("orders"),
                "orders",
                AssetKind.DATABASE,
                Environment.PRODUCTION,
                "PostgreSQL",
                null,
                null,
                null,
                null,
                null,
                null,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new Observation("made", START));
        Duration day = Duration.ofDays(1);
        var curve = new AssetCurve(
                asset, Curve.of(Steps.upTo(day.multipliedBy(30), day, ""), Steps.NONE, Steps.upTo(day, day, "")));
        var written = ReportWriter.write(report("Harrow & Finch", true), curve, folder);
        assertTrue(Files.readString(written.markdown()).contains("](curve.svg)"));
        assertTrue(Files.readString(written.html()).contains("<svg xmlns"));
        assertTrue(Files.readString(folder.resolve("curve.svg")).endsWith("</svg>\n"));
        assertEquals(1720, ImageIO.read(folder.resolve("curve.png").toFile()).getWidth());
        byte[] first = Files.readAllBytes(written.pdf());
        try (PDDocument document = Loader.loadPDF(first)) {
            int pictures = 0;
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getXObjectNames()) {
                    pictures += page.getResources().isImageXObject(name) ? 1 : 0;
                }
            }
            assertEquals(1, pictures);
        }
        assertArrayEquals(
                first,
                Files.readAllBytes(ReportWriter.write(report("Harrow & Finch", true), curve, folder)
                        .pdf()));
    }

    static IncidentReport report(String name, boolean practice) {
        return new IncidentReport(
                new IncidentReport.Subject(
                        "INC-0001",
                        name + " lost Invoices",
                        practice,
                        new Tenant(new TenantId("1003"), name),
                        "Invoices",
                        START),
                "At 05:08 UTC a clean-up script deleted all client data of " + name + " in one transaction. The rows"
                        + " were recovered from the base backup and the write-ahead log, compared with the live"
                        + " database, and brought back in one transaction. What the firm had typed since was kept.",
                timeline(name),
                new IncidentReport.Measured(
                        Duration.ofMillis(240),
                        Duration.ofSeconds(278),
                        20,
                        new IncidentReport.Promise(
                                "Agentic Labs, Backup and Recovery",
                                "5. Recovery scenarios, tenant data deletion",
                                "Point-in-time restore to staging, targeted re-import. RTO 4 hours, RPO 5 minutes.",
                                Duration.ofMillis(100),
                                Duration.ofHours(4))),
                counts(),
                new Proof(
                        List.of(
                                new Claim(
                                        "Rows inserted",
                                        "12,382",
                                        "12,382",
                                        "pg_stat_xact_user_tables of this transaction, per table",
                                        true),
                                new Claim(
                                        "Other firms' rows changed",
                                        "0",
                                        "1",
                                        "rows whose xmin is this transaction, as a role that sees every row",
                                        false),
                                new Claim("Foreign keys that hold", "27", "27", "anti-join of every key", true)),
                        "812",
                        "backstay_prover",
                        START.plusSeconds(200),
                        12_382,
                        1),
                new IncidentReport.Approval(
                        "9c41e07b55d0a3cf2f8a9e0aa5b3f1c6c04d6a1d0e7f5b2a9c41e07b55d0a3cf",
                        List.of("Jonas Weber"),
                        "Practice on the lab; no second person is on call."),
                new IncidentReport.Limits(
                        List.of(
                                "One draft invoice was not brought back: its number had been used again.",
                                "Tokens and sessions were not revived."),
                        List.of("Backups hold nothing newer than the last archived commit.")),
                List.of(
                        new IncidentReport.Version("Backstay", "0.1.0"),
                        new IncidentReport.Version("PostgreSQL", "18.6")),
                START.plusSeconds(400));
    }

    private static List<CaseEntry> timeline(String name) {
        List<CaseEntry> entries = new ArrayList<>();
        entries.add(new CaseEntry(START, "Priya Nair", name + " reported the loss by phone."));
        for (int i = 1; i <= 24; i++) {
            entries.add(new CaseEntry(
                    START.plusSeconds(10L * i),
                    "Jonas Weber",
                    "Step " + i + ": the base backup was recovered into a scratch server and compared with live."));
        }
        return entries;
    }

    private static List<IncidentReport.Counts> counts() {
        return List.of(
                new IncidentReport.Counts("Clients", 302, 302, 3, 0),
                new IncidentReport.Counts("Jobs", 1233, 1233, 3, 0),
                new IncidentReport.Counts("Invoices", 1178, 1177, 1, 1),
                new IncidentReport.Counts("Invoice lines", 2719, 2719, 1, 0),
                new IncidentReport.Counts("Missing-info requests", 452, 452, 0, 0),
                new IncidentReport.Counts("Everything else", 6498, 6499, 0, 0));
    }

    private static String textOf(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
