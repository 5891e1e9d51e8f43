package io.backstay.ui.console;

import io.backstay.act.connection.form.Fitting;
import io.backstay.act.role.Permission;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.ui.connections.Keyring;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Workbench;
import io.backstay.ui.vault.VaultModel;
import io.backstay.vault.entry.Entry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The vault's screen for the form of a new connection, and the way there and back.
record VaultKeyring(VaultModel vault, Workbench bench) implements Keyring {
    @Override
    public boolean isOpen() {
        return bench.door().isOpen();
    }

    @Override
    public List<Entry> entries() throws BackstayException {
        return bench.door().source().vaults().list().stream()
                .map(Vaults.Item::entry)
                .toList();
    }

    @Override
    public @Nullable String refusal() {
        return isOpen() ? bench.allowed().refusal(Permission.CHANGE_CREDENTIALS) : "The vault is locked.";
    }

    @Override
    public void store(Fitting fitting, Map<String, String> known, Consumer<@Nullable String> onBack) {
        bench.navigation().go(new Place.Vault());
        vault.addFor(fitting.kind(), fitting.purpose(), known, name -> {
            onBack.accept(name);
            bench.navigation().go(new Place.Connections());
        });
    }
}
