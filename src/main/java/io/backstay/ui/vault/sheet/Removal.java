package io.backstay.ui.vault.sheet;

import io.backstay.act.vault.Vaults.Item;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.VaultSource;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Removing a credential: its name is typed first.
public final class Removal implements Sheet {
    private final VaultSource source;
    private final Item item;
    private final Attempt attempt;
    private final Runnable onDone;
    private final StringProperty typed = new SimpleStringProperty("");

    /// A removal that nobody has confirmed yet.
    public Removal(VaultSource source, Background background, Item item, Runnable onDone) {
        this.source = source;
        this.item = item;
        this.attempt = new Attempt(background);
        this.onDone = onDone;
    }

    @Override
    public String title() {
        return "Remove " + item.entry().name();
    }

    /// What is removed.
    public Item item() {
        return item;
    }

    /// The name, typed by hand.
    public StringProperty typedProperty() {
        return typed;
    }

    /// Whether the name is right.
    public boolean isNamed() {
        return typed.get().strip().equals(item.entry().name());
    }

    /// Removing.
    public Attempt attempt() {
        return attempt;
    }

    /// Removes it once its name is typed.
    public void remove() {
        if (isNamed()) {
            attempt.run(
                    _ -> {
                        source.vaults().remove(item.entry().id());
                        return true;
                    },
                    _ -> onDone.run());
        }
    }

    @Override
    public void forget() {
        typed.set("");
    }
}
