package io.backstay.ui.kit.secret;

import io.backstay.ui.kit.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What the guarded clipboard holds and for how long, or what putting a secret there means.
public final class ClipboardNote extends HBox {
    /// A note that counts down.
    public ClipboardNote(SecretClipboard clipboard) {
        Label words = Texts.wrapped(Texts.caption(""));
        words.setId("clipboard-note");
        words.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> clipboard.leftProperty().get() == 0
                                ? SecretClipboard.HONEST
                                : "The " + clipboard.whatProperty().get() + " is on the clipboard for "
                                        + clipboard.leftProperty().get()
                                        + " s more. A clipboard manager may keep it longer.",
                        clipboard.leftProperty(),
                        clipboard.whatProperty()));
        words.setMinWidth(0);
        setHgrow(words, Priority.ALWAYS);
        getChildren().add(words);
        setMinWidth(0);
        setHgrow(this, Priority.ALWAYS);
    }
}
