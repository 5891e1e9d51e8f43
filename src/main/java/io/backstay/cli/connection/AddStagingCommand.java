package io.backstay.cli.connection;

import io.backstay.act.connection.Provider;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.form.Kind;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay connection add staging`.
@Command(
        name = "staging",
        description = {
            "Adds a server that a person had made out of a backup, such as a new project in Supabase's dashboard, so",
            "that a tenant can be brought back from it: name it in 'backstay restore plan --staging'. It is read and",
            "never written to, and nobody takes it away from here. Of what moment its data is, you state; that is",
            "recorded as stated, in the verdict, the plan and the report."
        },
        footer = {
            "",
            "Example:",
            "  backstay connection add staging crm-friday --of supabase:abcdefghijklmnopqrst \\",
            "      --at 2026-11-20T17:30Z --host db.qrstuvwxyzabcdefghij.supabase.co --database postgres \\",
            "      --login 'CRM copy, read'",
            "",
            "JSON: name, asset, environment, kind, settings{server{host, port, database}, login, moment}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddStagingCommand extends AddServer {
    @Option(
            names = "--of",
            paramLabel = "ASSET",
            description = "The live database of which it holds data, as its own connection names it.")
    private String asset = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = When.class,
            description = "Of what moment its data is: ISO-8601 with offset or zone.")
    private Instant moment = Instant.EPOCH;

    @Option(
            names = "--login",
            paramLabel = "N",
            description = "A credential of the kind postgres-login for restore-to-scratch that sees every row.")
    private String login = "";

    AddStagingCommand(Session session) {
        super(session, Kind.STAGING);
    }

    @Override
    String asset() {
        return asset;
    }

    @Override
    Provider provider(SelfManaged.Server server, String usual) {
        return new StagingServer(server, login, moment);
    }
}
