package io.backstay.ui.kit.secret;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The acts at the foot of a card, on the right, with a quiet note on the left that gives way.
public final class ActRow extends HBox {
    /// A note and the acts, the primary one last.
    public ActRow(Node note, Node... acts) {
        var words = new VBox(note);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var buttons = new HBox(acts);
        buttons.getStyleClass().add("bs-line");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(words, buttons);
        getStyleClass().add("bs-act-row");
        setAlignment(Pos.CENTER_LEFT);
    }
}
