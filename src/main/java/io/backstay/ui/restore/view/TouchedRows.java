package io.backstay.ui.restore.view;

import io.backstay.act.undo.Undos.TouchedRow;
import io.backstay.base.Counts;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.UndoChoice;
import io.backstay.ui.restore.UndoChoice.Shown;
import io.backstay.ui.restore.diff.Unmasked;
import io.backstay.ui.restore.view.diff.RevealBar;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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

    /// @param possible whether a row can be looked at without a mask now
    static Node of(UndoChoice choice, ObservableBooleanValue possible) {
        Label waits = Texts.wrapped(Texts.secondary(""));
        waits.setId("undo-left");
        waits.setGraphic(new MarkIcon(Mark.WARNING));
        choice.leftProperty().subscribe(left -> waits.setText(words(left.longValue())));
        var box = new VBox(waits);
        box.getStyleClass().add("rs-touched");
        choice.groups().forEach(group -> box.getChildren().add(group(group, choice.unmasked())));
        box.getChildren()
                .add(RevealBar.of(
                        choice.unmasked(),
                        "undo-reveal",
                        asked -> asked.row().name(),
                        possible,
                        "One row at a time; who looked and why stands in the record."));
        return box;
    }

    private static String words(long left) {
        return left == 0
                ? "All rows that the tenant has touched since are undone too. What they did to them is lost."
                : Counts.of(left, "row") + " that the tenant has touched since "
                        + (left == 1 ? "stands" : "stand") + " in the way. Tick what is undone all the same: what they"
                        + " did to it is lost.";
    }

    private static Node group(UndoChoice.Group group, Unmasked<Shown> unmasked) {
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
        group.rows().forEach(row -> box.getChildren().add(row(row, group, unmasked)));
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
        return line(List.of(Texts.caption("Row"), Texts.caption("Now"), Texts.caption("After the undo")), nothing());
    }

    private static Node row(UndoChoice.Row row, UndoChoice.Group group, Unmasked<Shown> unmasked) {
        TouchedRow touched = row.shown().row();
        var check = new CheckBox();
        check.setId("undo-row-" + touched.key());
        check.selectedProperty().bindBidirectional(row.chosenProperty());
        check.disableProperty().bind(group.allProperty());
        Label now = touched.now() == null ? Texts.secondary("") : Texts.body("");
        Label after = touched.after() == null ? Texts.secondary("") : Texts.body("");
        now.setTooltip(new Tooltip());
        after.setTooltip(new Tooltip());
        now.getTooltip().textProperty().bind(now.textProperty());
        after.getTooltip().textProperty().bind(after.textProperty());
        unmasked.plainProperty().subscribe(_ -> {
            TouchedRow seen = unmasked.seen(row.shown()).row();
            check.setText(seen.name());
            check.setAccessibleText("Undo " + group.touched().label() + " " + seen.name() + " all the same");
            now.setText(seen.now() == null ? "— gone" : seen.now());
            after.setText(seen.after() == null ? "— " + seen.then() : seen.then());
            // What somebody gave a reason to see is seen whole.
            now.setWrapText(isSeen(row.shown(), unmasked));
            after.setWrapText(now.isWrapText());
        });
        return line(List.of(check, now, after), eye(row, group, unmasked));
    }

    private static boolean isSeen(Shown shown, Unmasked<Shown> unmasked) {
        return unmasked.plainProperty().get() != null
                && shown.equals(unmasked.askedProperty().get());
    }

    /// Asks to see the row, and masks it again; nothing where nothing is masked.
    private static Button eye(UndoChoice.Row row, UndoChoice.Group group, Unmasked<Shown> unmasked) {
        Shown shown = row.shown();
        if (!shown.row().masked()) {
            return nothing();
        }
        String what = group.touched().label() + " " + shown.row().name();
        Button eye = Buttons.icon("fth-eye-off", "See " + what + " without a mask", () -> {
            if (shown.equals(unmasked.askedProperty().get())) {
                unmasked.hide();
            } else {
                unmasked.ask(shown);
            }
        });
        eye.setId("undo-masked-" + shown.row().key());
        unmasked.plainProperty().subscribe(_ -> {
            boolean plain = isSeen(shown, unmasked);
            String does = plain ? "Mask " + what + " again" : "See " + what + " without a mask";
            eye.setGraphic(Icons.of(plain ? "fth-eye" : "fth-eye-off"));
            eye.setAccessibleText(does);
            eye.getTooltip().setText(does);
        });
        return eye;
    }

    /// As wide as an eye, so that the columns stand under each other.
    private static Button nothing() {
        Button nothing = Buttons.icon("fth-eye-off", "", () -> {});
        nothing.setVisible(false);
        return nothing;
    }

    private static Node line(List<? extends javafx.scene.control.Labeled> cells, Button last) {
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
        last.setMinWidth(Button.USE_PREF_SIZE);
        line.getChildren().add(last);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("rs-line", "rs-touched-row");
        return line;
    }
}
