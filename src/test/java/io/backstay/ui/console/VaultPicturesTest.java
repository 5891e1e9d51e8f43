package io.backstay.ui.console;

import io.backstay.act.role.Role;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.shell.Place;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state of the vault and its sheets, in the real window.
class VaultPicturesTest extends SafetyPictures {
    /// What a picture shows.
    enum Shot {
        VAULT,
        VAULT_EMPTY,
        VAULT_ADD,
        VAULT_REMOVE,
        VAULT_IMPORT,
        VAULT_EXPORT,
        VAULT_REKEY,
        VAULT_VERIFY,
        VAULT_ROLE,
        VAULT_RUNNING
    }

    @ParameterizedTest
    @EnumSource(Shot.class)
    void everyStateCanBeSeen(Shot shot) throws Exception {
        prepare(shot);
        open();
        show(shot);
        shoot(shot.name());
    }

    private void prepare(Shot shot) {
        if (shot == Shot.VAULT_EMPTY) {
            vaults = vaults.emptied();
        }
        if (shot == Shot.VAULT_RUNNING) {
            vaults.running("R-0007");
        }
        if (shot == Shot.VAULT_ROLE) {
            role = Role.RESPONDER;
        }
    }

    private void show(Shot shot) throws Exception {
        go(new Place.Vault());
        listed("#vault-entries", shot == Shot.VAULT_EMPTY);
        switch (shot) {
            case VAULT -> {
                select("#vault-entries", 2);
                press("#test");
                Fx.until("it was tested", () -> vaults.calls.stream().anyMatch(call -> call.startsWith("test")));
                press("#copy-password");
                Fx.until("it is on the clipboard", () -> text("#clipboard-note").contains("s more"));
            }
            case VAULT_ADD -> press("#vault-add");
            case VAULT_REMOVE -> press("#remove");
            case VAULT_IMPORT -> {
                press("#vault-import");
                type("#import-file", "aws/credentials");
                press("#import-read");
                Fx.until("it was read", () -> text("#sheet-primary").contains("3"));
            }
            case VAULT_EXPORT -> press("#vault-export");
            case VAULT_REKEY -> press("#vault-rekey");
            case VAULT_VERIFY -> {
                press("#vault-verify");
                type("#verify-passphrase", FakeVaults.PASSPHRASE);
                press("#sheet-primary");
                until("#verify-verdict");
            }
            default -> {}
        }
    }
}
