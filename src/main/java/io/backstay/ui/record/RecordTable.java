package io.backstay.ui.record;

import io.backstay.act.record.Records.Entry;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.table.Tables;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The entries as a table, newest first; Enter and a double click lead from an outcome to its intent and back.
final class RecordTable {
    /// Number, outcome, act, signed.
    private static final Set<Integer> KEPT = Set.of(0, 2, 3, 6);
    /// How many rows stay in sight above one that is gone to.
    private static final int ABOVE = 2;

    private final RecordModel model;
    private final Times times;
    private final TableView<Entry> table = Tables.table(Tables.TALL_ROW);

    RecordTable(RecordModel model, Times times) {
        this.model = model;
        this.times = times;
        table.setItems(model.entries());
        table.setId("record-entries");
        table.setAccessibleText("Entries, newest first");
        table.getColumns().add(Tables.fixed(Tables.number("Entry", 68, row -> Long.toString(row.seq()))));
        table.getColumns().add(Tables.fixed(Tables.nodes("UTC, and " + Times.city(times.operator()), 158, this::when)));
        table.getColumns().add(Tables.fixed(Tables.nodes("Outcome", 116, this::outcome)));
        table.getColumns().add(Tables.nodes("Act, target", 200, RecordTable::act));
        table.getColumns().add(Tables.nodes("Actor, role", 110, RecordTable::who));
        table.getColumns().add(Tables.nodes("Case, run, tenant", 120, RecordTable::about));
        table.getColumns().add(Tables.fixed(Tables.nodes("Signed", 100, this::signed)));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null) {
                model.selectedProperty().set(row);
            }
        });
        table.setOnKeyPressed(press -> {
            if (press.getCode() == KeyCode.ENTER) {
                model.goToPartner();
                press.consume();
            }
        });
        table.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                model.goToPartner();
            }
        });
    }

    TableView<Entry> node() {
        return table;
    }

    /// Marks the one that is looked at and brings it into sight.
    void choose(@Nullable Entry chosen) {
        if (chosen == null) {
            table.getSelectionModel().clearSelection();
        } else if (!chosen.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(chosen);
            table.scrollTo(Math.max(0, table.getItems().indexOf(chosen) - ABOVE));
        }
    }

    /// Fits the columns to the size of text and the width of the window.
    void fit(double scale, boolean narrow) {
        Tables.fit(table, scale, narrow ? KEPT : Set.of());
    }

    private Node when(Entry row) {
        return two(Texts.mono(Times.utcSeconds(row.at())), Times.secondsIn(times.operator(), row.at()));
    }

    /// An outcome leads to its intent.
    private Node outcome(Entry row) {
        return changing(() -> EntryWords.label(row, model.isOpen(row)), model.entries());
    }

    private static Node act(Entry row) {
        return two(Texts.name(row.act()), row.target());
    }

    private static Node who(Entry row) {
        String role = row.role();
        return two(Texts.body(row.actor()), role == null ? "no role" : role);
    }

    private static Node about(Entry row) {
        String tenant = row.tenant();
        String run = EntryWords.run(row);
        String caseId = row.caseId();
        String first = caseId == null ? run == null ? "" : run : run == null ? caseId : caseId + ", " + run;
        return two(Texts.body(first), tenant == null ? "" : tenant);
    }

    private Node signed(Entry row) {
        return changing(() -> EntryWords.signed(row, model.standing(row)), model.checkProperty());
    }

    /// What may change while its row does not; the binding dies with the cell.
    private static Node changing(Callable<Node> made, Observable when) {
        var holder = new Label();
        holder.graphicProperty().bind(Bindings.createObjectBinding(made, when));
        return holder;
    }

    private static Node two(Label first, String second) {
        first.setTooltip(new Tooltip(first.getText()));
        Label below = Texts.caption(second);
        below.setTooltip(new Tooltip(second));
        var box = new VBox(first, below);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
