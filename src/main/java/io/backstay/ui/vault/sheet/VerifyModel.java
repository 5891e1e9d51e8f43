package io.backstay.ui.vault.sheet;

import io.backstay.act.vault.Vaults.Checked;
import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.VaultSource;
import io.backstay.ui.kit.secret.SecretInput;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Opening the file as stored, and every entry in it.
public final class VerifyModel implements Sheet {
    private final VaultSource source;
    private final Attempt attempt;
    private final ReadOnlyObjectWrapper<@Nullable Checked> found = new ReadOnlyObjectWrapper<>();

    /// A model that has verified nothing yet.
    public VerifyModel(VaultSource source, Background background) {
        this.source = source;
        this.attempt = new Attempt(background);
    }

    @Override
    public String title() {
        return "Verify the vault file";
    }

    /// What was found; null before it was looked.
    public ReadOnlyObjectProperty<@Nullable Checked> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// Verifying.
    public Attempt attempt() {
        return attempt;
    }

    /// Opens everything with what was typed.
    public void verify(SecretInput typed) {
        if (typed.isEmpty() || attempt.runningProperty().get()) {
            return;
        }
        try {
            Secret secret = typed.take();
            found.set(null);
            attempt.run(
                    _ -> {
                        try (secret) {
                            return source.vaults().verify(secret);
                        }
                    },
                    found::set);
        } catch (BackstayException e) {
            attempt.fail(e.failure());
        }
    }

    @Override
    public void forget() {
        found.set(null);
    }
}
