package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IncidentsModelTest {
    private final FakeCases cases = new FakeCases();
    private final IncidentsModel model = new IncidentsModel(
            cases, new FakeIncidents(), new Background(Runnable::run, Runnable::run, AssertionError::new));

    @Test
    void theNewestCaseAndItsTimelineAreShown() {
        model.open(null);
        assertEquals("INC-0031", chosen());
        assertEquals(7, model.timeline().size());
        assertEquals(1, model.openProperty().get());
        assertTrue(model.copyTimeline().startsWith("INC-0031, Harrow & Finch lost Invoices\n2026-03-16T02:05:00Z"));
    }

    @Test
    void aWantedCaseIsChosenAndStaysChosen() {
        model.open("INC-0030");
        assertEquals("INC-0030", chosen());
        model.refresh();
        assertEquals("INC-0030", chosen());
        assertTrue(model.timeline().getFirst().line().what().endsWith("INC-0030"));
    }

    @Test
    void withoutCasesThePaneSaysHowOneBegins() {
        cases.all.clear();
        model.open(null);
        assertEquals("New incident", ((PaneState.Empty) model.stateProperty().get()).act());
        assertEquals("", model.copyTimeline());
    }

    @Test
    void aFailureIsSaidAndCanBeTriedAgain() {
        cases.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.open(null);
        assertInstanceOf(PaneState.Failed.class, model.stateProperty().get());
        cases.failure = null;
        model.refresh();
        assertEquals(PaneState.READY, model.stateProperty().get());
    }

    private String chosen() {
        return Objects.requireNonNull(model.selectedProperty().get()).id();
    }
}
