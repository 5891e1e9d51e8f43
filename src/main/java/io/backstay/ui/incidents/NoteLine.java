package io.backstay.ui.incidents;

import io.backstay.act.incident.Incidents;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.Keyboard;
import io.backstay.ui.kit.entry.LetterChoice;
import io.backstay.ui.kit.entry.Named;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;

/// Adds a line to the timeline by hand: type, Enter. A decision or a link is chosen before it; when it happened can be
/// said after it.
final class NoteLine extends FlowPane {
    private static final double GAP = 8;
    private static final double WIDTH = 220;
    private static final double TIME_WIDTH = 160;
    private static final double NARROW = 420;

    private final TextField words = new TextField();

    NoteLine(CaseModel model) {
        super(GAP, GAP);
        var kind = new ComboBox<Incidents.Note>();
        kind.setId("note-kind");
        kind.getItems().setAll(Incidents.Note.values());
        kind.setValue(Incidents.Note.NOTE);
        kind.setConverter(new Named<>(Incidents.Note::title));
        kind.setAccessibleText("Note, decision or link");
        LetterChoice.in(kind);
        words.setId("note-words");
        words.getStyleClass().add("bs-field");
        words.setPromptText("What happened, Ctrl M");
        words.setAccessibleText("A line for the timeline");
        words.setPrefWidth(WIDTH);
        var time = new TextField();
        time.setId("note-at");
        time.getStyleClass().add("bs-field");
        time.setPromptText("When, UTC; empty: now");
        time.setAccessibleText("When it happened, in UTC or with an offset; empty means now");
        time.setPrefWidth(TIME_WIDTH);
        // Beside a report there is room for the words alone, and what is out of sight does not count.
        BooleanBinding wide = widthProperty().greaterThan(NARROW);
        Runnable add = () -> {
            if (!words.getText().isBlank()) {
                boolean seen = wide.get();
                Incidents.Note as = seen ? kind.getValue() : Incidents.Note.NOTE;
                model.note(as, words.getText(), seen ? time.getText() : "", () -> {
                    words.clear();
                    time.clear();
                    kind.setValue(Incidents.Note.NOTE);
                });
            }
        };
        words.setOnAction(_ -> add.run());
        time.setOnAction(_ -> add.run());
        boolean refused = model.refusal() != null;
        kind.setDisable(refused);
        words.setDisable(refused);
        time.setDisable(refused);
        var button = Buttons.unless(model.refusal(), Buttons.small("Add", "fth-plus", add));
        button.setId("note-add");
        Label problem = Texts.wrapped(Texts.caption(""));
        problem.setId("note-problem");
        problem.getStyleClass().add("in-problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        problem.visibleProperty().bind(problem.managedProperty());
        for (Node each : List.of(kind, time)) {
            each.visibleProperty().bind(wide);
            each.managedProperty().bind(each.visibleProperty());
        }
        getChildren().addAll(kind, words, time, button, problem);
    }

    /// Begins with typing.
    void begin() {
        Keyboard.into(words);
    }
}
