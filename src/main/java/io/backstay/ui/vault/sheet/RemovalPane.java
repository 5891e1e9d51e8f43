package io.backstay.ui.vault.sheet;

import io.backstay.act.vault.Vaults.Item;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/// Asks for the name of what is removed.
final class RemovalPane extends SheetPane {
    private final TextField typed = line("removal-name", "");

    RemovalPane(Removal removal, Runnable onClose) {
        super(removal.title(), onClose);
        Item item = removal.item();
        String uses = item.usedBy().isEmpty()
                ? "Nothing uses it."
                : "Used by " + String.join(", ", item.usedBy()) + ". That will fail when it is gone.";
        Label name = Texts.figure(item.entry().name());
        name.setId("removal-of");
        typed.textProperty().bindBidirectional(removal.typedProperty());
        typed.setOnAction(_ -> removal.remove());
        body(
                note(uses + " It cannot be brought back from here. The provider still accepts it until it is revoked"
                        + " there."),
                name,
                asked("Type its name", typed));
        foot(
                removal.attempt(),
                "",
                Buttons.danger("Remove", "fth-trash-2", removal::remove),
                Bindings.createBooleanBinding(removal::isNamed, removal.typedProperty()));
    }

    @Override
    public void focus() {
        typed.requestFocus();
    }
}
