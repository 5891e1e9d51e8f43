package io.backstay.incident.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.claims.ClaimCheck;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.fact.Prose;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ReportWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports of one seeded case, for everybody who gets one and for each way in which it can end.
final class CaseReportTest {
    /// `./mvnw test -Dtest=CaseReportTest -Dbackstay.golden=write` writes the golden reports again, to be read in the
    /// difference.
    private static final boolean WRITE_GOLDEN = "write".equals(System.getProperty("backstay.golden"));

    private static final Path GOLDEN = Path.of("src/test/resources/io/backstay/incident/report");

    private static final Pattern BROKEN_TIME =
            Pattern.compile("\\d:\\s*\\n\\s*\\d\\d|[+]\\d\\d\\s*\\n:|\\d{4}-\\s*\\n\\d\\d");
    /// On pages of prose; the numbers of a table begin lines.
    private static final Pattern LONELY_NUMBER = Pattern.compile("(?m)[a-z)]\\s*\\n\\d{1,2}[.,]?\\s*$");

    @TempDir
    Path folder;

    private static List<ReportSection> drafted(CaseStory story, Variant variant) throws BackstayException {
        return Templates.draft(story, variant, null);
    }

    private ReportWriter.Written written(CaseStory story, Variant variant) throws BackstayException {
        var report = new CaseReport(story, variant);
        return ReportWriter.write(
                report.sheet(ReportState.DRAFT, drafted(story, variant), report.facts(), null, SeededCase.WRITTEN),
                folder.resolve(variant.name()));
    }

    private static String text(Path pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void theReportOfTheSeededCaseIsTheGoldenOne(Variant variant) throws Exception {
        String markdown = Files.readString(
                written(SeededCase.story(CaseStory.Ending.RESTORED), variant).markdown());
        Path golden = GOLDEN.resolve("golden-" + Templates.file(variant));
        if (WRITE_GOLDEN) {
            Files.writeString(golden, markdown);
        }
        assertEquals(Files.readString(golden), markdown);
    }

    @Test
    void everyDraftReadsWholeAndClaimsNothingWhateverTheEndingAndThePolicy() throws Exception {
        for (CaseStory.Ending ending : CaseStory.Ending.values()) {
            for (String policy :
                    List.of("tax-agent-portal", "daily-two-days", "expansive", "operations-strategy", "agentic-labs")) {
                CaseStory story = SeededCase.story(ending, "Harrow & Finch", policy);
                assertEquals(ending, story.ending());
                var promise = Objects.requireNonNull(story.promised().promise());
                var check = ClaimCheck.of(
                        story.promised().policy(),
                        new ClaimCheck.Numbers(
                                promise.rto(),
                                promise.quotation(),
                                Duration.ofHours(14).plusMinutes(47),
                                "here"));
                for (Variant variant : Variant.values()) {
                    List<Fact> facts = new CaseReport(story, variant).facts();
                    for (ReportSection section : drafted(story, variant)) {
                        String where = ending + " " + policy + " " + variant + " " + section;
                        assertEquals(List.of(), check.read(section.prose()), where);
                        Told told = Told.of(section.prose(), facts);
                        assertEquals(List.of(), told.placed(check.read(told.text())), where);
                        assertEquals(List.of(), CaseReport.objections(section.prose(), facts), where);
                        assertFalse(
                                section.prose().contains("[restored")
                                        || section.prose().contains("[with"),
                                where);
                    }
                    String summary = drafted(story, variant).getFirst().prose();
                    assertTrue(summary.contains("{{reported-at}}"), summary);
                }
            }
        }
    }

    @Test
    void everyFactHasAnIdOfTheListAndItsSource() throws Exception {
        Set<String> seen = new HashSet<>();
        for (CaseStory.Ending ending : CaseStory.Ending.values()) {
            for (Variant variant : Variant.values()) {
                CaseStory story = SeededCase.story(ending, "Harrow & Finch", "agentic-labs");
                Set<String> ids = new HashSet<>();
                for (Fact fact : new CaseReport(story, variant).facts()) {
                    assertTrue(FactNames.canBe(fact.id()), fact.id());
                    assertTrue(ids.add(fact.id()), fact.id() + " is there twice");
                    assertFalse(fact.words().isBlank() || fact.source().isBlank(), fact.toString());
                }
                seen.addAll(ids);
            }
        }
        assertTrue(
                seen.containsAll(List.of("lost-in-invoices", "rows-left-out", "record-root", "rto-result")),
                seen::toString);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void whatAVariantLeavesOutIsInNoneOfItsForms(Variant variant) throws Exception {
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
        var written = written(story, variant);
        boolean open = variant == Variant.INTERNAL || variant == Variant.AUDITOR;
        for (String form :
                List.of(Files.readString(written.markdown()), Files.readString(written.html()), text(written.pdf()))) {
            String flat = form.replaceAll("\\s+|\\\\", "");
            for (String inside : List.of(
                    SeededCase.STAFF,
                    SeededCase.HOST,
                    SeededCase.BUCKET,
                    SeededCase.OTHER,
                    SeededCase.HASH,
                    "Amara Okafor",
                    "R-0001",
                    "called back")) {
                assertEquals(open, flat.replace("&amp;", "&").contains(inside.replaceAll("\\s+", "")), inside);
            }
            for (String all : List.of("INC-0031", "Harrow", "2 h 50 min", "2 h 47 min", "14 h 47 min", "2,763 rows")) {
                assertTrue(flat.contains(all.replaceAll("\\s+", "")), all + " is not in " + form);
            }
            assertEquals(variant == Variant.AUDITOR, flat.contains("771204") && flat.contains("backstay_auditor"));
            assertEquals(open, flat.contains("A.8.13") && flat.contains("A.5.29"));
            assertEquals(variant != Variant.CUSTOMER, flat.contains("firm_01J8QW7T4K"));
            assertEquals(variant != Variant.CUSTOMER, flat.contains("Otherfirms'rowschanged"));
        }
    }

    @Test
    void aFactThatThereIsNotIsNamedWithItsLineAndWhatWasMeant() throws Exception {
        List<Fact> facts = new CaseReport(SeededCase.story(CaseStory.Ending.RESTORED), Variant.CUSTOMER).facts();
        String prose = "Fine: {{rows-restored}}.\nBut {{rows-restore}} and {{plan-hash}}.";
        List<Objection> found = CaseReport.objections(prose, facts);
        assertEquals(2, found.size());
        Objection typed = found.getFirst();
        assertEquals("{{rows-restore}}", prose.substring(typed.from(), typed.to()));
        assertTrue(typed.why().startsWith("Line 2: this report has no fact rows-restore."), typed.why());
        assertEquals("{{rows-restored}}", typed.instead());
        assertTrue(
                found.getLast().why().contains("this variant does not know it"),
                found.getLast().why());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no heading at all",
                "## sumary: Summary\nwords",
                "## summary: One\n## summary: Two",
                "## summary: Summary\nIt took {{rto-mesured}}."
            })
    void aTemplateThatNobodyCouldUseIsRefusedWithItsLine(String text) {
        var refused = assertThrows(
                BackstayException.class, () -> Template.parse("own.md", text, Locked.sections(Variant.INTERNAL)));
        assertTrue(
                refused.failure().message().startsWith("own.md, line "),
                refused.failure().message());
    }

    @Test
    void templatesAreWrittenOutEditedAndUsed() throws Exception {
        Templates.write(folder);
        Path own = folder.resolve("customer.md");
        Files.writeString(own, "## summary: Dear customer\n[restored] All good: {{rows-restored}}.\n[not-yet] Wait.\n");
        List<ReportSection> sections =
                Templates.draft(SeededCase.story(CaseStory.Ending.RESTORED), Variant.CUSTOMER, folder);
        assertEquals("Dear customer", sections.getFirst().title());
        assertEquals("All good: {{rows-restored}}.", sections.getFirst().prose());
        assertEquals(
                Locked.sections(Variant.CUSTOMER),
                sections.stream().map(ReportSection::id).toList());
        CaseReport.require(Variant.CUSTOMER, sections);
    }

    @Test
    void whatIsKeptOfARestoreAndAReportIsReadAgainAsItWas() throws Exception {
        RestoreOutcome outcome =
                Objects.requireNonNull(SeededCase.story(CaseStory.Ending.PARTLY).outcome());
        assertEquals(outcome, Json.parse("it", Json.compact(outcome), RestoreOutcome.class));
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
        var stored = new StoredReport(
                ReportState.FINAL,
                drafted(story, Variant.NDA),
                new StoredReport.Cut(SeededCase.WRITTEN, 3, 4, 51, null, "record", null),
                new CaseReport(story, Variant.NDA).facts(),
                SeededCase.curve());
        assertEquals(stored, Json.parse("it", Json.compact(stored), StoredReport.class));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void hostileNamesAndProseAreHarmlessInEveryForm(Variant variant) throws Exception {
        String hostile = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202Eevil {{rows-lost}}"
                + " ![x](http://e/x.png) \uE000a\uE001b\uE002";
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED, hostile, "tax-agent-portal");
        var report = new CaseReport(story, variant);
        List<ReportSection> sections = drafted(story, variant).stream()
                .map(section -> new ReportSection(
                        section.id(),
                        section.title() + hostile,
                        section.prose() + "\n\n" + hostile
                                + " [l](javascript:alert(1)) [t](http://a \"{{rows-lost}} \uE000\")"
                                + "\n\n<img src=x onerror=alert(1)>\n\n" + "*a ".repeat(500) + "\n\n" + ">".repeat(200)
                                + "x"
                                        .repeat(
                                                section.id().equals("help")
                                                                || section.id().equals("evidence")
                                                        ? 50_000
                                                        : 9)))
                .toList();
        var written = ReportWriter.write(
                report.sheet(ReportState.DRAFT, sections, report.facts(), null, SeededCase.WRITTEN),
                folder.resolve("h"));
        String html = Files.readString(written.html());
        String markdown = Files.readString(written.markdown());
        for (String form : List.of(html, markdown)) {
            assertFalse(form.contains("\u202E") || form.contains("\uE000") || form.contains("\uE002"), "hidden");
            String active = form.replace("\\<", "");
            assertFalse(active.contains("<script") || active.contains("<img src=x"), "tags");
            assertFalse(form.contains("(javascript:") || form.contains("\"javascript:"), "addresses");
        }
        assertFalse(html.contains("<img"), "pictures of others");
        assertFalse(markdown.contains("![x]"), "pictures of others");
        assertTrue(text(written.pdf()).contains("U+202E"), "what hides is spelled out");
    }

    @Test
    void proseKeepsItsFormAroundItsFacts() throws Exception {
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
        var report = new CaseReport(story, Variant.CUSTOMER);
        List<ReportSection> sections = drafted(story, Variant.CUSTOMER).stream()
                .map(section -> section.id().equals("summary")
                        ? new ReportSection("summary", "What happened", "**Back:** {{rows-restored}}\n\n- one\n- two\n")
                        : section)
                .toList();
        var written = ReportWriter.write(
                report.sheet(ReportState.DRAFT, sections, report.facts(), null, SeededCase.WRITTEN),
                folder.resolve("p"));
        String html = Files.readString(written.html());
        assertTrue(
                html.contains("<strong>Back:</strong> <span class=\"fact\">2,763 <span class=\"keep\">rows"
                        + "<sup><a href=\"#fact-rows-restored\">1</a></sup></span></span>"),
                html);
        assertTrue(html.contains("<li>one</li>") && html.contains("id=\"fact-rows-restored\""), html);
        String markdown = Files.readString(written.markdown());
        assertTrue(markdown.contains("**Back:** 2,763 rows[^rows-restored]"), markdown);
        assertTrue(markdown.contains("\n[^rows-restored]: 2,763 rows (source: our record of the restore)"), markdown);
        assertEquals(
                "**Back:** {{rows-restored}}\n\n- one\n- two\n",
                Prose.of(sections.getFirst().prose()).text());
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void measuredStandsAgainstThePromiseOfThatDayAndNotOfToday(Variant variant) throws Exception {
        var then = new IncidentReport.Promise(
                "tax-agent-portal", "2", "Back in 2 h.", Duration.ofHours(12), Duration.ofHours(2));
        CaseStory story = SeededCase.against(SeededCase.story(CaseStory.Ending.RESTORED), then);
        String markdown = Files.readString(written(story, variant).markdown());
        assertTrue(markdown.contains("| Work lost (RPO) | at most 12 h | 14 h 47 min | Exceeded |"), markdown);
        assertTrue(markdown.contains("| Time to restore (RTO) | at most 2 h | 2 h 50 min | Exceeded |"), markdown);
        assertTrue(
                markdown.contains("> Back in 2 h.")
                        && markdown.contains("Source: " + story.promised().name("tax-agent-portal")),
                markdown);
        List<Fact> facts = new CaseReport(story, variant).facts();
        for (String each : List.of("rto-promised 2 h", "rto-result longer than", "rpo-result longer than")) {
            assertTrue(facts.stream().anyMatch(fact -> (fact.id() + " " + fact.words()).equals(each)), each);
        }
        assertEquals(
                variant.isOpen(),
                markdown.contains("RPO: 14 h 47 min, promised at most 12 h: exceeded; RTO: 2 h 50 min, promised"));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void aCaseIsNeverHeldAgainstThePromiseOfAnotherPolicy(Variant variant) throws Exception {
        var foreign = new IncidentReport.Promise(
                "agentic-labs", "2", "Back in 2 h.", Duration.ofHours(12), Duration.ofHours(2));
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
        String markdown = Files.readString(
                written(SeededCase.against(story, foreign), variant).markdown());
        assertFalse(markdown.contains("Back in 2 h."), markdown);
        assertEquals(Files.readString(written(story, variant).markdown()), markdown);
    }

    @Test
    void aNumberOfOursIsObjectedToAndAFactIsNot() throws Exception {
        CaseStory story = SeededCase.story(CaseStory.Ending.RESTORED);
        List<Fact> facts = new CaseReport(story, Variant.INTERNAL).facts();
        var check = ClaimCheck.of(
                story.promised().policy(),
                new ClaimCheck.Numbers(null, null, Duration.ofHours(14).plusMinutes(47), "here"));
        Told said = Told.of("The loss was {{rpo-measured}}, found {{lost-give-or-take}} late.", facts);
        assertEquals(List.of(), said.placed(check.read(said.text())));
        Told typed = Told.of("The loss was 14 h 40 min, not {{rpo-measured}}.", facts);
        assertEquals(
                List.of("14 h 40 min"),
                typed.placed(check.read(typed.text())).stream()
                        .map(Objection::words)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = Variant.class,
            names = {"CUSTOMER", "NDA"})
    void whereAPartCameBackTheSectionOfWhatIsMissingNeverStaysEmpty(Variant variant) throws Exception {
        CaseStory part = SeededCase.amiss();
        assertEquals(CaseStory.Ending.PARTLY, part.ending());
        List<String> loss = drafted(part, variant).stream()
                .filter(section -> section.id().equals("loss"))
                .map(ReportSection::prose)
                .toList();
        assertEquals(List.of("What is missing is not known yet."), loss);
    }

    @ParameterizedTest
    @EnumSource(
            value = Variant.class,
            names = {"CUSTOMER", "AUDITOR"})
    void noLineEndsWithinATimeOrBeforeTheNumberOfItsSource(Variant variant) throws Exception {
        for (int width = 0; width < 2; width++) {
            CaseStory story = SeededCase.story(
                    CaseStory.Ending.RESTORED, "Harrow & Finch" + " xx".repeat(width), "tax-agent-portal");
            String text = text(written(story, variant).pdf());
            assertFalse(BROKEN_TIME.matcher(text).find(), text);
            assertFalse(LONELY_NUMBER.matcher(text).find(), text);
        }
    }

    @Test
    void aSectionWithNothingInItIsNotWritten() throws Exception {
        CaseStory story = SeededCase.story(CaseStory.Ending.NOT_YET);
        var report = new CaseReport(story, Variant.CUSTOMER);
        List<ReportSection> sections = drafted(story, Variant.CUSTOMER).stream()
                .map(section -> section.id().equals("impact")
                        ? new ReportSection(section.id(), "What was affected", " ")
                        : section)
                .toList();
        var written = ReportWriter.write(
                report.sheet(ReportState.DRAFT, sections, report.facts(), null, SeededCase.WRITTEN),
                folder.resolve("e"));
        assertFalse(Files.readString(written.markdown()).contains("What was affected"));
        assertFalse(Files.readString(written.html()).contains("What was affected"));
        assertTrue(Files.readString(written.markdown()).contains("## When it happened"));
    }
}
