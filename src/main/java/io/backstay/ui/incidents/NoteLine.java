package io.backstay.ui.incidents;

import io.backstay.act.incident.Incidents;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.Keyboard;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Adds a line to the timeline by hand: type, Enter.
final class NoteLine extends HBox {
    private static final double WIDTH = 240;

    private final TextField words = new TextField();

    NoteLine(CaseModel model) {
        words.setId("note-words");
        words.getStyleClass().add("bs-field");
        words.setPromptText("What happened, Ctrl M");
        words.setAccessibleText("A note for the timeline");
        words.setPrefWidth(WIDTH);
        HBox.setHgrow(words, Priority.ALWAYS);
        Runnable add = () -> {
            if (!words.getText().isBlank()) {
                model.note(Incidents.Note.NOTE, words.getText(), words::clear);
            }
        };
        words.setOnAction(_ -> add.run());
        words.setDisable(model.refusal() != null);
        var button = Buttons.unless(model.refusal(), Buttons.small("Note", "fth-plus", add));
        Label problem = Texts.caption("");
        problem.getStyleClass().add("in-problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("in-kinds");
        getChildren().addAll(problem, words, button);
    }

    /// Begins with typing.
    void begin() {
        Keyboard.into(words);
    }
}
