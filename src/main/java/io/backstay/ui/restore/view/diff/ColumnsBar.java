package io.backstay.ui.restore.view.diff;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.diff.MendedColumns;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks which columns the incident wrote over, and the button that opens it.
final class ColumnsBar {
    private final DiffModel diff;
    private final MendedColumns columns;

    ColumnsBar(DiffModel diff) {
        this.diff = diff;
        this.columns = diff.columns();
    }

    /// There only for a group with rows that still are in live and differ.
    Button button() {
        Button button = Buttons.small("Columns…", "fth-columns", () -> {
            var group = diff.selectedProperty().get();
            if (columns.askedProperty().get() != null) {
                columns.leave();
            } else if (group != null) {
                columns.ask(group);
            }
        });
        button.setId("columns");
        button.setTooltip(new Tooltip("Mend only the columns that the incident wrote over, not whole rows."));
        button.visibleProperty().bind(diff.columnsOfferedBinding());
        button.managedProperty().bind(button.visibleProperty());
        button.disableProperty().bind(diff.deciding().possibleProperty().not());
        return button;
    }

    Node bar() {
        Label question = Texts.body("");
        question.setMinWidth(0);
        Label why = Texts.wrapped(Texts.secondary(""));
        var boxes = new FlowPane();
        boxes.getStyleClass().add("rs-columns");
        Button mend = Buttons.small("Compare with these", "fth-check", columns::mend);
        mend.setId("columns-mend");
        mend.disableProperty().bind(diff.deciding().possibleProperty().not());
        Button leave = Buttons.small("Not wanted", null, columns::leave);
        leave.setId("columns-leave");
        HBox.setHgrow(question, Priority.ALWAYS);
        question.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(question, mend, leave);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("rs-line");
        var bar = new VBox(head, boxes, why);
        bar.getStyleClass().add("rs-asking-bar");
        bar.managedProperty().bind(bar.visibleProperty());
        columns.askedProperty().subscribe(asked -> {
            bar.setVisible(asked != null);
            boxes.getChildren().setAll(ticks(asked));
            question.setText(asked == null ? "" : question(asked));
            why.setText(words());
        });
        return bar;
    }

    private String question(MendedColumns.Asked asked) {
        return "Which columns of " + diff.label(asked.group().table()) + " did the incident write over?";
    }

    private String words() {
        return "Ticked ones get their last good values back; the rest of each row stays as it is. None ticked means"
                + " whole rows. "
                + (diff.damaged().stagedProperty().get() == null
                        ? "Nobody looked at the damaged state, so every value that differs counts as damage."
                        : "Counted are values that are still as the incident left them.");
    }

    private static List<? extends Node> ticks(MendedColumns.@Nullable Asked asked) {
        return asked == null
                ? List.of()
                : asked.columns().stream()
                        .map(column -> {
                            var tick = new CheckBox(column.words());
                            tick.setId("column-" + column.name());
                            tick.setTooltip(new Tooltip(column.name()));
                            tick.setAccessibleText("Mend the column " + column.words());
                            tick.selectedProperty().bindBidirectional(column.mended());
                            return tick;
                        })
                        .toList();
    }
}
