package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.incident.Incidents;
import io.backstay.act.role.Role;
import io.backstay.base.AssetId;
import io.backstay.base.Failure;
import io.backstay.estate.Environment;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Which;
import io.backstay.ui.incidents.call.NewCaseForm;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.shell.FakeFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseModelTest {
    private final FakeIncidents incidents = new FakeIncidents();
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private final CaseModel model =
            new CaseModel(incidents, background, () -> FakeIncidents.NOW, new Allowed(Role.RESPONDER));

    @Test
    void aCaseWithoutAnIntakeHasNoCardAndThatIsNobodysProblem() {
        model.show("INC-0031");
        assertNotNull(model.knownProperty().get());
        model.show("INC-0030");
        assertNull(model.knownProperty().get());
        assertEquals("", model.problemProperty().get());
    }

    @Test
    void aPolicyThatIsNotHereIsSaidInsteadOfLeavingThePaneEmpty() {
        incidents.policyGone = true;
        model.show("INC-0031");
        assertNull(model.knownProperty().get());
        assertTrue(model.problemProperty().get().contains("daily-two-days"), model.problemProperty()::get);
    }

    @Test
    void clocksGoOnBetweenTwoReadingsEachInItsDirection() {
        Instant read = FakeIncidents.NOW;
        Instant later = read.plusSeconds(60);
        var since =
                new CaseClock(CaseClock.Kind.SINCE_REPORTED, CaseClock.State.RUNNING, Duration.ofMinutes(5), null, "");
        var left = new CaseClock(
                CaseClock.Kind.RTO_LEFT, CaseClock.State.RUNNING, Duration.ofSeconds(30), read.plusSeconds(30), "");
        var stopped = new CaseClock(
                CaseClock.Kind.RTO_LEFT, CaseClock.State.STOPPED, Duration.ofSeconds(30), read.plusSeconds(30), "");
        assertEquals(Duration.ofMinutes(6), CaseModel.shown(since, read, later));
        assertEquals(Duration.ofSeconds(-30), CaseModel.shown(left, read, later), "overdue");
        assertEquals(Duration.ofSeconds(30), CaseModel.shown(stopped, read, later));
    }

    @Test
    void aNoteThatCouldNotBeWrittenIsNotTakenForWritten() {
        List<String> heard = new ArrayList<>();
        model.show("INC-0031");
        incidents.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.note(Incidents.Note.NOTE, "Priya called", "", () -> heard.add("done"));
        assertEquals(List.of(), heard);
        assertTrue(model.problemProperty().get().contains("page 7"), model.problemProperty()::get);
        incidents.failure = null;
        model.note(Incidents.Note.NOTE, " Priya called ", "", () -> heard.add("done"));
        assertEquals(List.of("done"), heard);
        assertEquals(List.of("note Priya called"), incidents.done);
    }

    @Test
    void thePageForWhoeverTakesOverIsMadeAndProbesAreAsked() {
        List<String> heard = new ArrayList<>();
        model.show("INC-0031");
        model.handOver(heard::add);
        assertEquals(List.of("INC-0031 on one page"), heard);
        model.probe();
        assertEquals(List.of("probe"), incidents.done);
    }

    @Test
    void whoMayNotWriteIntoACaseIsToldWhyAndWritesNothing() {
        var viewer = new CaseModel(incidents, background, () -> FakeIncidents.NOW, new Allowed(Role.VIEWER));
        viewer.show("INC-0031");
        viewer.declare();
        assertEquals(List.of(), incidents.done);
        assertTrue(String.valueOf(viewer.refusal()).contains("responder"), viewer::refusal);
    }

    @Test
    void anHourThatHappenedTwiceIsAskedForBeforeTheCaseIsOpened() {
        var opening = new NewCaseModel(
                incidents,
                FakeFacts.estate(Environment.PRODUCTION),
                background,
                () -> Instant.parse("2026-11-26T12:00:00Z"),
                ZoneId.of("Europe/Berlin"),
                new Allowed(Role.RESPONDER));
        opening.begin();
        NewCaseForm form = opening.form();
        form.policyProperty().set("agentic-labs");
        form.text(NewCaseForm.Field.FIRM).set("Harrow & Finch");
        form.text(NewCaseForm.Field.ZONE).set("Europe/Berlin");
        form.text(NewCaseForm.Field.AROUND).set("2026-10-25T02:30");
        assertTrue(opening.momentProperty().get().contains("happened twice"), opening.momentProperty()::get);
        opening.submit();
        assertTrue(opening.openProperty().get(), "nothing was opened");
        form.whichProperty().set(Which.LATER);
        assertTrue(opening.momentProperty().get().contains("01:30 UTC"), opening.momentProperty()::get);
        opening.submit();
        assertFalse(opening.openProperty().get());
        assertEquals(
                Instant.parse("2026-10-25T01:30:00Z"),
                incidents.opened.getFirst().about());
    }

    @Test
    void theOnlyDatabaseIsChosenUnlessItIsThePracticeLab() {
        assertNull(chosen(Environment.PRACTICE));
        assertEquals(FakeFacts.CORE, chosen(Environment.PRODUCTION));
    }

    private @Nullable AssetId chosen(Environment environment) {
        var opening = new NewCaseModel(
                incidents,
                FakeFacts.estate(environment).only(FakeFacts.CORE),
                background,
                () -> FakeIncidents.NOW,
                ZoneId.of("Europe/Berlin"),
                new Allowed(Role.RESPONDER));
        opening.begin();
        return opening.form().assetProperty().get();
    }

    @Test
    void aCaseWithoutAPolicyIsPutRightWithoutOne() {
        var opening = new NewCaseModel(
                incidents,
                FakeFacts.estate(Environment.PRODUCTION),
                background,
                () -> FakeIncidents.NOW,
                ZoneId.of("Europe/Berlin"),
                new Allowed(Role.RESPONDER));
        opening.correct(
                "INC-0031",
                new CaseIntake(
                        "Harrow",
                        "1003",
                        "jobs",
                        null,
                        null,
                        "UTC",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        FakeIncidents.NOW,
                        null,
                        List.of()));
        opening.form().text(NewCaseForm.Field.WHY).set("The key was another");
        opening.submit();
        assertEquals("", opening.problemProperty().get());
        assertEquals(List.of("correct 1003: The key was another"), incidents.done);
    }

    @Test
    void theTimeIsReadOnThreeClocksBeforeAnythingElseIsKnown() {
        var opening = new NewCaseModel(
                incidents,
                FakeFacts.estate(Environment.PRODUCTION),
                background,
                () -> Instant.parse("2026-11-26T12:00:00Z"),
                ZoneId.of("Europe/Berlin"),
                new Allowed(Role.RESPONDER));
        opening.begin();
        NewCaseForm form = opening.form();
        form.text(NewCaseForm.Field.ZONE).set("Australia/Melbourne");
        form.text(NewCaseForm.Field.AROUND).set("2026-11-20T18:00");
        String moment = opening.momentProperty().get();
        assertTrue(moment.contains("07:00 UTC"), moment);
        assertTrue(moment.contains("You: Fri 20 Nov 2026 08:00"), moment);
        assertTrue(moment.contains("Still to ask: which policy is promised, and which firm it is."), moment);
        form.policyProperty().set("agentic-labs");
        form.text(NewCaseForm.Field.FIRM).set("Harrow");
        assertFalse(opening.momentProperty().get().contains("Still to ask"), opening.momentProperty()::get);
    }
}
