package io.backstay.cli.connection;

import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.form.Kind;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay connection add hosted`.
@Command(
        name = "hosted",
        description = {
            "Adds a live PostgreSQL database whose backups its provider keeps, so that one tenant of it can be brought",
            "back. Its backups are listed over the connection to the provider's account. Nothing of it is reached for",
            "yet, and nothing secret is written: credentials are named as they are called in the vault."
        },
        footer = {
            "",
            "With --account an account of AWS makes the scratch database of a restore as a new server, which is taken",
            "away when the restore is over. Without it a person has the provider make one, adds it with",
            "'backstay connection add staging', and names it in 'backstay restore plan --staging'.",
            "",
            "Example:",
            "  backstay connection add hosted crm --asset arn:aws:rds:eu-central-1:123456789012:db:crm \\",
            "      --account production --host crm.c9akciq32.eu-central-1.rds.amazonaws.com --database crm \\",
            "      --reader 'CRM, read' --writer 'CRM, write'",
            "",
            "JSON: name, asset, environment, kind, settings{server{host, port, database}, account, mapping, reader,",
            "writer, objects}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddHostedCommand extends AddServer {
    @Option(
            names = "--asset",
            paramLabel = "ASSET",
            description = "The database as 'backstay points' shows it, such as its ARN.")
    private String asset = "";

    @Option(
            names = "--account",
            paramLabel = "C",
            description = "The connection of an account of AWS that makes scratch servers out of its backups.")
    private @Nullable String account;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "How a tenant's rows are found; it need not be there yet. Default: mappings/NAME.yaml in the"
                    + " state folder.")
    private @Nullable Path mapping;

    @Option(names = "--reader", paramLabel = "N", description = "A credential for read.")
    private String reader = "";

    @Option(names = "--writer", paramLabel = "N", description = "A credential for write-to-live.")
    private String writer = "";

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final PolicyOption policy = new PolicyOption();

    AddHostedCommand(Session session) {
        super(session, Kind.HOSTED);
    }

    @Override
    @Nullable
    String policy() {
        return policy.id();
    }

    @Override
    String asset() {
        return asset;
    }

    @Override
    Provider provider(SelfManaged.Server server, String usual) {
        return new HostedDatabase(
                server,
                account,
                mapping == null ? usual : AddCommand.whole(mapping),
                reader,
                writer,
                store.settings(asset));
    }
}
