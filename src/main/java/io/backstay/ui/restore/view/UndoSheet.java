package io.backstay.ui.restore.view;

import io.backstay.act.undo.Undos.Outlook;
import io.backstay.act.undo.Undos.Table;
import io.backstay.base.Counts;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.UndoModel.Seen;
import io.backstay.ui.restore.view.part.SidePane;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What an undo would take back, and the tenant's name that must be typed before it does.
final class UndoSheet {
    private UndoSheet() {}

    /// The sheet; null while nothing was asked.
    static @Nullable Node of(RestoreModel model) {
        Seen seen = model.undo().seenProperty().get();
        String stopped = seen.stopped();
        if (stopped != null) {
            var card = new Card("fth-corner-up-left", "Not undone", "");
            card.setId("undo-sheet");
            return card.with(asked(SidePane.marked(Mark.BREACH, stopped), buttons(model, false)));
        }
        Outlook outlook = seen.outlook();
        return outlook == null || seen.undone() ? null : sheet(model, outlook);
    }

    private static Node sheet(RestoreModel model, Outlook outlook) {
        var card = new Card("fth-corner-up-left", "Undo this restore?", "one transaction, proven before its commit");
        card.setId("undo-sheet");
        for (Table table : outlook.tables()) {
            card.row(
                    null,
                    table.label(),
                    table.table(),
                    Texts.secondary(Counts.of(table.deleted(), "row") + " deleted, " + Counts.of(table.putBack())
                            + " put back"));
        }
        outlook.needed().forEach(each -> card.row(Mark.BREACH, each, "", Texts.secondary("needs deleted rows")));
        if (outlook.files() > 0) {
            card.row(null, Counts.of(outlook.files(), "file"), "copies are never deleted", Texts.secondary("stay"));
        }
        if (!outlook.touched().isEmpty()) {
            card.with(TouchedRows.of(
                    model.undo().choice(), model.work().runningProperty().not()));
        }
        return card.with(outlook.needed().isEmpty() ? name(model, outlook) : inTheWay(model));
    }

    private static Node inTheWay(RestoreModel model) {
        return asked(
                Texts.wrapped(Texts.secondary("Nothing is undone while rows that were added since need rows that would"
                        + " be deleted. Have them removed or moved first, then look again.")),
                buttons(model, false));
    }

    private static Node name(RestoreModel model, Outlook outlook) {
        var typed = new TextField();
        typed.setId("undo-typed");
        typed.getStyleClass().add("bs-field");
        typed.setAccessibleText("The tenant's name");
        typed.textProperty().bindBidirectional(model.undo().typedProperty());
        Label question = Texts.caption("Type the tenant's name, exactly: " + outlook.tenantName());
        question.setLabelFor(typed);
        return asked(question, typed, buttons(model, true));
    }

    private static Node buttons(RestoreModel model, boolean ready) {
        Button leave = Buttons.plain("Leave it as it is", null, model.undo()::leave);
        leave.setId("undo-leave");
        var box = new HBox(leave);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.getStyleClass().add("rs-line");
        if (ready) {
            Button undo = Buttons.danger("Undo", "fth-corner-up-left", model::runUndo);
            undo.setId("undo-run");
            undo.disableProperty().bind(model.undo().mayUndoBinding().not());
            box.getChildren().add(undo);
        }
        return box;
    }

    private static Node asked(Node... lines) {
        var box = new VBox(lines);
        box.getStyleClass().add("rs-asked");
        return box;
    }
}
