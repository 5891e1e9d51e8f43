package io.backstay.ui.restore.view;

import io.backstay.act.undo.Undos.TouchedRow;
import io.backstay.base.Counts;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.UndoChoice;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Rows that the tenant has touched since the restore, as they are and as an undo would make them, each with a box
/// to tick.
final class TouchedRows {
    private static final double NAME = 150;

    private TouchedRows() {}

    static Node of(UndoChoice choice) {
        Label waits = Texts.wrapped(Texts.secondary(""));
        waits.setId("undo-left");
        waits.setGraphic(new MarkIcon(Mark.WARNING));
        choice.leftProperty().subscribe(left -> waits.setText(words(left.longValue())));
        var box = new VBox(waits);
        box.getStyleClass().add("rs-touched");
        choice.groups().forEach(group -> box.getChildren().add(group(group)));
        return box;
    }

    private static String words(long left) {
        return left == 0
                ? "All rows that the tenant has touched since are undone too. What they did to them is lost."
                : Counts.of(left, "row") + " that the tenant has touched since "
                        + (left == 1 ? "stands" : "stand") + " in the way. Tick what is undone all the same: what they"
                        + " did to it is lost.";
    }

    private static Node group(UndoChoice.Group group) {
        long count = group.touched().count();
        Label heading = Texts.name(group.touched().label());
        heading.setTooltip(new Tooltip(group.touched().sentence()));
        var all = new CheckBox(count == 1 ? "This row" : "All " + Counts.of(count) + " of them");
        all.setId("undo-all-" + group.touched().table());
        all.setAccessibleText("Undo all touched rows of " + group.touched().label());
        all.selectedProperty().bindBidirectional(group.allProperty());
        var head = new HBox(heading, Card.spring(), all);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("rs-line");
        var box = new VBox(head);
        box.getStyleClass().add("rs-touched-group");
        if (!group.rows().isEmpty()) {
            box.getChildren().add(columns());
        }
        group.rows().forEach(row -> box.getChildren().add(row(row, group)));
        long more = count - group.rows().size();
        if (more > 0) {
            box.getChildren()
                    .add(Texts.caption(
                            group.rows().isEmpty()
                                    ? "Rows without a key can only be chosen all together."
                                    : "and " + Counts.of(more, "more row") + ", chosen with all of them only"));
        }
        return box;
    }

    private static Node columns() {
        return line(List.of(Texts.caption("Row"), Texts.caption("Now"), Texts.caption("After the undo")));
    }

    private static Node row(UndoChoice.Row row, UndoChoice.Group group) {
        TouchedRow touched = row.row();
        var check = new CheckBox(touched.name());
        check.setId("undo-row-" + touched.key());
        check.setAccessibleText("Undo " + group.touched().label() + " " + touched.name() + " all the same");
        check.selectedProperty().bindBidirectional(row.chosenProperty());
        check.disableProperty().bind(group.allProperty());
        Label now = touched.now() == null ? Texts.secondary("— gone") : Texts.body(touched.now());
        Label after = touched.after() == null ? Texts.secondary("— " + touched.then()) : Texts.body(touched.then());
        now.setTooltip(new Tooltip(now.getText()));
        after.setTooltip(new Tooltip(after.getText()));
        return line(List.of(check, now, after));
    }

    private static Node line(List<? extends javafx.scene.control.Labeled> cells) {
        var line = new HBox();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            cell.setMinWidth(0);
            cell.setPrefWidth(NAME);
            cell.setMaxWidth(i == 0 ? NAME : Double.MAX_VALUE);
            if (i > 0) {
                HBox.setHgrow(cell, Priority.ALWAYS);
            }
            line.getChildren().add(cell);
        }
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("rs-line", "rs-touched-row");
        return line;
    }
}
