package io.backstay.cli.vault;

import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// A command on the vault: secrets are asked for only when the desk is open.
abstract class VaultAct extends DeskAct {
    @Mixin
    final VaultAccess access;

    VaultAct(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    /// Whoever sits at the terminal, null where nobody does.
    final @Nullable Questions person() {
        Prompt prompt = session.terminal().prompt();
        return prompt == null ? null : new Questions(prompt);
    }
}
