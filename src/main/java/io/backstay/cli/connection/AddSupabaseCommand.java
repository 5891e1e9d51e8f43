package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.estate.Environment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay connection add supabase`.
@Command(
        name = "supabase",
        description = {
            "Adds the projects of Supabase that a token sees, whose backups and windows 'sync' then lists. Nothing of",
            "it is reached for yet, and nothing secret is written: the token is named as it is called in the vault."
        },
        footer = {
            "",
            "Supabase's public API restores in place only, over what is live, so nothing is restored through it:",
            "restore to a new project in its dashboard, as docs/supabase.md shows. It has no manual backup either.",
            "",
            "Examples:",
            "  backstay vault add --kind api-token --purpose read --name 'Supabase, read' --account my-organization \\",
            "      --field endpoint=https://api.supabase.com",
            "  backstay connection add supabase projects --token 'Supabase, read'",
            "  backstay connection test projects",
            "  backstay sync projects",
            "",
            "JSON: name, asset, environment, kind, settings{reader, endpoint}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddSupabaseCommand extends DeskAct {
    @Parameters(paramLabel = "NAME", description = "What it is called: a-z 0-9 . _ -, up to 64 characters.")
    private String name = "";

    @Option(
            names = "--token",
            paramLabel = "N",
            required = true,
            description = "A credential of the kind api-token for read, whose endpoint is https://api.supabase.com.")
    private String reader = "";

    @Option(
            names = "--environment",
            paramLabel = "E",
            converter = AddCommand.EnvironmentWord.class,
            completionCandidates = AddCommand.EnvironmentWord.class,
            description = "${COMPLETION-CANDIDATES}. Default: production.")
    private Environment environment = Environment.PRODUCTION;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Asks a stand-in on this machine instead of Supabase, such as http://127.0.0.1:4566; the"
                    + " token's entry names the same endpoint.")
    private @Nullable String endpoint;

    AddSupabaseCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Connection connection = asked();
        desk.connections().add(connection);
        answer(
                ConnectionBook.entry(connection),
                "Added " + name + ". Prove it with 'backstay connection test " + name + "'.");
        return ExitCode.HOLDS;
    }

    private Connection asked() {
        try {
            return new Connection(name, new AssetId(name), environment, new SupabaseProjects(reader, endpoint));
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }
}
