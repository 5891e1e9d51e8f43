package io.backstay.ui.shell;

import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.secret.SecretClipboard;
import java.time.InstantSource;

/// What the shell gives to every screen.
///
/// @param navigation where the operator is
/// @param background the door to everything that blocks
/// @param times      the zones that people read
/// @param clock      the time
/// @param allowed    what the operator's role may do
/// @param door       whether the vault is open
/// @param clipboard  the only way for a secret to the clipboard
public record Workbench(
        Navigation navigation,
        Background background,
        Times times,
        InstantSource clock,
        Allowed allowed,
        VaultDoor door,
        SecretClipboard clipboard) {}
