package io.backstay.ui.incidents.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.base.Failure;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.Told;
import io.backstay.incident.report.Variant;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.guard.Allowed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReportModelTest {
    private final FakeIncidents incidents = new FakeIncidents();
    private final FakeReports reports = new FakeReports(incidents);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;
    private final Background background = new Background(
            work -> {
                if (slow) {
                    waiting.add(work);
                } else {
                    work.run();
                }
            },
            Runnable::run,
            AssertionError::new);
    private final ReportModel model = model(Role.RESPONDER);

    private ReportModel model(Role role) {
        return new ReportModel(reports, background, new Allowed(role));
    }

    @Test
    void aPromiseIsFoundAsItIsTypedAndStandsInTheProse() {
        model.show("INC-0031");
        assertEquals(1, model.claims().flagged().size());
        assertEquals("1 unclaimed promise blocks the export", model.claims().blocked());
        ReportDraft.Flagged one = model.claims().flagged().getFirst();
        String prose = prose("restored");
        assertEquals(
                "guaranteed recovery",
                prose.substring(one.objection().from(), one.objection().to()));
        Told.Range sentence = model.sentence(one);
        assertEquals(
                "We give you a guaranteed recovery of all work before that moment.",
                prose.substring(sentence.from(), sentence.to()));
        model.typed("restored", "{{rows}} came back.");
        model.check();
        assertEquals(0, model.claims().flagged().size());
        assertNull(model.claims().blocked());
    }

    @Test
    void whatWasTypedIsSavedWhenAnotherReportIsShown() {
        model.show("INC-0031");
        model.typed("next", "Ask us.");
        assertEquals(Saving.CHANGED, model.status().savingProperty().get());
        model.show(Variant.INTERNAL);
        assertEquals(List.of("save"), reports.done);
        assertEquals("Ask us.", prose("next"));
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
    }

    @Test
    void whatIsTypedWhileASaveGoesOnStaysTyped() {
        model.show("INC-0031");
        model.typed("next", "Ask us");
        slow = true;
        model.save();
        assertEquals(Saving.SAVING, model.status().savingProperty().get());
        model.typed("next", "Ask us soon");
        waiting.remove().run();
        assertEquals(Saving.CHANGED, model.status().savingProperty().get());
        assertEquals("Ask us soon", prose("next"));
        slow = false;
        model.save();
        assertEquals("Ask us soon", reports.sections.getLast().prose());
    }

    @Test
    void whatSomebodyElseSavedIsNotWrittenOverUnasked() {
        model.show("INC-0031");
        reports.elsewhere("Theirs.");
        model.typed("happened", "Mine.");
        model.save();
        assertEquals(Saving.CONFLICT, model.status().savingProperty().get());
        assertEquals("Theirs.", reports.sections.getFirst().prose());
        assertEquals("Mine.", prose("happened"), "nothing that was typed is lost");
        model.finish();
        assertEquals(List.of(), reports.done);
        model.keepMine();
        assertEquals("Mine.", reports.sections.getFirst().prose());
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
    }

    @Test
    void aSaveThatFailsLosesNothingAndSaysSo() {
        model.show("INC-0031");
        model.typed("happened", "Mine.");
        reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.save();
        assertTrue(
                model.status().problemProperty().get().contains("page 7"),
                model.status().problemProperty()::get);
        assertEquals(Saving.CHANGED, model.status().savingProperty().get());
        assertEquals("Mine.", prose("happened"));
        reports.failure = null;
        model.save();
        assertEquals("Mine.", reports.sections.getFirst().prose());
    }

    @Test
    void whatCouldNotBeSavedOnLeavingIsThereAgainOnComingBack() {
        model.show("INC-0031");
        model.typed("happened", "Mine.");
        reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.show("INC-0030");
        reports.failure = null;
        model.show("INC-0031");
        assertEquals("Mine.", prose("happened"));
        assertEquals(Saving.CHANGED, model.status().savingProperty().get());
        model.save();
        assertEquals("Mine.", reports.sections.getFirst().prose());
    }

    @Test
    void whatIsTypedWhileAnotherReportIsReadEntersNeither() {
        model.show("INC-0031");
        slow = true;
        model.show(Variant.INTERNAL);
        model.typed("next", "Of the other one.");
        model.save();
        end();
        assertEquals(List.of(), reports.done);
        assertEquals(reports.sections, model.sections());
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
    }

    @Test
    void savesFollowOneAnotherAndAreNoConflict() {
        model.show("INC-0031");
        slow = true;
        model.typed("next", "One");
        model.save();
        model.typed("next", "One, two");
        model.save();
        assertEquals(1, waiting.size(), "the second begins with what the first has left");
        end();
        assertEquals(List.of("save", "save"), reports.done);
        assertEquals("One, two", reports.sections.getLast().prose());
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
    }

    @Test
    void whatWasTypedAfterASaveBeganIsNotForgottenWhenThatEnds() {
        model.show("INC-0031");
        slow = true;
        model.typed("next", "One");
        model.save();
        model.typed("next", "One, two");
        model.show("INC-0030");
        waiting.remove().run();
        reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        end();
        assertEquals("One", reports.sections.getLast().prose());
        reports.failure = null;
        model.show("INC-0031");
        end();
        assertEquals("One, two", prose("next"));
        assertEquals(Saving.CHANGED, model.status().savingProperty().get());
    }

    @Test
    void aReportIsReadAfterTheSaveOfItThatStillGoesOn() {
        model.show("INC-0031");
        slow = true;
        model.typed("next", "Mine.");
        model.show("INC-0030");
        model.show("INC-0031");
        end();
        assertEquals("Mine.", prose("next"));
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
    }

    @Test
    void anActWaitsForTheSaveBeforeItAndTakesNoLetterMeanwhile() {
        model.show("INC-0031");
        slow = true;
        model.typed("next", "Mine.");
        model.save();
        model.finish();
        assertEquals(Saving.SAVING, model.status().savingProperty().get());
        assertEquals(1, waiting.size());
        model.typed("next", "Too late.");
        end();
        assertEquals(List.of("save", "finish"), reports.done);
        assertEquals("Mine.", reports.sections.getLast().prose());
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
        assertNotNull(model.locked());
    }

    @Test
    void whatSomebodyElseWroteIsNotMadeFinalUnasked() {
        model.show("INC-0031");
        reports.elsewhere("Theirs.");
        model.finish();
        assertEquals(List.of(), reports.done);
        assertEquals(Saving.CONFLICT, model.status().savingProperty().get());
    }

    @Test
    void aReportThatSomebodyElseMadeFinalIsNotOpenedAgainByASave() {
        model.show("INC-0031");
        model.typed("next", "Mine.");
        reports.elsewhere("Theirs.");
        reports.state = ReportState.FINAL;
        model.save();
        model.keepMine();
        assertEquals(List.of(), reports.done);
        assertEquals(Saving.CONFLICT, model.status().savingProperty().get());
        assertTrue(
                model.status().problemProperty().get().contains("made final"),
                model.status().problemProperty()::get);
        assertEquals("Mine.", prose("next"));
    }

    @Test
    void aConflictIsStillOneHoweverOftenTheReportIsLeft() {
        model.show("INC-0031");
        model.typed("happened", "Mine.");
        reports.elsewhere("Theirs.");
        for (int i = 0; i < 3; i++) {
            model.show("INC-0030");
            model.show("INC-0031");
            assertEquals(Saving.CONFLICT, model.status().savingProperty().get());
            assertEquals("Mine.", prose("happened"));
        }
        model.save();
        assertEquals("Theirs.", reports.sections.getFirst().prose());
    }

    @Test
    void otherWordsThanThoseOnTheScreenAreShownAgain() {
        model.show("INC-0031");
        int before = model.status().editionProperty().get();
        model.typed("next", "Mine.");
        model.save();
        assertEquals(before, model.status().editionProperty().get(), "the same words stay where they are");
        reports.sections = List.of(
                new ReportSection("happened", "What happened", "As it is kept."),
                reports.sections.get(1),
                reports.sections.get(2),
                reports.sections.get(3));
        model.review();
        assertEquals(before + 1, model.status().editionProperty().get());
        assertEquals("As it is kept.", prose("happened"));
    }

    @Test
    void aSaveThatSucceedsBeforeAnActThatDoesNotIsNoConflictLater() {
        model.show("INC-0031");
        model.typed("next", "Mine.");
        model.keep(model.claims().flagged().getFirst(), "agreed");
        assertEquals("", model.status().problemProperty().get());
        model.typed("restored", "Nothing is promised.");
        ReportDraft.Flagged gone = model.claims().flagged().getFirst();
        model.keep(gone, "agreed");
        assertTrue(
                model.status().problemProperty().get().contains("Nothing was kept"),
                model.status().problemProperty()::get);
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
        model.typed("next", "Mine again.");
        model.save();
        assertEquals("Mine again.", reports.sections.getLast().prose());
    }

    @Test
    void aDefectInASaveLeavesTheWayFreeForTheNext() {
        List<Throwable> defects = new ArrayList<>();
        var broken = new ReportModel(
                reports, new Background(Runnable::run, Runnable::run, defects::add), new Allowed(Role.RESPONDER));
        broken.show("INC-0031");
        broken.typed("next", "Mine.");
        reports.defect = true;
        broken.save();
        assertEquals(1, defects.size());
        assertEquals(Saving.CHANGED, broken.status().savingProperty().get());
        reports.defect = false;
        broken.save();
        assertEquals("Mine.", reports.sections.getLast().prose());
    }

    @Test
    void factsThatThereAreNotStandInTheWayAsTheyAreTyped() {
        model.show("INC-0031");
        model.typed("restored", "We know {{nobody-knows}}.");
        model.check();
        assertEquals(
                "{{nobody-knows}}",
                model.claims().flagged().getFirst().objection().words());
    }

    private void end() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void whoMayNotKeepACaseReadsAndWritesNothing() {
        ReportModel viewer = model(Role.VIEWER);
        viewer.show("INC-0031");
        assertNotNull(viewer.locked());
        viewer.typed("next", "x");
        viewer.save();
        viewer.finish();
        viewer.write(null);
        assertEquals(List.of(), reports.done);
    }

    @Test
    void aFinalReportIsLockedForEverybody() {
        model.show("INC-0031");
        model.finish();
        assertTrue(Objects.requireNonNull(model.locked()).contains("final"), model::locked);
        model.typed("next", "x");
        model.save();
        model.review();
        model.finish();
        assertEquals(List.of("finish"), reports.done);
        model.write(null);
        assertEquals("write CUSTOMER", reports.done.getLast(), "a final report is handed on");
    }

    @Test
    void promisesThatCannotBeLookedForBlockTheExport() {
        incidents.unchecked = new Failure.NotFound("The policy of INC-0031", "Give the case its policy.");
        model.show("INC-0031");
        assertTrue(
                Objects.requireNonNull(model.claims().blocked()).startsWith("Promises are not checked"),
                model.claims()::blocked);
        incidents.unchecked = null;
        model.check();
        assertEquals("1 unclaimed promise blocks the export", model.claims().blocked());
    }

    @Test
    void aReportThatCannotBeReadIsSaidAndCanBeTriedAgain() {
        reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.show("INC-0031");
        assertInstanceOf(PaneState.Failed.class, model.stateProperty().get());
        reports.failure = null;
        model.read();
        assertEquals(PaneState.READY, model.stateProperty().get());
    }

    @Test
    void placesAreFoundInBothTextsAcrossFacts() {
        List<Fact> facts = List.of(new Fact("rows", "2,763 rows", "proof"));
        String prose = "All {{rows}} and {{unknown}} came.";
        Told told = Told.of(prose, facts);
        assertEquals("All 2,763 rows and {{unknown}} came.", told.text());
        int came = told.text().indexOf("came");
        assertEquals(prose.indexOf("came"), told.from(came));
        assertEquals(prose.indexOf("came") + 4, told.to(came + 4));
        assertEquals(came, told.told(prose.indexOf("came")));
        int inside = told.text().indexOf("763");
        assertEquals("{{rows}}", prose.substring(told.from(inside), told.to(inside + 3)), "a fact is one");
        assertEquals(prose.length(), told.to(told.text().length()));
    }

    private String prose(String section) {
        return model.sections().stream()
                .filter(each -> each.id().equals(section))
                .findFirst()
                .orElseThrow()
                .prose();
    }
}
