package io.backstay.ui.unlock;

import io.backstay.act.role.Permission;
import io.backstay.act.vault.Vaults.Pending;
import io.backstay.act.vault.Vaults.Status;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.NewPassphraseModel;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.kit.secret.SecretInput;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The first run: where credentials will live, the passphrase, the recovery code.
public final class FirstRunModel {
    private final VaultDoor door;
    private final Background background;
    private final Allowed allowed;
    private final Ways ways;
    private final NewPassphraseModel passphrase;
    private final CodeModel code;
    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.NEW);
    private final StringProperty source = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper making = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    /// Rises whenever everything is forgotten: what was asked for before comes too late.
    private int round;

    /// A model with nothing chosen yet.
    public FirstRunModel(VaultDoor door, Background background, Allowed allowed, SecretClipboard clipboard, Ways ways) {
        this.door = door;
        this.background = background;
        this.allowed = allowed;
        this.ways = ways;
        this.passphrase = new NewPassphraseModel(door.source(), background);
        this.code = new CodeModel(background, clipboard);
    }

    /// Where the first run can lead.
    ///
    /// @param practise opens the practice lab
    /// @param leave    goes to where no vault is needed
    public record Ways(Runnable practise, Runnable leave) {}

    /// What a newcomer chooses.
    public enum Choice {
        NEW,
        OPEN,
        PRACTISE
    }

    /// What is chosen.
    public ObjectProperty<Choice> choiceProperty() {
        return choice;
    }

    /// The new passphrase.
    public NewPassphraseModel passphrase() {
        return passphrase;
    }

    /// What is known of the vault.
    public ReadOnlyObjectProperty<@Nullable Status> statusProperty() {
        return door.statusProperty();
    }

    /// The recovery code.
    public CodeModel code() {
        return code;
    }

    /// Whether the key derivation is being measured on this machine.
    public ReadOnlyBooleanProperty makingProperty() {
        return making.getReadOnlyProperty();
    }

    /// Why no vault could be prepared; null when nothing is wrong.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Why this role may not make a vault; null when it may.
    public @Nullable String refusal() {
        return allowed.refusal(Permission.CREATE_VAULT);
    }

    /// Prepares the vault; nothing is written yet. The passphrase is forgotten by the screen.
    public void make(SecretInput typed) {
        if (!passphrase.readyProperty().get() || making.get() || refusal() != null) {
            return;
        }
        try {
            Secret secret = typed.take();
            failure.set(null);
            making.set(true);
            int asked = round;
            background.call(
                    progress -> {
                        try (secret) {
                            return door.source().vaults().create(secret, progress);
                        }
                    },
                    pending -> made(asked, pending),
                    trouble -> {
                        making.set(false);
                        failure.set(asked == round ? trouble : null);
                    });
        } catch (BackstayException e) {
            failure.set(e.failure());
        }
    }

    /// The vault file that is to be taken over.
    public StringProperty sourceProperty() {
        return source;
    }

    /// Takes over the vault file that was named; it stays where it is.
    public void adopt() {
        if (source.get().isBlank() || refusal() != null) {
            return;
        }
        failure.set(null);
        try {
            Path path = Path.of(source.get().strip());
            background.call(
                    _ -> {
                        door.source().vaults().adopt(path);
                        return true;
                    },
                    _ -> {
                        source.set("");
                        door.refresh();
                    },
                    failure::set);
        } catch (InvalidPathException e) {
            failure.set(new Failure.BadInput("That is no path: " + e.getReason() + ".", "Type or choose a file."));
        }
    }

    /// Looks whether a vault file has come.
    public void look() {
        door.refresh();
    }

    /// Opens the practice lab.
    public void practise() {
        forget();
        ways.practise().run();
    }

    /// Goes back to where no vault is needed.
    public void leave() {
        forget();
        ways.leave().run();
    }

    /// The vault was written and is open.
    void written() {
        door.opened();
    }

    /// Lets go of everything that was typed or prepared.
    void forget() {
        round++;
        code.forget();
        failure.set(null);
    }

    private void made(int asked, Pending pending) {
        making.set(false);
        if (asked == round) {
            code.begin(pending);
        } else {
            pending.close();
        }
    }
}
