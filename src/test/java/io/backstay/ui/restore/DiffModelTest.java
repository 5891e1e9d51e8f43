package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.connect.postgres.tenant.diff.RowClass;
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
        TableDiff all = model.totalsProperty().get();
        assertEquals("All 5 groups", all.table());
        assertEquals(
                List.of(2_766L, 44L, 3L, 14L, 17_697L, 2_763L),
                List.of(all.lost(), all.retyped(), all.conflicts(), all.liveOnly(), all.unchanged(), all.insert()));
    }

    @Test
    void theSampleFollowsTheChosenGroupAndTheFilter() {
        model.show(Samples.difference());
        assertEquals(6, model.samples().size());
        model.filterProperty().set(DiffModel.Filter.CONFLICTS);
        assertEquals(
                List.of(RowClass.CONFLICT),
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
