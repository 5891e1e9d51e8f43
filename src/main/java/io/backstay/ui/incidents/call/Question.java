package io.backstay.ui.incidents.call;

import io.backstay.ui.kit.Texts;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A question over the field that takes its answer.
final class Question extends VBox {
    private final String words;
    private final Label label;
    private final Control answer;
    /// Kept, since what it hears of forgets it otherwise.
    private @Nullable ObservableValue<Boolean> required;

    Question(String words, Control answer) {
        this(words, answer, answer);
    }

    /// @param shown what stands under the question, with the field in it
    Question(String words, Control answer, Node shown) {
        this.words = words;
        this.answer = answer;
        this.label = Texts.wrapped(Texts.caption(words));
        label.setLabelFor(answer);
        answer.setMaxWidth(Double.MAX_VALUE);
        answer.setAccessibleText(words);
        getStyleClass().add("in-asked");
        getChildren().setAll(label, shown);
    }

    /// Says whether the case cannot be opened without an answer.
    Question required(ObservableValue<Boolean> is) {
        required = is;
        required.subscribe(now -> {
            String said = now ? words + ", required" : words;
            label.setText(said);
            answer.setAccessibleText(said);
        });
        return this;
    }

    /// Says under the field what was found for it elsewhere; takes no room while that is empty.
    Question found(ObservableValue<String> words) {
        Label found = Texts.wrapped(Texts.caption(""));
        found.getStyleClass().add("in-recognised");
        found.textProperty().bind(words);
        found.managedProperty().bind(found.textProperty().isNotEmpty());
        getChildren().add(found);
        return this;
    }
}
