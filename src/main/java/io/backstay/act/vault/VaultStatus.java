package io.backstay.act.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.Outline;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultFile;
import io.backstay.vault.passphrase.Waits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be said of a vault without opening it, and what opening all of it found.
final class VaultStatus {
    private VaultStatus() {}

    /// What is known besides the file.
    record Known(Waits waits, VaultMarks marks, List<Lease> leases) {}

    static Vaults.Status of(VaultPlace place, VaultFile file, boolean open, Known known) throws BackstayException {
        Outline outline = null;
        String damage = null;
        boolean there = file.exists();
        if (there) {
            try {
                outline = file.outline();
            } catch (BackstayException e) {
                damage = e.failure().message();
            }
        }
        Vaults.State state = open ? Vaults.State.UNLOCKED : there ? Vaults.State.LOCKED : Vaults.State.ABSENT;
        return new Vaults.Status(
                state,
                place.file(),
                outline == null ? 0 : outline.entries(),
                outline == null ? null : known.marks().openedAt(outline.vaultId()),
                known.waits().until(),
                file.keptCopy(),
                damage,
                derivation(outline),
                place.idleLimit(),
                known.leases());
    }

    private static String derivation(@Nullable Outline outline) {
        return outline == null || outline.slots().isEmpty()
                ? ""
                : PendingVault.words(outline.slots().getFirst().parameters());
    }

    /// Opens every entry; one that does not open is what was found, not a failure.
    static Vaults.Checked checked(Vault vault) throws BackstayException {
        String problem = null;
        try {
            vault.check();
        } catch (BackstayException e) {
            if (!(e.failure() instanceof Failure.Corrupt)) {
                throw e;
            }
            problem = e.failure().message();
        }
        return new Vaults.Checked(vault.entries().size(), vault.generation(), vault.vaultId(), problem);
    }
}
