package io.backstay.ui.kit.secret;

import io.backstay.act.vault.Vaults.Pending;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A recovery code that is shown once: written down, typed again, and only then is anything written.
public final class CodeModel {
    private final Background background;
    private final SecretClipboard clipboard;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.NONE);
    private final ReadOnlyStringWrapper code = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private @Nullable Pending pending;
    private @Nullable Secret shown;

    /// A model of no code yet.
    public CodeModel(Background background, SecretClipboard clipboard) {
        this.background = background;
        this.clipboard = clipboard;
    }

    /// Where the person is.
    public enum Step {
        /// There is no code.
        NONE,
        /// The code is on the screen.
        SHOWN,
        /// The code is hidden and typed again.
        RETYPE,
        /// The vault is being written.
        WRITING,
        /// The code of something that is written already is on the screen.
        SHOWN_AFTER
    }

    /// Where the person is.
    public ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// The code while it is shown, empty otherwise.
    public ReadOnlyStringProperty codeProperty() {
        return code.getReadOnlyProperty();
    }

    /// Why the code that was typed again was not taken; null when nothing is wrong.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// How the key is derived, such as `Argon2id, 256 MiB, 3 passes: about 0.9 s here`; empty without a code.
    public String derivation() {
        return pending == null ? "" : pending.derivation();
    }

    /// The clipboard that the code may be put on.
    public SecretClipboard clipboard() {
        return clipboard;
    }

    /// Takes over what was prepared and shows its code.
    public void begin(Pending prepared) {
        forget();
        pending = prepared;
        display(prepared.recoveryCode(), Step.SHOWN);
    }

    /// Takes over the code of something that is written already and shows it.
    public void show(Secret written) {
        forget();
        shown = written;
        display(written, Step.SHOWN_AFTER);
    }

    /// Puts the code on the clipboard for ten seconds.
    public void copy() {
        Secret secret = pending == null ? shown : pending.recoveryCode();
        if (secret != null) {
            clipboard.put(secret, "recovery code");
        }
    }

    /// It was written down: hides it and asks for it.
    public void writtenDown() {
        if (step.get() == Step.SHOWN) {
            code.set("");
            clipboard.clear();
            step.set(Step.RETYPE);
        }
    }

    /// Shows it once more; nothing is written yet.
    public void showAgain() {
        if (step.get() == Step.RETYPE && pending != null) {
            failure.set(null);
            display(pending.recoveryCode(), Step.SHOWN);
        }
    }

    /// Writes what was prepared when the code is right.
    ///
    /// @param onDone runs when it is written
    public void confirm(SecretInput typed, Runnable onDone) {
        Pending prepared = pending;
        if (step.get() != Step.RETYPE || prepared == null || typed.isEmpty()) {
            return;
        }
        try {
            Secret retyped = typed.take();
            failure.set(null);
            step.set(Step.WRITING);
            background.call(
                    _ -> {
                        try (retyped) {
                            prepared.confirm(retyped);
                            return true;
                        }
                    },
                    _ -> {
                        prepared.close();
                        if (prepared.equals(pending)) {
                            pending = null;
                            step.set(Step.NONE);
                        }
                        onDone.run();
                    },
                    trouble -> refused(prepared, trouble));
        } catch (BackstayException e) {
            failure.set(e.failure());
        }
    }

    /// Lets go of the code and of what was prepared. What is being written is closed when it is written.
    public void forget() {
        boolean writing = step.get() == Step.WRITING;
        code.set("");
        failure.set(null);
        if (pending != null && !writing) {
            pending.close();
        }
        if (shown != null) {
            shown.close();
        }
        pending = null;
        shown = null;
        step.set(Step.NONE);
    }

    private void refused(Pending prepared, Failure trouble) {
        if (!prepared.equals(pending)) {
            prepared.close();
            return;
        }
        failure.set(trouble);
        step.set(Step.RETYPE);
    }

    private void display(Secret secret, Step next) {
        code.set(secret.lendChars(String::new));
        step.set(next);
    }
}
