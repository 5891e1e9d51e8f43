package io.backstay.ui.shell;

import io.backstay.act.Facts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Guards;
import java.time.InstantSource;
import java.util.List;

/// Everything the window is built from.
///
/// @param record  how long the record of acts is
/// @param guards  the vault, and what protects this process
/// @param screens builds the screens, in the order of the navigation, on the UI thread
public record ConsoleSetup(
        Facts facts,
        RecordSize record,
        InstantSource clock,
        Times times,
        Identity identity,
        Guards guards,
        ScreenFactory screens) {
    /// Builds the screens once the toolkit runs.
    @FunctionalInterface
    public interface ScreenFactory {
        /// Builds them; must not block.
        List<Screen> build(Workbench bench);
    }
}
