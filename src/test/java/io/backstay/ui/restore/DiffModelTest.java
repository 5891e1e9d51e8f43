package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DiffModelTest {
    private final DiffModel model = new DiffModel();

    @Test
    void conflictsComeFirstThenTheMostLost() {
        model.show(Samples.difference());
        assertEquals(
                List.of("Invoices", "Payments", "Invoice lines", "Documents", "Clients"),
                model.tables().stream().map(table -> model.label(table.table())).toList());
        assertEquals(
                new TableDiff("All 5 groups", 2_766, 44, 3, 14, 17_697, 2_763),
                model.totalsProperty().get());
    }

    @Test
    void theSampleFollowsTheChosenGroupAndTheFilter() {
        model.show(Samples.difference());
        assertEquals(6, model.samples().size());
        model.filterProperty().set(DiffModel.Filter.CONFLICTS);
        assertEquals(
                List.of(SampleRow.Finding.CONFLICT),
                model.samples().stream().map(SampleRow::finding).toList());
        assertEquals("Conflicts 2", model.filterText(DiffModel.Filter.CONFLICTS));
    }

    @Test
    void theNextConflictGoesAroundTheEnd() {
        model.show(Samples.difference());
        model.nextConflict();
        assertEquals(
                "practice.payments",
                Objects.requireNonNull(model.selectedProperty().get()).table());
        model.nextConflict();
        assertEquals(
                "practice.invoices",
                Objects.requireNonNull(model.selectedProperty().get()).table());
        model.clear();
        model.nextConflict();
        assertNull(model.selectedProperty().get());
    }
}
