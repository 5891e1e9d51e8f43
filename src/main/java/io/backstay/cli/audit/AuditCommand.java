package io.backstay.cli.audit;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay audit`: the record of acts.
@Command(
        name = "audit",
        description = {
            "The record of acts: every act has an entry before it (intent) and one after it (outcome). The entries are",
            "leaves of a hash tree whose root is signed, so a change shows to whoever kept an earlier root."
        },
        footer = {
            "",
            "Examples:",
            "  backstay audit show --case INC-0001",
            "  backstay audit verify",
            "  backstay audit export --tenant 1003 --out firm-1003.audit",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class AuditCommand extends Group {
    private AuditCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new VerifyCommand(session))
                .addSubcommand(new ExportCommand(session));
    }
}
