package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.FoundMoment.Outcome;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.FakeRestores.Call;
import io.backstay.ui.restore.work.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The step "Find the moment", which may be left out.
final class FindStepTest {
    private final FakeRestores restores = new FakeRestores();
    private final RestoreModel model = new RestoreModel(
            restores,
            new FakeFacts(),
            new Background(Runnable::run, Runnable::run, AssertionError::new),
            () -> Samples.NOW);

    @BeforeEach
    void askForTheVerdict() {
        assertFalse(model.canFind());
        model.open();
        model.prefill(Samples.intake());
        model.next();
        assertTrue(model.canFind());
    }

    @Test
    void whatIsFoundIsTakenAndStaged() {
        model.toFind();
        assertEquals(Pane.FIND, model.shownProperty().get());
        assertEquals("Search", model.primaryBinding().get().text());
        model.find().datasetProperty().set(" Invoices ");
        model.find().withinProperty().set(Duration.ofHours(6));
        model.next();
        assertEquals(
                new MomentQuestion(Samples.intake().about(), Duration.ofHours(6), "Invoices", null),
                Objects.requireNonNull(restores.asked));
        assertEquals(5, model.find().looks().size());
        assertNull(restores.chosen, "nothing is taken before somebody says so");
        assertEquals("Go back to just before it", model.primaryBinding().get().text());

        model.next();
        assertEquals(Samples.found().lastGood(), restores.chosen);
        assertEquals(StepState.DONE, model.rail().state(RestoreStep.FIND));
        assertEquals("Stage this moment", model.primaryBinding().get().text());

        model.next();
        assertEquals(RestoreStep.DIFF, model.currentProperty().get());
        assertEquals(List.of(Call.BEGIN, Call.VERDICT, Call.STAGE, Call.COMPARE), restores.calls);
        assertFalse(model.canFind());
        model.look(RestoreStep.FIND);
        assertEquals(Pane.FIND, model.shownProperty().get());
    }

    @Test
    void anotherMomentCanBeTypedAndAWrongOneIsNamed() {
        model.toFind();
        model.find().otherProperty().set("friday");
        assertFalse(model.primaryBinding().get().enabled());
        model.find().otherProperty().set("2026-03-13T07:00:05Z");
        model.next();
        assertEquals("2026-03-13T07:00:05Z", String.valueOf(restores.chosen));
        assertNull(restores.asked, "nothing was searched");
        assertNotNull(model.find().chosenProperty().get());
    }

    @Test
    void theSearchCanBeLeftOutAndAskedAnew() {
        model.toFind();
        model.find().keyProperty().set("7");
        assertFalse(model.primaryBinding().get().enabled(), "a key without a table names no row");
        model.find().keyProperty().set("");
        restores.found =
                FoundMoment.none(Outcome.NOTHING_LOST, List.of(), new FoundMoment.Effort("b", 3, 1, 3), List.of());
        model.next();
        assertEquals("Search again", model.primaryBinding().get().text());
        model.findAgain();
        assertEquals("Search", model.primaryBinding().get().text());
        model.leaveFind();
        assertEquals(RestoreStep.VERDICT, model.currentProperty().get());
        assertEquals(StepState.SKIPPED, model.rail().state(RestoreStep.FIND));
        model.next();
        assertEquals(RestoreStep.DIFF, model.currentProperty().get());
        assertNull(restores.chosen);
    }

    @Test
    void afterAFailureSomethingElseCanBeAsked() {
        model.toFind();
        restores.searchFails = new Failure.BadInput("There is no data set called 'x'.", "Name another.");
        model.next();
        Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
        assertEquals(RestoreStep.FIND, trouble.step());
        assertEquals("Look at the search again", model.primaryBinding().get().text());
        model.next();
        assertNull(model.troubleProperty().get());
        restores.searchFails = null;
        model.find().datasetProperty().set("Invoices");
        model.next();
        assertNotNull(model.find().foundProperty().get());
    }

    @Test
    void closingForgetsTheSearch() {
        model.toFind();
        model.next();
        model.close();
        model.close();
        assertEquals(RestoreStep.INTAKE, model.currentProperty().get());
        assertEquals(0, model.find().looks().size());
        assertNull(model.find().foundProperty().get());
    }
}
