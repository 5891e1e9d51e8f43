package io.backstay.ui.restore.view;

import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.Act;
import io.backstay.ui.restore.NextAct;
import io.backstay.ui.restore.Pane;
import io.backstay.ui.restore.RestoreModel;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What comes next, and the one primary button that does it.
final class ActionBar extends VBox {
    private final Button primary;
    private final Label hint = Texts.secondary("");
    private final HBox buttons;

    ActionBar(RestoreModel model) {
        getStyleClass().add("rs-action-bar");
        hint.setId("hint");
        hint.setWrapText(true);
        hint.setMinWidth(0);
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.textProperty().bind(model.primaryBinding().map(Act::hint));
        HBox.setHgrow(hint, Priority.ALWAYS);
        primary = primary(model);
        buttons = new HBox(hint, back(model), close(model), find(model), nextConflict(model), primary);
        buttons.getStyleClass().add("bs-action-bar");
        getChildren().addAll(waiting(model), buttons);
        hint.graphicProperty().bind(waits(model).map(waits -> waits ? new MarkIcon(Mark.WARNING) : null));
    }

    private static Label waiting(RestoreModel model) {
        Label waiting = Texts.wrapped(Texts.secondary(""));
        waiting.setId("waiting-case");
        waiting.getStyleClass().add("rs-waiting");
        waiting.textProperty().bind(model.waitingValue());
        waiting.visibleProperty().bind(waiting.textProperty().isNotEmpty());
        waiting.managedProperty().bind(waiting.visibleProperty());
        return waiting;
    }

    /// The words that say what comes next.
    Label text() {
        return hint;
    }

    /// Puts the words above the buttons, which need the whole line then.
    void narrow(boolean now) {
        getChildren().remove(hint);
        buttons.getChildren().remove(hint);
        buttons.getStyleClass().remove("rs-acts-below");
        if (now) {
            buttons.getStyleClass().add("rs-acts-below");
            getChildren().add(getChildren().indexOf(buttons), hint);
        } else {
            buttons.getChildren().addFirst(hint);
        }
    }

    Button primary() {
        return primary;
    }

    private static Button back(RestoreModel model) {
        Button back = Buttons.plain("Back", "fth-arrow-left", model::back);
        back.setId("back");
        back.setAccessibleText("Back");
        back.contentDisplayProperty()
                .bind(Bindings.when(waits(model))
                        .then(ContentDisplay.GRAPHIC_ONLY)
                        .otherwise(ContentDisplay.LEFT));
        var first = model.shownProperty().isEqualTo(Pane.INTAKE);
        back.disableProperty().bind(first.or(model.work().runningProperty()));
        return back;
    }

    /// Beside the primary button until that one closes the restore itself.
    private static Button close(RestoreModel model) {
        Button close = Buttons.plain(NextAct.CLOSE, null, model::close);
        close.setId("close");
        close.textProperty()
                .bind(Bindings.when(model.closeArmedProperty())
                        .then("Really close, without the import?")
                        .otherwise(NextAct.CLOSE));
        var begun = Bindings.createBooleanBinding(
                () -> model.knownProperty().get().opened() != null, model.knownProperty());
        close.disableProperty().bind(begun.not().or(model.work().runningProperty()));
        close.visibleProperty()
                .bind(model.primaryBinding().map(act -> !act.text().equals(NextAct.CLOSE)));
        close.managedProperty().bind(close.visibleProperty());
        return close;
    }

    /// Beside the primary button while the verdict is looked at.
    private static Button find(RestoreModel model) {
        Button find = Buttons.plain("Find the moment", "fth-search", model::toFind);
        find.setId("find");
        find.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.currentProperty().get() == RestoreStep.VERDICT && model.canFind(),
                        model.currentProperty(),
                        model.knownProperty(),
                        model.troubleProperty()));
        find.managedProperty().bind(find.visibleProperty());
        find.disableProperty().bind(model.work().runningProperty());
        return find;
    }

    /// Whether the plan waits for a choice, at the pane where it is made.
    private static BooleanBinding waits(RestoreModel model) {
        return Bindings.createBooleanBinding(
                () -> model.shownProperty().get() == Pane.DIFF
                        && model.currentProperty().get() == RestoreStep.DIFF
                        && model.diff().totalsProperty().get().undecided() > 0,
                model.shownProperty(),
                model.currentProperty(),
                model.diff().totalsProperty());
    }

    private static Button nextConflict(RestoreModel model) {
        Button next = Buttons.plain("Next conflict", null, () -> model.diff().nextConflict());
        next.setId("next-conflict");
        var content = new HBox(Icons.of("fth-corner-right-down"), new Label("Next conflict"), Texts.key("F8"));
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("rs-line");
        next.setGraphic(content);
        next.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        next.visibleProperty().bind(waits(model));
        next.managedProperty().bind(next.visibleProperty());
        return next;
    }

    private static Button primary(RestoreModel model) {
        Button primary = Buttons.primary("", null, model::next);
        primary.setId("primary");
        primary.getStyleClass().add("rs-primary");
        primary.textProperty().bind(model.primaryBinding().map(Act::text));
        primary.disableProperty().bind(model.primaryBinding().map(act -> !act.enabled()));
        var words = new Label();
        words.textProperty().bind(primary.textProperty());
        words.setMinWidth(USE_PREF_SIZE);
        Label key = Texts.key("Ctrl Enter");
        // The room is for the words that say what the plan waits for.
        key.visibleProperty().bind(waits(model).not());
        key.managedProperty().bind(key.visibleProperty());
        var content = new HBox(Icons.of("fth-arrow-right"), words, key);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("rs-line");
        primary.setGraphic(content);
        primary.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return primary;
    }
}
