package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;

/// Opens the way to the vault when it is first needed, so that a window can stand before it; may block.
@FunctionalInterface
public interface VaultSource {
    /// The vault of this state folder.
    Vaults vaults() throws BackstayException;
}
