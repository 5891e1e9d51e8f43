package io.backstay.cli.trust;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay trust`: whose signatures count.
@Command(
        name = "trust",
        description = {
            "Whose signatures count here. A key is added after its fingerprint was compared on another way, such as by",
            "telephone, and belongs to one person for good. Nobody's key comes in with a file that it signed."
        },
        footer = {
            "",
            "Examples:",
            "  backstay trust key --as mira",
            "  backstay trust add mira 'mira+1a2b3c4d+AQ...' --fingerprint '1234 5678 9abc def0'",
            "  backstay trust list",
            "  backstay trust revoke '1234 5678 9abc def0' --reason 'Her laptop was stolen'",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class TrustCommand extends Group {
    private TrustCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new TrustCommand())
                .addSubcommand(new KeyCommand(session))
                .addSubcommand(new AddCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new RevokeCommand(session));
    }
}
