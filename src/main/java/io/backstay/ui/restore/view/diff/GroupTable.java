package io.backstay.ui.restore.view.diff;

import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.diff.GroupChoice;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The groups with what was found in each, the choice for the whole group, and the sums below.
final class GroupTable extends VBox {
    private static final int GROUPS_SEEN = 6;

    /// What a narrow window keeps: the group, what was lost, conflicts, the choice.
    private static final Set<Integer> KEPT = Set.of(0, 1, 4, 5);

    private static final double HEAD = 29;
    private static final double TOTALS_ROW = 32;

    private final DiffModel diff;
    private final TableView<TableDiff> table = Tables.table(Tables.ROW);
    private final HBox totals = new HBox();

    GroupTable(DiffModel diff) {
        this.diff = diff;
        totals.setMinHeight(TOTALS_ROW);
        totals.setAlignment(Pos.CENTER_LEFT);
        totals.getStyleClass().add("rs-totals");
        table.setId("groups");
        table.setItems(diff.tables());
        column("Business label", 116, row -> name(diff.label(row.table())), false);
        column("Lost", 70, row -> count(lost(row), "rs-count-strong"), true);
        column("Damaged", 74, this::damaged, true);
        column("Re-typed", 74, row -> count(row.retyped(), "rs-count-strong"), true);
        column("Conflicts", 74, row -> count(row.count(RowClass.CONFLICT), "rs-count-warning"), true);
        column("Choice for the whole group", 232, this::choice, false);
        column("Insert", 70, row -> count(row.insert(), "rs-count-strong"), true);
        column("Update", 70, row -> count(row.update(), "rs-count-strong"), true);
        table.getColumns().stream().skip(1).forEach(each -> each.setMaxWidth(each.getPrefWidth()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        var rows = Bindings.size(diff.tables());
        // Rows grow with the text, and so does the head.
        table.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> table.getFixedCellSize() * (HEAD / Tables.ROW + Math.clamp(rows.get(), 1, GROUPS_SEEN)),
                        rows,
                        table.fixedCellSizeProperty()));
        table.minHeightProperty().bind(table.prefHeightProperty());
        select();
        getChildren().addAll(table, totals);
    }

    TableView<TableDiff> table() {
        return table;
    }

    /// Fits the columns to the size of text and to the window.
    void fit(double scale, boolean narrow) {
        Tables.fit(table, scale, narrow && scale > 1.5 ? KEPT : Set.of());
        totals.setMinHeight(TOTALS_ROW * scale);
    }

    /// Draws everything anew, with the same group chosen.
    void show() {
        TableDiff chosen = diff.selectedProperty().get();
        table.refresh();
        if (chosen != null) {
            table.getSelectionModel().select(chosen);
        }
        totals.getChildren().clear();
        TableDiff all = diff.totalsProperty().get();
        List<Node> cells = List.of(
                name(all.table()),
                count(lost(all), "rs-count-strong"),
                damaged(all),
                count(all.retyped(), "rs-count-strong"),
                count(all.count(RowClass.CONFLICT), "rs-count-strong"),
                new Label(),
                count(all.insert(), "rs-count-strong"),
                count(all.update(), "rs-count-strong"));
        for (int i = 0; i < cells.size(); i++) {
            TableColumn<TableDiff, ?> column = table.getColumns().get(i);
            var cell = new HBox(cells.get(i));
            cell.getStyleClass().add("rs-total");
            cell.setAlignment(column.getStyleClass().contains("bs-right") ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
            cell.minWidthProperty().bind(column.widthProperty());
            cell.maxWidthProperty().bind(column.widthProperty());
            cell.visibleProperty().bind(column.visibleProperty());
            cell.managedProperty().bind(column.visibleProperty());
            totals.getChildren().add(cell);
        }
    }

    private void select() {
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                diff.selectedProperty().set(chosen);
            }
        });
        diff.selectedProperty().subscribe(chosen -> {
            if (chosen != null && !chosen.equals(table.getSelectionModel().getSelectedItem())) {
                table.getSelectionModel().select(chosen);
            }
        });
    }

    private void column(String head, double width, Function<TableDiff, Node> cell, boolean right) {
        TableColumn<TableDiff, TableDiff> column = Tables.nodes(head, width, cell);
        if (right) {
            column.getStyleClass().add("bs-right");
        }
        table.getColumns().add(column);
    }

    private static long lost(TableDiff row) {
        return row.count(RowClass.LOST) + row.count(RowClass.REMOVED);
    }

    private static Label name(String words) {
        Label label = Texts.name(words);
        label.setTooltip(new Tooltip(words));
        return label;
    }

    private Node damaged(TableDiff row) {
        if (diff.damaged().stagedProperty().get() != null) {
            return count(row.damaged(), "rs-count-strong");
        }
        Label unknown = Texts.mono("–");
        unknown.getStyleClass().setAll("label", "bs-mono-muted");
        unknown.setTooltip(new Tooltip("Not known: nobody looked at the damaged state."));
        return unknown;
    }

    /// A count, never cut: one that is wider than its column reaches into the empty room on its left. A zero is quiet.
    private static Node count(long count, String style) {
        var label = new Label(Counts.of(count));
        label.setMinWidth(USE_PREF_SIZE);
        label.getStyleClass().add(count == 0 ? "bs-mono-muted" : style);
        return label;
    }

    private Node choice(TableDiff row) {
        List<GroupChoice> offered = GroupChoice.offered(row);
        if (offered.isEmpty()) {
            return Texts.secondary(row.undecided() > 0 ? "Each conflict by itself" : "Nothing to choose");
        }
        var box = new ComboBox<>(FXCollections.observableArrayList(offered));
        box.getStyleClass().addAll("bs-field", "rs-choice");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText("Choice for all of " + diff.label(row.table()));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable GroupChoice choice) {
                return choice == null ? "" : choice.words();
            }

            @Override
            public @Nullable GroupChoice fromString(String typed) {
                return null;
            }
        });
        box.setPromptText(diff.deciding().columns(row).isEmpty() ? "Several" : "Mend chosen columns");
        box.setValue(diff.deciding().of(row).orElse(null));
        box.disableProperty().bind(diff.deciding().possibleProperty().not());
        box.setOnAction(_ -> {
            GroupChoice chosen = box.getValue();
            if (chosen != null) {
                diff.selectedProperty().set(row);
                diff.deciding().choose(row, chosen);
            }
        });
        HBox.setHgrow(box, Priority.ALWAYS);
        var cell = new HBox(box);
        cell.setAlignment(Pos.CENTER_LEFT);
        return cell;
    }
}
