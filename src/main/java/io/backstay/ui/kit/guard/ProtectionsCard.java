package io.backstay.ui.kit.guard;

import io.backstay.act.Protection;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The protections of this process with mark, word and how each was seen.
public final class ProtectionsCard extends VBox {
    private final ProtectionsModel model;

    /// A card that fills itself when the model has looked.
    public ProtectionsCard(ProtectionsModel model) {
        this.model = model;
        setId("protections");
        model.allProperty().subscribe(this::show);
    }

    private void show(List<Protection> all) {
        Card card = new Card("fth-shield", "Protections of this process", all.isEmpty() ? "" : model.summary());
        if (all.isEmpty()) {
            card.with(Texts.wrapped(Texts.muted("Nothing was looked at, so nothing is claimed.")));
        }
        all.forEach(one -> card.getChildren().add(row(one)));
        var copy = new HBox(
                Texts.wrapped(Texts.caption("Seen on this machine now; what cannot be told counts for nothing.")),
                Card.spring(),
                Buttons.small("Copy as text", "fth-copy", this::copy));
        copy.setAlignment(Pos.CENTER_LEFT);
        card.with(copy);
        getChildren().setAll(card);
    }

    private static HBox row(Protection one) {
        Label name = Texts.wrapped(Texts.name(one.name()));
        Label why = Texts.wrapped(Texts.secondary(one.why()));
        var words = new VBox(name, why);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Label mark = MarkIcon.withWord(ProtectionsModel.mark(one.state()), ProtectionsModel.word(one.state()));
        var row = new HBox(words, mark);
        row.getStyleClass().add("bs-card-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(one.name() + ": " + ProtectionsModel.word(one.state()) + ". " + one.why());
        return row;
    }

    private void copy() {
        Clip.put(model.text());
    }
}
