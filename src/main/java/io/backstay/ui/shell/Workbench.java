package io.backstay.ui.shell;

import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Times;
import java.time.InstantSource;

/// What the shell gives to every screen.
///
/// @param navigation where the operator is
/// @param background the door to everything that blocks
/// @param times      the zones that people read
/// @param clock      the time
public record Workbench(Navigation navigation, Background background, Times times, InstantSource clock) {}
