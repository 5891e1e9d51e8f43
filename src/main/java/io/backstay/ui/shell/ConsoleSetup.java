package io.backstay.ui.shell;

import io.backstay.act.check.Facts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Guards;
import java.time.InstantSource;
import java.util.List;

/// Everything the window is built from.
///
/// @param record  how long the record of acts is
/// @param guards  the vault, and what protects this process
/// @param notices what the window tells by itself
/// @param screens builds the screens, in the order of the navigation, on the UI thread
public record ConsoleSetup(
        Facts facts,
        RecordSize record,
        InstantSource clock,
        Times times,
        Identity identity,
        Guards guards,
        Notices notices,
        ScreenFactory screens) {
    /// A window that tells nothing by itself.
    public ConsoleSetup(
            Facts facts,
            RecordSize record,
            InstantSource clock,
            Times times,
            Identity identity,
            Guards guards,
            ScreenFactory screens) {
        this(facts, record, clock, times, identity, guards, Notices.NONE, screens);
    }

    /// Builds the screens once the toolkit runs.
    @FunctionalInterface
    public interface ScreenFactory {
        /// Builds them; must not block.
        List<Screen> build(Workbench bench);
    }
}
