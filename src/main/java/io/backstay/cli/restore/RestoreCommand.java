package io.backstay.cli.restore;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay restore`: what a restore of one tenant can be asked for.
@Command(
        name = "restore",
        description = "The restore of one tenant.",
        footer = {
            "",
            "Examples:",
            "  backstay restore find --practice",
            "  backstay restore find --tenant 1003 --around 2026-11-20T18:00+11:00[Australia/Melbourne] --within PT3H",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class RestoreCommand extends Group {
    private RestoreCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new RestoreCommand()).addSubcommand(new FindCommand(session));
    }
}
