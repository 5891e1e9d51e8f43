package io.backstay.ui.connections;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import java.util.List;

/// Asks whether a connection shall be forgotten.
final class RemovePane extends FormFrame {
    RemovePane(String name, ConnectionsModel model) {
        super(
                "Remove " + name,
                Texts.wrapped(Texts.body("Its mapping, its credentials in the vault and what the catalogue saw of it"
                        + " stay; so do its restores, but they cannot be gone on with or undone until it is added"
                        + " again.")),
                model::close);
        foot(List.of(), Buttons.danger("Remove", "fth-trash-2", model::confirm));
    }
}
