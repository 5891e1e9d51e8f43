package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay tenant`: how a tenant's rows are found.
@Command(name = "tenant", description = "How a tenant's rows are found in a database.")
public final class TenantCommand extends Group {
    private TenantCommand() {}

    /// Opens the vault for a connection; the lab has credentials of its own.
    static void unlock(Desk desk, String connection, VaultAccess access)
            throws BackstayException, InterruptedException {
        if (!connection.equals(Connection.LAB)) {
            desk.connections().require(connection);
            access.open(desk);
        }
    }

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new TenantCommand())
                .addSubcommand(new MapCommand(session))
                .addSubcommand(new ShowCommand(session));
    }
}
