package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report of a case on the command line, from its draft until it is final.
final class ReportLineTest {
    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        Path manifest = Files.writeString(folder.resolve("estate.json"), """
                {"format": "backstay-manifest/1", "exportedAt": "2026-03-16T01:00:00Z", "estate": "Made",
                 "assets": [{"id": "db", "kind": "database", "environment": "production"}],
                 "recoveryPoints": [], "restoreTests": []}
                """);
        Ran opened = ran(
                "incident",
                "new",
                "--policy",
                "tax-agent-portal",
                "--firm",
                "Harrow & Finch",
                "--dataset",
                "invoices",
                "--around",
                "2026-03-13T17:51",
                "--zone",
                "Australia/Melbourne",
                "--asked-by",
                "Priya Nair",
                "--manifest",
                manifest.toString());
        assertTrue(opened.code() <= 2 && opened.out().contains("INC-0001"), opened::toString);
    }

    private Ran ran(String... line) {
        return Offline.line(folder, line);
    }

    private Ran report(String variant, String... more) {
        List<String> line = new ArrayList<>(List.of("incident", "report", "INC-0001", "--variant", variant));
        line.addAll(List.of(more));
        return ran(line.toArray(String[]::new));
    }

    @Test
    void aReportIsDraftedAndWrittenForEverybodyAndStandsInTheRecord() throws Exception {
        for (String variant : List.of("internal", "customer", "nda", "auditor")) {
            Ran ran = report(variant);
            assertEquals(0, ran.code(), ran::toString);
            Path own = folder.resolve("home/reports/INC-0001").resolve(variant);
            for (String form : List.of("report.md", "report.html", "report.pdf")) {
                assertTrue(Files.size(own.resolve(form)) > 1_000, form);
            }
            String markdown = Files.readString(own.resolve("report.md"));
            assertTrue(markdown.contains("Harrow & Finch"), markdown);
            assertFalse(markdown.contains("(?"), "a key that nobody knows is not shown");
        }
        assertTrue(ran("audit", "show", "--json").out().contains("incident.report-write"));
        List<String> written = ran("incident", "show", "INC-0001")
                .out()
                .lines()
                .filter(line -> line.contains("Report written: under nda"))
                .toList();
        assertEquals(1, written.size());
        assertTrue(written.getFirst().contains("#"), "the line names its entry of the record");
    }

    @Test
    void proseIsEditedOutsideAndComesBack() throws Exception {
        Path prose = folder.resolve("prose.md");
        Ran out = report("customer", "--edit-out", prose.toString());
        assertEquals(0, out.code(), out::toString);
        assertFalse(Files.exists(folder.resolve("home/reports/INC-0001/customer")), "prose alone was asked for");
        String text = Files.readString(prose);
        Files.writeString(
                prose, text.replace("## cause: Why it happened", "## cause: Why\n\nA *bulk* clean-up at {{firm}}."));
        Ran back = report(
                "customer",
                "--edit-in",
                prose.toString(),
                "--out",
                folder.resolve("out").toString());
        assertEquals(0, back.code(), back::toString);
        String markdown = Files.readString(folder.resolve("out/report.md"));
        assertTrue(markdown.contains("## Why\n\nA *bulk* clean-up at Harrow & Finch[^firm]."), markdown);
        assertEquals(3, report("nda", "--edit-in", prose.toString()).code(), "another variant has other sections");
    }

    @Test
    void aClaimOrAFactThatThereIsNotStandsInTheWayOfWritingAndOfTheEnd() throws Exception {
        Path prose = folder.resolve("prose.md");
        report("customer", "--edit-out", prose.toString());
        String text = Files.readString(prose);
        Files.writeString(
                prose,
                text.replace(
                        "## cause: Why it happened",
                        "## cause: Why\n\nWe give you a guaranteed recovery.\nIt took {{rto-mesured}}."));
        Path out = folder.resolve("out");
        Ran refused = report("customer", "--edit-in", prose.toString(), "--out", out.toString(), "--final");
        assertEquals(1, refused.code(), refused::toString);
        assertTrue(refused.out().contains("guaranteed recovery"), refused.out());
        assertTrue(refused.out().contains("this report has no fact rto-mesured"), refused.out());
        assertFalse(Files.exists(out), "nothing is written");
        assertTrue(report("customer", "--json").out().contains("\"state\" : \"draft\"")
                || report("customer", "--json").out().contains("\"state\": \"draft\""));

        Files.writeString(
                prose,
                text.replace("## cause: Why it happened", "## cause: Why\n\nWe give you a guaranteed recovery."));
        assertEquals(1, report("customer", "--edit-in", prose.toString()).code());
        assertEquals(
                1,
                report("customer", "--keep", "no-such-rule", "--reason", "counsel agreed")
                        .code());
        Ran kept = report("customer", "--keep", "all", "--reason", "counsel agreed", "--out", out.toString());
        assertEquals(0, kept.code(), kept::toString);
        assertTrue(Files.readString(out.resolve("report.md")).contains("guaranteed recovery"));
    }

    private void close(String outcome) {
        assertEquals(
                0,
                ran("incident", "close", "INC-0001", "--outcome", outcome, "--why", "it is over")
                        .code());
    }

    @Test
    void picturesOfAnotherReportDoNotStayInAFolderThatIsHandedOn() throws Exception {
        Path out = folder.resolve("out");
        assertEquals(0, report("internal", "--out", out.toString()).code());
        for (String old : List.of("curve.svg", "curve.png", "rows.svg", "logo.png")) {
            Files.writeString(out.resolve(old), "of another report");
        }
        Files.writeString(out.resolve("mine.txt"), "somebody's own");
        assertEquals(0, report("customer", "--out", out.toString()).code());
        for (String old : List.of("curve.svg", "curve.png", "rows.svg", "logo.png")) {
            assertFalse(Files.exists(out.resolve(old)), old);
        }
        assertTrue(Files.exists(out.resolve("mine.txt")) && Files.exists(out.resolve("report.pdf")));
    }

    private void action(String what) {
        assertEquals(
                0,
                ran("incident", "action", "INC-0001", what, "--owner", "Mira", "--due", "2027-01-24")
                        .code());
    }

    @Test
    void aClaimIsReadAndKeptWithTheWordsOfTheFactsInIt() throws Exception {
        Path prose = folder.resolve("prose.md");
        report("customer", "--edit-out", prose.toString());
        String text = Files.readString(prose);
        Files.writeString(
                prose,
                text.replace("## cause: Why it happened", "## cause: Why\n\nWe give {{firm}} a guaranteed recovery."));
        Ran refused = report("customer", "--edit-in", prose.toString(), "--json");
        assertTrue(refused.out().contains("We give Harrow & Finch a guaranteed recovery."), refused.out());
        assertEquals(
                0,
                report("customer", "--keep", "all", "--reason", "counsel agreed")
                        .code());
        Path told = Files.writeString(folder.resolve("told.txt"), "We give Harrow & Finch a guaranteed recovery.");
        Ran claims = ran("incident", "claims", told.toString(), "--case", "INC-0001");
        assertEquals(0, claims.code(), "one check in one form: " + claims);
    }

    @Test
    void aFinalReportSaysTheSameWhateverHappensLater() throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        close("not-restored");
        Ran done = report("internal", "--final", "--out", first.toString());
        assertEquals(0, done.code(), done::toString);
        assertTrue(Files.readString(first.resolve("report.md")).contains("| State | Final |"));
        assertEquals(
                0, ran("incident", "note", "INC-0001", "Something came later").code());
        assertEquals(0, ran("incident", "declare", "INC-0001").code());
        action("Keep snapshots for a week");
        close("restored");
        assertEquals(0, report("internal", "--out", second.toString()).code());
        for (String form : List.of("report.md", "report.html", "report.pdf")) {
            assertArrayEquals(Files.readAllBytes(first.resolve(form)), Files.readAllBytes(second.resolve(form)), form);
        }
        Path prose = folder.resolve("prose.md");
        assertEquals(0, report("internal", "--edit-out", prose.toString()).code());
        assertEquals(
                0,
                report("internal", "--edit-in", prose.toString(), "--out", second.toString())
                        .code());
        String again = Files.readString(second.resolve("report.md"));
        assertTrue(again.contains("| State | Draft |") && again.contains("Something came later"), again);
    }

    @Test
    void ownTemplatesAreWrittenOutAndDraftTheReport() throws Exception {
        Path templates = folder.resolve("templates");
        assertEquals(
                0,
                ran("incident", "report", "--template-out", templates.toString())
                        .code());
        assertEquals(
                3,
                ran("incident", "report", "--template-out", templates.toString())
                        .code(),
                "nothing is replaced");
        Files.writeString(templates.resolve("nda.md"), "## summary: In short\n[not-yet] We look for {{dataset}}.\n");
        Path out = folder.resolve("out");
        assertEquals(
                0,
                report("nda", "--template", templates.toString(), "--out", out.toString())
                        .code());
        assertTrue(
                Files.readString(out.resolve("report.md")).contains("## In short\n\nWe look for invoices[^dataset]."));
        Files.writeString(templates.resolve("nda.md"), "## summary: In short\nWe look for {{datasets}}.\n");
        Ran refused = report("nda", "--template", templates.toString());
        assertEquals(3, refused.code(), refused::toString);
        assertTrue(
                refused.err().contains("line 2") && refused.err().contains("perhaps dataset is meant"), refused.err());
    }

    @Test
    void aViewerMayNotWriteAReport() throws Exception {
        Files.writeString(
                folder.resolve("home/roles.json"),
                "{\"format\": \"backstay-roles/1\", \"people\": {\"tester\": \"viewer\"}}");
        Path out = folder.resolve("out");
        Ran refused = report("customer", "--out", out.toString());
        assertEquals(3, refused.code(), refused::toString);
        assertFalse(Files.exists(out));
    }
}
