package io.backstay.ui.kit.secret;

import io.backstay.act.vault.Vaults.Strength;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.guard.VaultSource;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A new passphrase, typed twice and judged while it is typed.
public final class NewPassphraseModel {
    private static final Strength NOTHING = new Strength("At least 15 characters, or six random words.", 0, "");

    private final VaultSource source;
    private final Background background;
    private final ReadOnlyObjectWrapper<Strength> strength = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyBooleanWrapper same = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable Activity judging;

    /// A model with nothing typed yet.
    public NewPassphraseModel(VaultSource source, Background background) {
        this.source = source;
        this.background = background;
        strength.subscribe(_ -> decide());
        same.subscribe(_ -> decide());
    }

    /// How strong what is typed is.
    public ReadOnlyObjectProperty<Strength> strengthProperty() {
        return strength.getReadOnlyProperty();
    }

    /// Whether both fields hold the same, and something.
    public ReadOnlyBooleanProperty sameProperty() {
        return same.getReadOnlyProperty();
    }

    /// Whether it can be used.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /// Why it could not be judged or suggested; empty when it could.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Something was typed into one of the two fields.
    public void typed(SecretInput first, SecretInput again) {
        if (judging != null) {
            judging.cancel();
        }
        if (first.isEmpty()) {
            same.set(false);
            strength.set(NOTHING);
            return;
        }
        // Until it is judged, the judgement on what was typed before must not count.
        ready.set(false);
        try {
            Secret copy = first.copy();
            try (Secret other = again.copy()) {
                same.set(copy.sameAs(other));
            }
            judging = background.call(
                    _ -> {
                        try (copy) {
                            return source.vaults().judge(copy);
                        }
                    },
                    judged -> {
                        problem.set("");
                        strength.set(judged);
                        decide();
                    },
                    this::failed);
        } catch (BackstayException e) {
            failed(e.failure());
        }
    }

    /// Puts six random words into both fields.
    ///
    /// @param onDone runs when they are there
    public void suggest(SecretInput first, SecretInput again, Runnable onDone) {
        background.call(
                _ -> source.vaults().suggestPassphrase(),
                words -> {
                    try (words) {
                        first.put(words);
                        again.put(words);
                    }
                    typed(first, again);
                    onDone.run();
                },
                this::failed);
    }

    private void failed(Failure failure) {
        problem.set(Foreign.of(failure));
        strength.set(NOTHING);
    }

    private void decide() {
        ready.set(same.get() && strength.get().problem() == null);
    }
}
