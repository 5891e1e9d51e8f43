package io.backstay.ui.vault.sheet;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.CodePane;
import io.backstay.ui.kit.secret.NewPassphrasePane;
import io.backstay.ui.kit.secret.SecretField;

/// Asks for the present and the new passphrase, then for the new recovery code.
final class RekeyPane extends SheetPane {
    private final RekeyModel model;
    private final SecretField current = secret("Passphrase now, or the recovery code", "current-passphrase");
    private final NewPassphrasePane passphrase;

    RekeyPane(RekeyModel model, Runnable onClose) {
        super(model.title(), onClose);
        this.model = model;
        passphrase = new NewPassphrasePane(model.passphrase());
        passphrase.onEnter(this::prepare);
        body(
                Texts.wrapped(Texts.muted("Everything is encrypted anew with new keys, in one save. The old passphrase"
                        + " and the old recovery code stop opening this file.")),
                current,
                passphrase,
                note("Copies of the file made before still open with the old passphrase. If it leaked, rotate the"
                        + " credentials too."));
        foot(
                model.attempt(),
                "Nothing changes before the new code is typed again.",
                Buttons.primary("Make the new code", null, this::prepare),
                model.passphrase().readyProperty());
        var code = new CodePane(
                model.code(),
                new CodePane.Words("Change the passphrase", "this vault from then on", "Cancel"),
                onClose,
                model::written);
        model.code().stepProperty().subscribe(step -> {
            if (step == CodeModel.Step.SHOWN) {
                alone(code);
            }
        });
    }

    @Override
    public void focus() {
        current.requestFocus();
    }

    @Override
    public void forget() {
        super.forget();
        passphrase.clear();
    }

    private void prepare() {
        model.prepare(current, passphrase.passphrase());
        if (model.attempt().runningProperty().get()) {
            passphrase.clear();
        }
    }
}
