package io.backstay.ui.restore;

import io.backstay.act.GuidedRestore.Difference;
import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What was lost and what has happened since: groups above, a sample of the chosen group below.
public final class DiffModel {
    /// Which rows of the sample are shown.
    public enum Filter {
        ALL("All"),
        LOST("Lost"),
        DAMAGED("Damaged"),
        RETYPED("Re-typed"),
        CONFLICTS("Conflicts"),
        LIVE_ONLY("New since");

        private final String word;

        Filter(String word) {
            this.word = word;
        }

        /// What a person reads on the button.
        public String word() {
            return word;
        }

        boolean lets(RowClass finding) {
            return switch (this) {
                case ALL -> true;
                case LOST -> finding == RowClass.LOST || finding == RowClass.REMOVED || finding == RowClass.HELD;
                case DAMAGED -> finding == RowClass.DAMAGED;
                case RETYPED -> finding == RowClass.RETYPED;
                case CONFLICTS -> finding == RowClass.CONFLICT || finding == RowClass.BLOCKED;
                case LIVE_ONLY -> finding == RowClass.ADDED;
            };
        }

        long count(TableDiff table) {
            return switch (this) {
                case ALL -> table.lost() + table.damaged() + table.retyped() + table.liveOnly();
                case LOST -> table.lost() - table.conflicts();
                case DAMAGED -> table.damaged();
                case RETYPED -> table.retyped();
                case CONFLICTS -> table.conflicts();
                case LIVE_ONLY -> table.liveOnly();
            };
        }
    }

    private static final TableDiff NO_ROWS = new TableDiff("", Map.of(), 0, 0, 0);

    private final ObservableList<TableDiff> tables = FXCollections.observableArrayList();
    private final ObservableList<SampleRow> samples = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable TableDiff> selected = new SimpleObjectProperty<>();
    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.ALL);
    private final ReadOnlyObjectWrapper<TableDiff> totals = new ReadOnlyObjectWrapper<>(NO_ROWS);
    private List<SampleRow> all = List.of();
    private Map<String, String> labels = Map.of();

    DiffModel() {
        selected.subscribe(_ -> choose());
        filter.subscribe(_ -> choose());
    }

    /// The groups with anything to see: conflicts first, then the most lost.
    public ObservableList<TableDiff> tables() {
        return tables;
    }

    /// The rows of the chosen group that the filter lets through.
    public ObservableList<SampleRow> samples() {
        return samples;
    }

    public ObjectProperty<@Nullable TableDiff> selectedProperty() {
        return selected;
    }

    public ObjectProperty<Filter> filterProperty() {
        return filter;
    }

    /// The sums over all groups.
    public ReadOnlyObjectProperty<TableDiff> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    /// The filter's word with the chosen group's count, such as `Lost 412`.
    public String filterText(Filter one) {
        TableDiff table = selected.get();
        return one.word() + " " + Counts.of(one.count(table == null ? NO_ROWS : table));
    }

    /// Chooses the next group with conflicts after the chosen one, around the end; does nothing when there is none.
    public void nextConflict() {
        int from = tables.indexOf(selected.get());
        for (int i = 1; i <= tables.size(); i++) {
            TableDiff candidate = tables.get(Math.floorMod(from + i, tables.size()));
            if (candidate.conflicts() > 0) {
                selected.set(candidate);
                filter.set(Filter.CONFLICTS);
                return;
            }
        }
    }

    /// What people call a qualified table, such as `Invoice lines` for `practice.invoice_lines`.
    public String label(String table) {
        return labels.getOrDefault(table, table);
    }

    void show(Difference difference) {
        all = difference.samples();
        labels = difference.labels();
        tables.setAll(difference.tables().stream()
                .sorted(Comparator.comparingLong(TableDiff::conflicts)
                        .thenComparingLong(TableDiff::lost)
                        .thenComparingLong(TableDiff::retyped)
                        .reversed()
                        .thenComparing(TableDiff::table))
                .toList());
        totals.set(sums());
        filter.set(Filter.ALL);
        selected.set(tables.isEmpty() ? null : tables.getFirst());
    }

    void clear() {
        all = List.of();
        tables.clear();
        totals.set(NO_ROWS);
        selected.set(null);
    }

    private void choose() {
        TableDiff table = selected.get();
        if (table == null) {
            samples.clear();
            return;
        }
        samples.setAll(all.stream()
                .filter(row -> row.table().equals(table.table()) && filter.get().lets(row.finding()))
                .toList());
    }

    private TableDiff sums() {
        Map<RowClass, Long> rows = new EnumMap<>(RowClass.class);
        tables.forEach(table -> table.rows().forEach((of, count) -> rows.merge(of, count, Long::sum)));
        return new TableDiff(
                "All " + tables.size() + " groups",
                rows,
                sum(TableDiff::insert),
                sum(TableDiff::update),
                sum(TableDiff::undecided));
    }

    private long sum(ToLongFunction<TableDiff> column) {
        return tables.stream().mapToLong(column).sum();
    }
}
