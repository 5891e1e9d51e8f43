package io.backstay.incident.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ReportWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a report says of what was measured: of a restore that was undone, that nobody asked, or that had no policy.
final class MeasuredReportTest {
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

    @ParameterizedTest
    @EnumSource(Variant.class)
    void aRestoreThatWasTakenBackIsNotToldAsIfItStood(Variant variant) throws Exception {
        CaseStory before = SeededCase.story(CaseStory.Ending.RESTORED);
        assertFalse(drafted(before, variant).toString().contains("{{undone-at}}"));
        CaseStory undone = SeededCase.undone(before);
        assertEquals(CaseStory.Ending.NOT_YET, undone.ending());
        assertTrue(drafted(undone, variant).toString().contains("was undone at {{undone-at}}"));
        String markdown = Files.readString(written(undone, variant).markdown());
        for (String untrue :
                List.of("| Within |", "came back, as", "is back:", "no claim that", "Nothing was written")) {
            assertFalse(markdown.contains(untrue), untrue + " stands in " + markdown);
        }
        assertTrue(markdown.contains("| Work lost (RPO) | at most 1 d | – | Not measured |"), markdown);
        assertTrue(markdown.contains("| Brought back, then undone |"), markdown);
        List<String> facts =
                new CaseReport(undone, variant).facts().stream().map(Fact::id).toList();
        assertTrue(facts.contains("rows-undone") && !facts.contains("rows-restored"), facts::toString);
        String drafted = drafted(undone, variant).toString();
        assertTrue(drafted.contains("The undo took {{rows-undone}} away again."), drafted);
        assertTrue(markdown.contains("The undo took 2,751 rows") && markdown.contains("put 4 rows"), markdown);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void whatNobodyCountedOfAnUndoIsNoNumber(Variant variant) throws Exception {
        CaseStory counted = SeededCase.undone(SeededCase.story(CaseStory.Ending.RESTORED));
        Recovery was = counted.recovery();
        var undone = new RestoreUndone("R-0001", Objects.requireNonNull(was.undoneAt()));
        assertEquals(
                undone,
                Json.parse("it", "{\"restore\":\"R-0001\",\"at\":\"2026-03-16T09:00:00Z\"}", RestoreUndone.class));
        var story = new CaseStory(
                counted.file(),
                counted.intake(),
                counted.standing(),
                counted.promised(),
                new Recovery(was.outcome(), was.declaredAt(), null, undone, null),
                counted.kept());
        String prose = drafted(story, variant).toString();
        assertTrue(prose.contains("was undone at {{undone-at}}") && !prose.contains("The undo"), prose);
    }

    private static CaseStory restoredElsewhere(CaseStory story, CaseState state) {
        CaseFile was = story.file();
        var file = new CaseFile(
                was.id(),
                was.title(),
                was.tenant(),
                was.practice(),
                state,
                was.openedAt(),
                state == CaseState.OPEN ? null : was.closedAt(),
                was.report());
        Instant at = SeededCase.WRITTEN;
        var recovery = new Recovery(story.recovery().outcome(), null, at, null, at);
        return new CaseStory(file, story.intake(), story.standing(), story.promised(), recovery, story.kept());
    }

    @Test
    void whatWasRestoredElsewhereAfterARollbackOrSaidToBeWhileTheCaseIsOpenIsNotCalledLost() throws Exception {
        CaseStory rolledBack = SeededCase.story(CaseStory.Ending.NOT_RESTORED);
        assertEquals(CaseStory.Ending.NOT_RESTORED, rolledBack.ending());
        for (CaseStory story : List.of(rolledBack, SeededCase.story(CaseStory.Ending.NOT_YET))) {
            for (CaseState state : List.of(CaseState.OPEN, CaseState.RESTORED)) {
                CaseStory elsewhere = restoredElsewhere(story, state);
                assertEquals(CaseStory.Ending.RESTORED, elsewhere.ending());
                String markdown =
                        Files.readString(written(elsewhere, Variant.CUSTOMER).markdown());
                assertFalse(markdown.contains("could not bring") || markdown.contains("still working"), markdown);
            }
            CaseStory closed = restoredElsewhere(story, CaseState.NOT_RESTORED);
            assertEquals(CaseStory.Ending.NOT_RESTORED, closed.ending());
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void whereNoProbeHasAnsweredNoTimeToRecoverIsTold(Variant variant) throws Exception {
        var then = new IncidentReport.Promise(
                "tax-agent-portal", "2", "Back in 9 h.", Duration.ofHours(12), Duration.ofHours(9));
        CaseStory answered = SeededCase.against(SeededCase.story(CaseStory.Ending.RESTORED), then);
        assertTrue(Files.readString(written(answered, variant).markdown())
                .contains("| Time to restore (RTO) | at most 9 h | 2 h 50 min | Within |"));
        CaseStory story = SeededCase.unanswered(answered);
        String markdown = Files.readString(written(story, variant).markdown());
        assertTrue(markdown.contains("| Time to restore (RTO) | at most 9 h | – | Not measured |"), markdown);
        assertTrue(markdown.contains("RTO: not measured: no probe has answered"), markdown);
        List<String> facts =
                new CaseReport(story, variant).facts().stream().map(Fact::id).toList();
        assertFalse(facts.contains("rto-measured") || facts.contains("rto-result"), facts::toString);
        assertTrue(facts.contains("read-again-after") && markdown.contains("2 h 47 min"), markdown);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void whyThereIsNoTimeToRecoverIsSaidAsItIs(Variant variant) throws Exception {
        CaseStory started = SeededCase.undeclared(SeededCase.story(CaseStory.Ending.RESTORED));
        String answered = Files.readString(written(started, variant).markdown());
        assertFalse(answered.contains("no probe") || answered.contains("not measured, so"), answered);
        assertTrue(answered.contains("t is not known when"), answered);
        assertEquals("not measured: it is not known when its clock started", started.unmeasured());
        assertEquals(
                "not measured: nothing is restored",
                SeededCase.story(CaseStory.Ending.NOT_YET).unmeasured());
        CaseStory undone = SeededCase.undone(SeededCase.story(CaseStory.Ending.RESTORED));
        Instant before = SeededCase.WRITTEN.minusSeconds(60);
        var noted = new Paper(Recovery.ELSEWHERE, before, "x", Json.compact(new Recovery.Moment(before)));
        assertEquals(
                "not measured: nothing is restored",
                new CaseStory(
                                undone.file(),
                                undone.intake(),
                                undone.standing(),
                                undone.promised(),
                                undone.recovery(),
                                new CaseStory.Kept(List.of(), List.of(noted), List.of()))
                        .unmeasured(),
                "a note of before the undo is one of what is gone");
        String open =
                drafted(SeededCase.story(CaseStory.Ending.NOT_YET), variant).toString();
        assertFalse(open.contains("no probe"), open);
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void aCaseWithoutAPolicySaysWhyNoTimeWasMeasuredAndOfNoRestoreThatItWasHeldAgainstNone(Variant variant)
            throws Exception {
        String open =
                Files.readString(written(SeededCase.withoutPolicy(SeededCase.story(CaseStory.Ending.NOT_YET)), variant)
                        .markdown());
        assertTrue(open.contains("RTO: not measured: nothing is restored."), open);
        assertFalse(open.contains("This restore"), open);
        CaseStory restored = SeededCase.withoutPolicy(SeededCase.story(CaseStory.Ending.RESTORED));
        String silent = Files.readString(
                written(SeededCase.unanswered(restored), variant).markdown());
        assertTrue(silent.contains("RTO: not measured: no probe has answered."), silent);
        assertTrue(silent.contains("This restore was held against no policy."), silent);
        assertFalse(Files.readString(written(restored, variant).markdown()).contains("RTO: not measured"));
    }
}
