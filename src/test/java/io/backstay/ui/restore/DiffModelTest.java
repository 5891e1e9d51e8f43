package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.ui.restore.diff.DiffFilter;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.diff.GroupChoice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DiffModelTest {
    private final DiffModel model = new DiffModel();

    private void open() {
        model.show(SampleDiff.of(Choices.DEFAULT, true, 1));
    }

    @Test
    void conflictsComeFirstThenTheMostLost() {
        open();
        assertEquals(
                List.of("Invoices", "Payments", "Invoice lines", "Documents", "Clients"),
                model.tables().stream().map(table -> model.label(table.table())).toList());
        TableDiff all = model.totalsProperty().get();
        assertEquals("All 5 groups", all.table());
        assertEquals(
                List.of(2_763L, 41L, 40L, 3L, 6L, 2_763L, 41L, 3L),
                List.of(
                        all.count(RowClass.LOST),
                        all.damaged(),
                        all.retyped(),
                        all.conflicts(),
                        all.liveOnly(),
                        all.insert(),
                        all.update(),
                        all.undecided()));
        assertEquals(40, DiffModel.kept(all));
    }

    @Test
    void theSampleFollowsTheChosenGroupAndTheFilter() {
        open();
        assertEquals(7, model.samples().size());
        model.filterProperty().set(DiffFilter.CONFLICTS);
        assertEquals(
                List.of(RowClass.CONFLICT, RowClass.CONFLICT),
                model.samples().stream().map(SampleRow::finding).toList());
        assertEquals("Conflicts 2", model.filterText(DiffFilter.CONFLICTS));
        assertTrue(model.has(DiffFilter.RETYPED));
        assertFalse(model.has(DiffFilter.HELD));
    }

    @Test
    void theNextConflictGoesFromRowToRowAndAroundTheEnd() {
        open();
        assertEquals(List.of("INV-2044", "INV-2051", "8809", "INV-2044"), List.of(next(), next(), next(), next()));
        model.clear();
        model.nextConflict();
        assertNull(model.selectedProperty().get());
    }

    @Test
    void anotherComparisonKeepsTheGroupAndTheRow() {
        open();
        next();
        next();
        assertEquals("8809", next());
        model.filterProperty().set(DiffFilter.CONFLICTS);
        model.nextConflict();
        model.nextConflict();
        model.nextConflict();
        model.show(SampleDiff.of(Choices.DEFAULT, false, 1));
        assertEquals("8809", row().key());
        assertEquals(DiffFilter.CONFLICTS, model.filterProperty().get());
    }

    @Test
    void aGroupIsOfferedOnlyChoicesThatDifferForIt() {
        assertEquals(
                List.of("Keep live", "Bring back lost, keep live", "Everything as it was"),
                offered(Map.of(RowClass.LOST, 3L, RowClass.RETYPED, 1L)));
        assertEquals(List.of("Keep live", "Mend damaged"), offered(Map.of(RowClass.DAMAGED, 4L)));
        assertEquals(
                List.of("Keep live", "Bring back lost, keep live", "Mend damaged", "Bring back, mend damaged"),
                offered(Map.of(RowClass.LOST, 3L, RowClass.DAMAGED, 4L)));
        assertEquals(List.of(), offered(Map.of(RowClass.CONFLICT, 1L, RowClass.ADDED, 8L)));
    }

    private static List<String> offered(Map<RowClass, Long> rows) {
        return GroupChoice.offered(new TableDiff("practice.invoices", rows, 0, 0, 0)).stream()
                .map(GroupChoice::words)
                .toList();
    }

    private String next() {
        model.nextConflict();
        return row().key();
    }

    private SampleRow row() {
        return Objects.requireNonNull(model.rowProperty().get());
    }
}
