package io.backstay.cli.tenant;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay tenant`: how a tenant's rows are found, and its own rows handed to it.
@Command(
        name = "tenant",
        description = "How a tenant's rows are found in a database; its own rows and data sets as CSV.")
public final class TenantCommand extends Group {
    private TenantCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new TenantCommand())
                .addSubcommand(new MapCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new SetsCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand(new CompareCommand(session));
    }
}
