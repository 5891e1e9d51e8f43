package io.backstay.ui.vault.sheet;

import io.backstay.act.vault.Vaults.Pending;
import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.VaultSource;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.NewPassphraseModel;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.kit.secret.SecretInput;

/// A new passphrase: everything is encrypted anew, and there is a new recovery code.
public final class RekeyModel implements Sheet {
    private final VaultSource source;
    private final Attempt attempt;
    private final NewPassphraseModel passphrase;
    private final CodeModel code;
    private final Runnable onDone;
    private boolean closed;

    /// A model with nothing typed yet.
    public RekeyModel(VaultSource source, Background background, SecretClipboard clipboard, Runnable onDone) {
        this.source = source;
        this.attempt = new Attempt(background);
        this.passphrase = new NewPassphraseModel(source, background);
        this.code = new CodeModel(background, clipboard);
        this.onDone = onDone;
    }

    @Override
    public String title() {
        return "Change the passphrase";
    }

    /// The new passphrase.
    public NewPassphraseModel passphrase() {
        return passphrase;
    }

    /// The new recovery code.
    public CodeModel code() {
        return code;
    }

    /// Preparing.
    public Attempt attempt() {
        return attempt;
    }

    /// Prepares it; nothing changes before the new code is typed again.
    public void prepare(SecretInput current, SecretInput next) {
        if (current.isEmpty()
                || !passphrase.readyProperty().get()
                || attempt.runningProperty().get()) {
            return;
        }
        try {
            Secret old = current.take();
            Secret wanted = next.take();
            attempt.run(
                    progress -> {
                        try (old;
                                wanted) {
                            return source.vaults().rekey(old, wanted, progress);
                        }
                    },
                    this::prepared);
        } catch (BackstayException e) {
            attempt.fail(e.failure());
        }
    }

    /// The new passphrase counts now.
    public void written() {
        onDone.run();
    }

    @Override
    public void forget() {
        closed = true;
        code.forget();
    }

    private void prepared(Pending pending) {
        if (closed) {
            pending.close();
        } else {
            code.begin(pending);
        }
    }
}
