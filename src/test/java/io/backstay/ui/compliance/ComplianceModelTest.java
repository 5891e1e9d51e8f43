package io.backstay.ui.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComplianceModelTest {
    private final FakePolicies facts = new FakePolicies();
    private final ComplianceModel model = new ComplianceModel(
            facts, FakeTexts.quiet(), new Background(Runnable::run, Runnable::run, AssertionError::new));

    @Test
    void theWorstComesFirstAndIsChosen() {
        model.open(null, null);
        assertEquals(
                List.of("RPO", "PITR window", "Second region", "Retention"),
                model.items().stream().map(Item::rule).toList());
        assertEquals("RPO", rule());
        assertEquals(2, model.breachesProperty().get());
        assertEquals(PaneState.READY, model.stateProperty().get());
    }

    @Test
    void whoeverListensToTheFindingsHearsOfThem() {
        assertSame(model.items(), model.items());
        model.open(null, null);
        assertEquals(4, model.items().size());
    }

    @Test
    void anAssetNarrowsTheFindingsButNotTheCountOfBreaches() {
        model.open("expansive", FakePolicies.FILES);
        assertEquals(
                List.of("Second region"), model.items().stream().map(Item::rule).toList());
        assertEquals(2, model.breachesProperty().get());
        assertEquals(List.of("expansive null"), facts.asked);
    }

    @Test
    void anInstantIsJudgedOnlyWithItsOffset() {
        model.open("agentic-labs", null);
        facts.asked.clear();
        model.asOfProperty().set("2026-03-13 18:00");
        model.check();
        assertEquals(List.of(), facts.asked);
        assertTrue(model.asOfProblemProperty().get().contains("offset"));

        model.asOfProperty().set("2026-03-13T18:00:00+11:00");
        model.check();
        assertEquals(List.of("agentic-labs 2026-03-13T07:00:00Z"), facts.asked);
        assertEquals("", model.asOfProblemProperty().get());
    }

    @Test
    void theKeysStopAtBothEnds() {
        model.open(null, null);
        model.previous();
        assertEquals("RPO", rule());
        for (int i = 0; i < 9; i++) {
            model.next();
        }
        assertEquals("Retention", rule());
    }

    @Test
    void theChosenFindingIsKeptWhenItIsJudgedAgain() {
        model.open(null, null);
        model.next();
        model.check();
        assertEquals("PITR window", rule());
    }

    @Test
    void theCopyHasThePromiseTheNumbersAndTheInstant() {
        model.open(null, null);
        String text = model.copy();
        var parts =
                List.of("“RPO (Recovery", "target 5 min, measured 4 h 41 min", "2026-03-16T02:41:07Z", "practice-db");
        for (String part : parts) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void aFailureIsSaidAndCanBeTriedAgain() {
        facts.failure = new Failure.Corrupt("catalogue.db", "page 7 cannot be read");
        model.open(null, null);
        assertInstanceOf(PaneState.Failed.class, model.stateProperty().get());
        facts.failure = null;
        model.check();
        assertEquals(PaneState.READY, model.stateProperty().get());
    }

    @Test
    void withoutPoliciesOrFindingsThePaneSaysWhy() {
        facts.findings = List.of();
        model.open(null, null);
        assertInstanceOf(PaneState.Empty.class, model.stateProperty().get());
        facts.policies.clear();
        model.open(null, null);
        assertEquals("No policy yet", ((PaneState.Empty) model.stateProperty().get()).title());
    }

    private String rule() {
        return Objects.requireNonNull(model.selectedProperty().get()).rule();
    }
}
