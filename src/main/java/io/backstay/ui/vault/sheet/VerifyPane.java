package io.backstay.ui.vault.sheet;

import io.backstay.act.Vaults.Checked;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.SecretField;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks for the passphrase and says what was found.
final class VerifyPane extends SheetPane {
    private static final double MARK = 20;

    private final SecretField passphrase = secret("Passphrase, or the recovery code", "verify-passphrase");
    private final VBox found = new VBox();

    VerifyPane(VerifyModel model, Runnable onClose) {
        super(model.title(), onClose);
        found.getStyleClass().add("va-asked");
        passphrase.onEnter(() -> model.verify(passphrase));
        body(
                Texts.wrapped(Texts.muted("Opens the file as it is stored, and every credential in it. Nothing is"
                        + " changed or shown.")),
                passphrase,
                found);
        foot(
                model.attempt(),
                "",
                Buttons.primary("Verify", "fth-shield", () -> model.verify(passphrase)),
                new SimpleBooleanProperty(true));
        model.foundProperty().subscribe(this::show);
    }

    @Override
    public void focus() {
        passphrase.requestFocus();
    }

    private void show(@Nullable Checked checked) {
        found.getChildren().clear();
        if (checked == null) {
            return;
        }
        String problem = checked.problem();
        Label verdict = Texts.wrapped(Texts.figure(
                problem == null ? "Everything opened: " + checked.entries() + " credentials" : "It does not hold"));
        verdict.setId("verify-verdict");
        verdict.setGraphic(new MarkIcon(problem == null ? Mark.HOLDS : Mark.BREACH, MARK));
        found.getChildren().add(verdict);
        if (problem != null) {
            found.getChildren().add(Texts.wrapped(Texts.body(problem)));
        }
        found.getChildren()
                .addAll(Texts.mono("Generation " + checked.generation()), Texts.mono("Vault " + checked.vaultId()));
    }
}
