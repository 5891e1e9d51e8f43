package io.backstay.ui.restore.view.diff;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.diff.Unmasked;
import java.util.function.Function;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/// Asks why a masked row must be seen, and is there only while one is asked about.
public final class RevealBar {
    private RevealBar() {}

    /// The bar.
    ///
    /// @param id       of its button; its field has it with `-reason`
    /// @param key      what a row is called
    /// @param possible whether a row can be looked at now
    /// @param words    what is said below
    public static <R> Node of(
            Unmasked<R> unmasked, String id, Function<R, String> key, ObservableBooleanValue possible, String words) {
        Label question = Texts.body("");
        question.textProperty()
                .bind(unmasked.askedProperty()
                        .map(row -> "Why must " + key.apply(row) + " be seen?")
                        .orElse(""));
        question.setMinWidth(HBox.USE_PREF_SIZE);
        TextField reason = DiffBars.field(id + "-reason", unmasked.reasonProperty());
        reason.setPromptText("A reason that the record keeps");
        reason.setAccessibleText("Why the row must be seen without a mask");
        reason.setOnAction(_ -> unmasked.reveal());
        Button reveal = Buttons.small("Show this row", "fth-eye", unmasked::reveal);
        reveal.setId(id);
        reveal.disableProperty().bind(possible.map(can -> !can));
        Button leave = Buttons.small("Stay masked", null, unmasked::hide);
        var open = unmasked.askedProperty()
                .isNotNull()
                .and(unmasked.plainProperty().isNull());
        open.subscribe(now -> {
            if (now) {
                reason.requestFocus();
            }
        });
        return DiffBars.asking(open, unmasked.refusalProperty(), words, question, reason, reveal, leave);
    }
}
