package io.backstay.cli.policy;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay policy`: written promises.
@Command(
        name = "policy",
        description = "Written promises: built-in and own policies. A policy is named by its id or by a file *.yaml.",
        footer = {
            "",
            "Examples:",
            "  backstay policy show agentic-labs --value rpo",
            "  backstay policy show agentic-labs --yaml > my-product.yaml",
            "  backstay policy lint my-product.yaml",
            "  backstay policy diff agentic-labs my-product.yaml",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class PolicyCommand extends Group {
    private PolicyCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new PolicyCommand())
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new LintCommand(session))
                .addSubcommand(new DiffCommand(session))
                .addSubcommand(new CurveCommand(session))
                .addSubcommand(new AcceptCommand(session))
                .addSubcommand(new WithdrawCommand(session));
    }
}
