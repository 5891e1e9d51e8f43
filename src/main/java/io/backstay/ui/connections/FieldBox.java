package io.backstay.ui.connections;

import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Layout;
import io.backstay.codec.Words;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One question, its answer, what helps to give it, and what is wrong with it as soon as something is.
final class FieldBox extends VBox {
    private static final int LINES = 2;

    /// @param beside how many stand in its line, itself included; 1 to 3
    FieldBox(Field field, StringProperty typed, int beside) {
        String id = "connection-" + Words.of(field);
        Label label = Texts.name(field.question());
        Node answer = field.choices().isEmpty() ? input(field, typed, id, label) : choice(field, typed, id);
        var asked = new HBox(label);
        asked.getStyleClass().add("cn-question");
        if (Layout.optional(field)) {
            asked.getChildren().add(Texts.caption("optional"));
        }
        getChildren().addAll(asked, answer);
        if (!field.help().isEmpty()) {
            getChildren().add(Texts.wrapped(Texts.caption(field.help())));
        }
        getChildren().add(problem(field, typed, id));
        // About as wide as it will be, so that the lines of the help are counted right before it is laid out.
        getStyleClass().addAll("cn-asked", "cn-of-" + beside);
        HBox.setHgrow(this, Priority.ALWAYS);
    }

    private static Node input(Field field, StringProperty typed, String id, Label label) {
        TextInputControl input = field.lines() ? area() : new TextField();
        input.setId(id);
        input.setPromptText(field.example());
        input.getStyleClass().add("bs-field");
        input.textProperty().bindBidirectional(typed);
        input.setAccessibleText(field.question());
        input.setAccessibleHelp(field.help());
        input.setMaxWidth(Double.MAX_VALUE);
        label.setLabelFor(input);
        return input;
    }

    private static TextArea area() {
        var area = new TextArea();
        area.setPrefRowCount(LINES);
        area.getStyleClass().add("cn-lines-field");
        return area;
    }

    private static Node choice(Field field, StringProperty typed, String id) {
        HBox segments = Buttons.segments(field.choices().stream()
                .map(word -> {
                    var toggle = new ToggleButton(Texts.sentence(word));
                    toggle.setSelected(word.equals(typed.get()));
                    toggle.setOnAction(_ -> typed.set(word));
                    return toggle;
                })
                .toList());
        segments.setId(id);
        segments.setAccessibleText(field.question());
        return segments;
    }

    private static Label problem(Field field, StringProperty typed, String id) {
        Label problem = Texts.wrapped(Texts.caption(""));
        problem.setId(id + "-problem");
        problem.getStyleClass().add("bs-danger-text");
        typed.subscribe(text -> {
            String found = field.problem(text);
            problem.setText(found == null ? "" : found);
        });
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }
}
