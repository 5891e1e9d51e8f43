package io.backstay.ui.kit.guard;

import io.backstay.act.Protection;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.time.InstantSource;
import java.util.List;

/// What a window needs to guard the vault and to say what protects the process.
///
/// @param vaults      the vault
/// @param idle        makes the watch that locks an open vault
/// @param session     tells of a locked screen
/// @param protections what protects this process
public record Guards(VaultSource vaults, IdleWatch.Maker idle, SessionSignal session, Protections protections) {
    private static final Failure NO_VAULT =
            new Failure.Unsupported("A vault in this window", "Open the console; it has one.");

    /// Guards with a watch by this clock and without a way to see the session.
    public static Guards of(VaultSource vaults, InstantSource clock, Protections protections) {
        return new Guards(vaults, IdleWatch.by(clock), SessionSignal.NONE, protections);
    }

    /// For a window that has no vault, such as one that shows what was recorded.
    public static Guards none(InstantSource clock) {
        VaultSource none = () -> {
            throw new BackstayException(NO_VAULT);
        };
        return of(none, clock, List::of);
    }

    /// Looks at what protects the process; may block.
    @FunctionalInterface
    public interface Protections {
        /// What was seen.
        List<Protection> list();
    }
}
