package io.backstay.ui.vault.sheet;

import io.backstay.act.vault.Vaults.Item;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.VaultSource;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.NewPassphraseModel;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.kit.secret.SecretInput;
import io.backstay.vault.entry.EntryId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/// Chosen credentials as another vault with a passphrase of its own; there is no other way out.
public final class ExportModel implements Sheet {
    private final VaultSource source;
    private final List<Item> items;
    private final Attempt attempt;
    private final NewPassphraseModel passphrase;
    private final CodeModel code;
    private final StringProperty file = new SimpleStringProperty("");
    private final ObservableSet<EntryId> chosen = FXCollections.observableSet(new LinkedHashSet<>());
    private boolean closed;

    /// A model with nothing typed yet.
    public ExportModel(VaultSource source, Background background, SecretClipboard clipboard, List<Item> items) {
        this.source = source;
        this.items = List.copyOf(items);
        this.attempt = new Attempt(background);
        this.passphrase = new NewPassphraseModel(source, background);
        this.code = new CodeModel(background, clipboard);
    }

    @Override
    public String title() {
        return "Export as another vault";
    }

    /// What can be chosen.
    public List<Item> items() {
        return items;
    }

    /// What is chosen.
    public ObservableSet<EntryId> chosen() {
        return chosen;
    }

    /// Where it is written.
    public StringProperty fileProperty() {
        return file;
    }

    /// Its own passphrase.
    public NewPassphraseModel passphrase() {
        return passphrase;
    }

    /// Its recovery code, once it is written.
    public CodeModel code() {
        return code;
    }

    /// Writing.
    public Attempt attempt() {
        return attempt;
    }

    /// Writes it and shows its recovery code.
    public void export(SecretInput typed) {
        if (chosen.isEmpty()
                || file.get().isBlank()
                || !passphrase.readyProperty().get()
                || attempt.runningProperty().get()) {
            return;
        }
        try {
            Path path = Path.of(file.get().strip());
            Secret secret = typed.take();
            Set<EntryId> entries = Set.copyOf(chosen);
            attempt.run(
                    progress -> {
                        try (secret) {
                            return source.vaults().export(path, entries, secret, progress);
                        }
                    },
                    this::written);
        } catch (InvalidPathException e) {
            attempt.fail(new Failure.BadInput("That is no path: " + e.getReason() + ".", "Type or choose a file."));
        } catch (BackstayException e) {
            attempt.fail(e.failure());
        }
    }

    @Override
    public void forget() {
        closed = true;
        code.forget();
    }

    private void written(Secret recoveryCode) {
        if (closed) {
            recoveryCode.close();
        } else {
            code.show(recoveryCode);
        }
    }
}
