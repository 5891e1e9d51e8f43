package io.backstay.ui.points;

import io.backstay.base.AssetId;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// The button that makes a backup now, with what it does at this moment and what came of it.
final class BackUpBar extends HBox {
    private final BackUpModel model;
    private final Button make;
    private final Button cancel;
    private final Label words = Texts.secondary("");

    /// @param asset that is looked at, absent when none is
    BackUpBar(BackUpModel model, Supplier<@Nullable AssetId> asset) {
        super(8);
        this.model = model;
        make = Buttons.small("Back up now", "fth-save", () -> {
            AssetId of = asset.get();
            if (of != null) {
                model.make(of);
            }
        });
        cancel = Buttons.small("Cancel", "fth-x", model::cancel);
        make.setId("points-back-up");
        cancel.setId("points-back-up-cancel");
        make.setMinWidth(USE_PREF_SIZE);
        cancel.setMinWidth(USE_PREF_SIZE);
        words.setMinWidth(0);
        words.setId("points-back-up-said");
        HBox.setHgrow(words, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(make, cancel, words);
        model.doingProperty().subscribe(_ -> show());
        model.saidProperty().subscribe(_ -> show());
    }

    private void show() {
        String doing = model.doingProperty().get();
        boolean busy = !doing.isEmpty();
        Said said = model.saidProperty().get();
        make.setDisable(busy);
        cancel.setVisible(busy);
        cancel.setManaged(busy);
        words.setGraphic(busy || said == null ? null : new MarkIcon(said.mark()));
        words.setText(busy ? doing : said == null ? "" : said.sentence());
    }
}
