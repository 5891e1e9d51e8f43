package io.backstay.ui.restore.diff;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What was lost and what has happened since: groups above, a sample of the chosen group below.
public final class DiffModel {
    private static final TableDiff NO_ROWS = new TableDiff("", Map.of(), 0, 0, 0);

    private final ObservableList<TableDiff> tables = FXCollections.observableArrayList();
    private final ObservableList<SampleRow> samples = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable TableDiff> selected = new SimpleObjectProperty<>();
    private final ObjectProperty<DiffFilter> filter = new SimpleObjectProperty<>(DiffFilter.ALL);
    private final ReadOnlyObjectWrapper<TableDiff> totals = new ReadOnlyObjectWrapper<>(NO_ROWS);
    private final ObjectProperty<@Nullable SampleRow> row = new SimpleObjectProperty<>();
    private final Deciding deciding = new Deciding();
    private final MendedColumns columns = new MendedColumns(deciding);
    private final Unmasked<SampleRow> unmasked = new Unmasked<>();
    private final DamagedSide damaged = new DamagedSide();
    private final BooleanBinding columnsOffered =
            Bindings.createBooleanBinding(() -> columns.offered(selected.get()), selected, columns.knownProperty());
    private List<SampleRow> all = List.of();
    private Map<String, String> labels = Map.of();

    /// Nothing is compared yet.
    public DiffModel() {
        selected.subscribe(_ -> {
            choose();
            columns.leave();
        });
        filter.subscribe(_ -> choose());
        row.subscribe(_ -> unmasked.hide());
    }

    /// What is chosen for the rows.
    public Deciding deciding() {
        return deciding;
    }

    /// The columns that alone are mended.
    public MendedColumns columns() {
        return columns;
    }

    /// Whether columns of the chosen group can be mended by themselves, by the last comparison.
    public BooleanBinding columnsOfferedBinding() {
        return columnsOffered;
    }

    /// The row that is seen without a mask.
    public Unmasked<SampleRow> unmasked() {
        return unmasked;
    }

    /// The state after the incident.
    public DamagedSide damaged() {
        return damaged;
    }

    /// The groups with anything to see: conflicts first, then the most lost.
    public ObservableList<TableDiff> tables() {
        return tables;
    }

    /// The rows of the chosen group that the filter lets through.
    public ObservableList<SampleRow> samples() {
        return samples;
    }

    /// The table that is looked at; null while there is none.
    public ObjectProperty<@Nullable TableDiff> selectedProperty() {
        return selected;
    }

    /// Which tables are listed.
    public ObjectProperty<DiffFilter> filterProperty() {
        return filter;
    }

    /// The row of the sample that keys act on, null for none.
    public ObjectProperty<@Nullable SampleRow> rowProperty() {
        return row;
    }

    /// The sums over all groups.
    public ReadOnlyObjectProperty<TableDiff> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    /// The filter's word with the chosen group's count, such as `Lost 412`.
    public String filterText(DiffFilter one) {
        TableDiff table = selected.get();
        return one.word() + " " + Counts.of(one.count(table == null ? NO_ROWS : table));
    }

    /// Live rows that differ from what they were and stay as they are.
    public static long kept(TableDiff of) {
        long differing = of.damaged() + of.retyped() + of.count(RowClass.CONFLICT);
        return Math.max(0, differing - of.update() - of.undecided());
    }

    /// Whether the chosen group has such rows; all of them are always offered.
    public boolean has(DiffFilter one) {
        TableDiff table = selected.get();
        return one == DiffFilter.ALL || (table != null && one.count(table) > 0);
    }

    /// Goes to the next conflict that nobody has decided, around the end; where all are decided, to the next one.
    public void nextConflict() {
        if (!toNext(each -> each.write() == SampleRow.Write.UNDECIDED)
                && !toNextGroup(each -> each.undecided() > 0)
                && !toNext(each -> each.finding() == RowClass.CONFLICT)) {
            toNextGroup(each -> each.conflicts() > 0);
        }
    }

    /// Chooses for the conflict that keys act on; ignored for any other row.
    public void choose(Choice choice) {
        SampleRow at = row.get();
        if (at != null) {
            deciding.choose(at, choice);
        }
    }

    /// Chooses for every conflict that has no choice of its own.
    public void chooseConflicts(Choice choice) {
        deciding.chooseConflicts(tables, choice);
    }

    private boolean toNext(Predicate<SampleRow> wanted) {
        List<SampleRow> rows = tables.stream()
                .flatMap(table -> all.stream().filter(each -> each.table().equals(table.table())))
                .toList();
        int from = rows.indexOf(row.get());
        for (int i = 1; i <= rows.size(); i++) {
            SampleRow candidate = rows.get(Math.floorMod(from + i, rows.size()));
            if (wanted.test(candidate)) {
                to(candidate);
                return true;
            }
        }
        return false;
    }

    private void to(SampleRow candidate) {
        tables.stream()
                .filter(table -> table.table().equals(candidate.table()))
                .findFirst()
                .ifPresent(selected::set);
        if (!filter.get().lets(candidate.finding())) {
            filter.set(DiffFilter.CONFLICTS);
        }
        row.set(candidate);
    }

    private boolean toNextGroup(Predicate<TableDiff> wanted) {
        int from = tables.indexOf(selected.get());
        for (int i = 1; i <= tables.size(); i++) {
            TableDiff candidate = tables.get(Math.floorMod(from + i, tables.size()));
            if (wanted.test(candidate)) {
                selected.set(candidate);
                filter.set(DiffFilter.CONFLICTS);
                return true;
            }
        }
        return false;
    }

    /// What people call a qualified table, such as `Invoice lines` for `practice.invoice_lines`.
    public String label(String table) {
        return labels.getOrDefault(table, table);
    }

    /// Shows what a comparison found; the group and the row that were chosen stay so where they are still there.
    public void show(Difference difference) {
        TableDiff group = selected.get();
        SampleRow at = row.get();
        row.set(null);
        all = difference.samples();
        labels = difference.labels();
        columns.show(difference.columns());
        tables.setAll(difference.tables().stream()
                .sorted(Comparator.comparingLong(TableDiff::conflicts)
                        .thenComparingLong(TableDiff::lost)
                        .thenComparingLong(TableDiff::retyped)
                        .reversed()
                        .thenComparing(TableDiff::table))
                .toList());
        totals.set(sums());
        TableDiff same = group == null
                ? null
                : tables.stream()
                        .filter(each -> each.table().equals(group.table()))
                        .findFirst()
                        .orElse(null);
        if (same == null) {
            filter.set(DiffFilter.ALL);
        }
        selected.set(same != null ? same : tables.isEmpty() ? null : tables.getFirst());
        choose();
        if (at != null) {
            samples.stream()
                    .filter(each -> each.id().equals(at.id())
                            && each.key().equals(at.key())
                            && each.table().equals(at.table()))
                    .findFirst()
                    .ifPresent(row::set);
        }
    }

    /// Forgets what was compared.
    public void clear() {
        all = List.of();
        tables.clear();
        columns.show(Map.of());
        totals.set(NO_ROWS);
        row.set(null);
        selected.set(null);
        deciding.show(Choices.DEFAULT);
        damaged.clear();
    }

    private void choose() {
        TableDiff table = selected.get();
        row.set(null);
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
