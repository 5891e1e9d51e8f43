package io.backstay.ui.incidents;

import io.backstay.ui.kit.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

/// Looks for past cases by their words: the list beside it shows those that fit. Esc shows all again.
final class CaseSearchLine extends VBox {
    private static final double SPACING = 4;

    private final TextField words = new TextField();

    CaseSearchLine(IncidentsModel model) {
        super(SPACING);
        words.setId("case-search");
        words.getStyleClass().add("bs-field");
        words.setPromptText("Search cases");
        words.setAccessibleText("Words that a case has in its title, intake, actions, timeline or record");
        words.setTooltip(new Tooltip("Ctrl F"));
        words.textProperty().bindBidirectional(model.searchProperty());
        words.setOnKeyPressed(pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE && !words.getText().isEmpty()) {
                words.clear();
                pressed.consume();
            }
        });
        Label result = Texts.wrapped(Texts.caption(""));
        result.setId("case-searched");
        result.textProperty().bind(model.searchedProperty());
        result.managedProperty().bind(result.textProperty().isNotEmpty());
        getChildren().addAll(words, result);
    }

    void begin() {
        words.requestFocus();
        words.selectAll();
    }
}
