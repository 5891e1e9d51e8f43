package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay vault set-aside`.
@Command(
        name = "set-aside",
        description = {
            "Gives a damaged vault, or a kept copy whose vault is gone, another name in the state folder, so that",
            "another vault can be taken over or made. Nothing is deleted. 'backstay vault files' says where that",
            "can be done."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault set-aside vault.bsvault",
            "",
            "JSON: from, to.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class SetAsideCommand extends DeskAct {
    @Parameters(paramLabel = "FILE", description = "One of those that 'backstay vault files' lists.")
    private Path file = Path.of("");

    SetAsideCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Path aside = desk.vaults().setAside(file);
        answer(
                Map.of("from", file.toString(), "to", aside.toString()),
                file + " is now " + aside + ". Take a vault over with 'backstay vault adopt', or make one with"
                        + " 'backstay vault init'.");
        return ExitCode.HOLDS;
    }
}
