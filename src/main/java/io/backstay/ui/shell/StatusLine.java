package io.backstay.ui.shell;

import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.guard.VaultDoor;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The foot of the window: how old the facts are, where they come from, how the vault stands, how long the record
/// is, which version this is.
final class StatusLine extends HBox {
    private static final double MARK = 12;

    StatusLine(ShellModel model, VaultDoor door, Runnable toVault) {
        getStyleClass().add("bs-status");
        setAlignment(Pos.CENTER_LEFT);
        Label age = Texts.caption("");
        model.ageProperty().addListener((_, _, line) -> show(age, line));
        show(age, model.ageProperty().get());
        Label sources = Texts.caption("");
        sources.textProperty().bind(model.sourcesProperty());
        Label sealed = Texts.caption("");
        sealed.textProperty().bind(model.sealedProperty());
        sealed.setGraphic(Icons.of("fth-link"));
        sealed.visibleProperty().bind(model.sealedProperty().isNotEmpty());
        getChildren()
                .addAll(
                        age,
                        sources,
                        Card.spring(),
                        vault(door, toVault),
                        sealed,
                        Texts.caption("Backstay " + model.identity().version()));
        getChildren().forEach(child -> child.getStyleClass().add("bs-status-item"));
    }

    /// How the vault stands; pressed, it leads there.
    private static Button vault(VaultDoor door, Runnable toVault) {
        var vault = new Button();
        vault.setId("status-vault");
        vault.getStyleClass().add("bs-status-act");
        FontIcon icon = Icons.of("fth-lock");
        vault.setGraphic(icon);
        vault.setOnAction(_ -> toVault.run());
        Runnable show = () -> {
            vault.setText(door.words());
            vault.setVisible(!door.words().isEmpty());
            vault.setManaged(vault.isVisible());
            icon.setIconLiteral(door.isOpen() ? "fth-unlock" : "fth-lock");
        };
        door.statusProperty().subscribe(_ -> show.run());
        door.coveredProperty().subscribe(_ -> show.run());
        door.failureProperty().subscribe(_ -> show.run());
        door.nowProperty().subscribe(_ -> show.run());
        return vault;
    }

    private static void show(Label label, ShellModel.Line line) {
        label.setText(line.words());
        label.setGraphic(new MarkIcon(line.mark(), MARK));
    }
}
