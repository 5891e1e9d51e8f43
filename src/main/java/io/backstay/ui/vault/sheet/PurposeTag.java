package io.backstay.ui.vault.sheet;

import io.backstay.ui.kit.Icons;
import io.backstay.vault.entry.Purpose;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// What a credential is for, as a word with a sign; the one that writes into live stands out.
public final class PurposeTag extends Label {
    /// The tag of a purpose.
    public PurposeTag(Purpose purpose) {
        super(purpose.word());
        getStyleClass().add("va-tag");
        if (purpose == Purpose.WRITE_TO_LIVE) {
            getStyleClass().add("va-tag-danger");
        }
        setGraphic(Icons.of(
                switch (purpose) {
                    case READ -> "fth-eye";
                    case RESTORE_TO_SCRATCH -> "fth-server";
                    case WRITE_TO_LIVE -> "fth-alert-octagon";
                    case SIGN -> "fth-edit-3";
                }));
        setTooltip(new Tooltip(FieldWords.of(purpose)));
        setAccessibleText(purpose.word() + ": " + FieldWords.of(purpose));
        setMinWidth(USE_PREF_SIZE);
    }
}
