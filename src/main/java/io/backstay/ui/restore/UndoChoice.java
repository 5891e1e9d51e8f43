package io.backstay.ui.restore;

import io.backstay.act.undo.Undos.Touched;
import io.backstay.act.undo.Undos.TouchedRow;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.ui.restore.diff.Unmasked;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// Which rows are undone although the tenant has touched them since: none, unless a person says so for each, or for
/// all of a table.
public final class UndoChoice {
    private final List<Group> groups;
    private final Unmasked<Shown> unmasked = new Unmasked<>();
    private final ReadOnlyLongWrapper left = new ReadOnlyLongWrapper(0);

    UndoChoice(List<Touched> touched) {
        this.groups = touched.stream().map(Group::new).toList();
        for (Group group : groups) {
            group.all.subscribe(_ -> count());
            group.rows.forEach(row -> row.chosen.subscribe(_ -> count()));
        }
    }

    /// The rows of one table.
    public static final class Group {
        private final Touched touched;
        private final List<Row> rows;
        private final BooleanProperty all = new SimpleBooleanProperty(false);

        private Group(Touched touched) {
            this.touched = touched;
            this.rows = touched.rows().stream()
                    .map(row -> new Row(new Shown(touched.table(), row)))
                    .toList();
        }

        /// What was touched.
        public Touched touched() {
            return touched;
        }

        /// Those that can be chosen one by one.
        public List<Row> rows() {
            return rows;
        }

        /// Whether all of them are undone, those that are not listed too.
        public BooleanProperty allProperty() {
            return all;
        }

        private Chosen chosen() {
            return all.get()
                    ? Chosen.ALL
                    : Chosen.of(rows.stream()
                            .filter(row -> row.chosen.get())
                            .map(row -> row.shown.row().key())
                            .collect(Collectors.toUnmodifiableSet()));
        }

        private long left() {
            return all.get() ? 0 : Math.max(0, touched.count() - chosen().rows().size());
        }
    }

    /// A row as it is shown, with and without a mask.
    ///
    /// @param table such as `practice.clients`
    public record Shown(String table, TouchedRow row) {}

    /// One row.
    public static final class Row {
        private final Shown shown;
        private final BooleanProperty chosen = new SimpleBooleanProperty(false);

        private Row(Shown shown) {
            this.shown = shown;
        }

        /// What it is now, and what an undo makes of it.
        public Shown shown() {
            return shown;
        }

        /// Whether it is undone all the same.
        public BooleanProperty chosenProperty() {
            return chosen;
        }
    }

    /// The tables with such rows.
    public List<Group> groups() {
        return groups;
    }

    /// The row that is seen without a mask.
    public Unmasked<Shown> unmasked() {
        return unmasked;
    }

    /// How many touched rows nobody has chosen; the undo waits for them.
    public ReadOnlyLongProperty leftProperty() {
        return left.getReadOnlyProperty();
    }

    /// What was chosen, by table.
    Map<String, Chosen> chosen() {
        Map<String, Chosen> chosen = new TreeMap<>();
        for (Group group : groups) {
            Chosen of = group.chosen();
            if (of.all() || !of.rows().isEmpty()) {
                chosen.put(group.touched.table(), of);
            }
        }
        return chosen;
    }

    private void count() {
        left.set(groups.stream().mapToLong(Group::left).sum());
    }
}
