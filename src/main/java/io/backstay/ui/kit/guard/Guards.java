package io.backstay.ui.kit.guard;

import io.backstay.act.Protection;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.ui.kit.watch.ScreenObserver;
import java.util.List;

/// What a window needs to guard the vault and to say what protects the process.
///
/// @param vaults      the vault
/// @param screens     who hears that the desktop's screen is locked; empty where nobody can
/// @param protections what protects this process
public record Guards(VaultSource vaults, List<ScreenObserver> screens, Protections protections) {
    private static final Failure NO_VAULT =
            new Failure.Unsupported("A vault in this window", "Open the console; it has one.");

    /// For a window that has no vault, such as one that shows what was recorded.
    public static Guards none() {
        VaultSource none = () -> {
            throw new BackstayException(NO_VAULT);
        };
        return new Guards(none, List.of(), List::of);
    }

    /// Looks at what protects the process; may block.
    @FunctionalInterface
    public interface Protections {
        /// What was seen.
        List<Protection> list();
    }
}
