package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.ui.kit.Background;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A verified restore is undone from its window only when the tenant's name was typed.
class UndoModelTest {
    private final FakeRestores restores = new FakeRestores();
    private final FakeUndos undos = new FakeUndos();
    private final List<Throwable> defects = new ArrayList<>();
    private final RestoreModel model = new RestoreModel(
            restores,
            new FakeFacts(),
            undos,
            new Background(Runnable::run, Runnable::run, defects::add),
            InstantSource.fixed(Samples.NOW));

    @Test
    void theTenantsNameIsTypedAndTheRestoreIsLetGoFirst() {
        model.lookAtUndo();
        assertEquals(List.of(), undos.asked, "nothing was restored yet");
        verified();
        model.lookAtUndo();
        model.undo().typedProperty().set("harrow & finch");
        assertFalse(model.undo().mayUndoBinding().get());
        model.runUndo();
        assertEquals(List.of("look R-0117"), undos.asked);

        model.undo().typedProperty().set(Samples.TENANT);
        assertTrue(model.undo().mayUndoBinding().get());
        model.runUndo();
        assertEquals(List.of("look R-0117", "run R-0117"), undos.asked);
        assertEquals(1, restores.closed.get(), "the restore still holds its run");
        assertTrue(model.undo().seenProperty().get().undone());
        assertFalse(model.undo().mayUndoBinding().get(), "it can be undone twice");

        model.next();
        assertFalse(model.undo().seenProperty().get().undone(), "the next restore begins undone");
        assertEquals(List.of(), defects);
    }

    @Test
    void whatTheTenantTouchedStandsInTheWay() {
        undos.touched = FakeUndos.touchedRows();
        verified();
        model.lookAtUndo();
        model.undo().typedProperty().set(Samples.TENANT);
        assertFalse(model.undo().mayUndoBinding().get());
        model.undo().leave();
        assertNull(model.undo().seenProperty().get().outlook());
        assertEquals(List.of("look R-0117"), undos.asked);
    }

    @Test
    void eachTouchedRowIsChosenByItselfOrAllOfATable() {
        undos.touched = FakeUndos.touchedRows();
        verified();
        model.lookAtUndo();
        model.undo().typedProperty().set(Samples.TENANT);
        UndoChoice choice = model.undo().choice();
        assertEquals(15, choice.leftProperty().get());
        UndoChoice.Group invoices = choice.groups().getFirst();
        invoices.rows().forEach(row -> row.chosenProperty().set(true));
        assertEquals(12, choice.leftProperty().get());
        assertFalse(model.undo().mayUndoBinding().get(), "rows without a key are not chosen");
        choice.groups().getLast().allProperty().set(true);
        assertTrue(model.undo().mayUndoBinding().get());
        invoices.rows().getFirst().chosenProperty().set(false);
        assertFalse(model.undo().mayUndoBinding().get(), "one row is not chosen any more");
        invoices.rows().getFirst().chosenProperty().set(true);
        model.runUndo();
        assertEquals(
                Map.of(
                        "practice.invoices",
                        Chosen.of(Set.of("4711", "4712", "4720")),
                        "practice.doc_links",
                        Chosen.ALL),
                undos.chosen);

        model.next();
        verified();
        model.lookAtUndo();
        assertEquals(15, model.undo().choice().leftProperty().get(), "what was chosen before is chosen again");
    }

    @Test
    void aMaskedRowIsSeenForAReasonThatTheRecordKeepsAndForgottenWhenItIsLeft() {
        undos.touched = FakeUndos.touchedRows();
        verified();
        model.lookAtUndo();
        UndoChoice choice = model.undo().choice();
        UndoChoice.Shown first = choice.groups().getFirst().rows().get(1).shown();
        choice.unmasked().ask(first);
        choice.unmasked().reasonProperty().set("no");
        choice.unmasked().reveal();
        assertEquals(List.of("look R-0117"), undos.asked, "it was shown without a reason");
        assertFalse(choice.unmasked().refusalProperty().get().isEmpty());

        undos.unrecorded = true;
        choice.unmasked().reasonProperty().set("The firm asks which client");
        choice.unmasked().reveal();
        assertNull(choice.unmasked().plainProperty().get(), "it was shown without a record");
        undos.unrecorded = false;
        choice.unmasked().reveal();
        assertEquals("reveal practice.invoices 4712: The firm asks which client", undos.asked.getLast());
        assertTrue(
                String.valueOf(choice.unmasked().seen(first).row().now()).contains("Ann Finch"),
                choice.unmasked().seen(first)::toString);

        choice.groups().getFirst().allProperty().set(true);
        model.undo().leave();
        assertNull(choice.unmasked().plainProperty().get(), "the values outlive the sheet");
        assertEquals(List.of(), model.undo().choice().groups(), "what was chosen outlives the sheet");
        assertTrue(defects.isEmpty(), defects::toString);
    }

    @Test
    void aProofThatDoesNotHoldLeavesEverythingAsItWas() {
        undos.holds = false;
        verified();
        model.lookAtUndo();
        model.undo().typedProperty().set(Samples.TENANT);
        model.runUndo();
        assertFalse(model.undo().seenProperty().get().undone());
        assertNotNull(model.undo().seenProperty().get().stopped());
    }

    @Test
    void whereNothingCanBeUndoneNothingIsOffered() {
        verified();
        assertTrue(model.undo().offered(model.knownProperty().get()));
        var without = new RestoreModel(
                restores,
                new FakeFacts(),
                new Background(Runnable::run, Runnable::run, defects::add),
                InstantSource.fixed(Samples.NOW));
        assertFalse(without.undo().offered(model.knownProperty().get()));
    }

    private void verified() {
        model.open();
        model.prefill(Samples.intake());
        model.reasonProperty().set("Nobody else is on call tonight.");
        for (int i = 0; i < 6; i++) {
            model.typedTenantProperty().set(Samples.TENANT);
            model.next();
        }
        assertNotNull(model.knownProperty().get().verification());
    }
}
