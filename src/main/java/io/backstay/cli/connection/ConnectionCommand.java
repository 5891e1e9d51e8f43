package io.backstay.cli.connection;

import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay connection`: databases of one's own.
@Command(
        name = "connection",
        description = {
            "Databases of one's own: where each answers, where its base backups and its log lie, and which",
            "credentials of the vault are used for what; and, where there is one, the object store with the tenants'",
            "files. And accounts of AWS and projects of Supabase with their databases, and buckets that are watched by",
            "themselves. No secret is part of a connection. 'lab' is the practice lab and is always there."
        },
        footer = {
            "",
            "Examples:",
            "  backstay connection add crm --host db.example --database crm --backups /mnt/backups/base \\",
            "      --archive /mnt/backups/wal --reader 'CRM, read' --scratch-superuser 'CRM, scratch' \\",
            "      --writer 'CRM, write'",
            "  backstay connection test crm",
            "  backstay sync crm",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class ConnectionCommand extends Group {
    private ConnectionCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session session) {
        return new CommandLine(new ConnectionCommand())
                .addSubcommand(new CommandLine(new AddCommand(session))
                        // '--environment staging' names no subcommand, nor does a credential called 'aws'.
                        .setAllowSubcommandsAsOptionParameters(true)
                        .addSubcommand(new AddAwsCommand(session))
                        .addSubcommand(new AddSupabaseCommand(session))
                        .addSubcommand(new AddS3Command(session))
                        .addSubcommand(new AddHostedCommand(session))
                        .addSubcommand(new AddStagingCommand(session)))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new TestCommand(session))
                .addSubcommand(new PolicyCommand(session))
                .addSubcommand(new RemoveCommand(session));
    }

    /// `backstay points create`.
    public static CommandLine createPoint(Session session) {
        return new CommandLine(new CreatePointCommand(session));
    }

    /// `backstay points retrieve`.
    public static CommandLine retrieve(Session session) {
        return new CommandLine(new RetrieveCommand(session));
    }

    /// `backstay points locks`.
    public static CommandLine locks(Session session) {
        return new CommandLine(new LocksCommand(session));
    }

    /// `backstay sync`.
    public static CommandLine sync(Session session) {
        return new CommandLine(new SyncCommand(session));
    }
}
