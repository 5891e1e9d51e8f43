package io.backstay.cli.connection;

import io.backstay.act.connection.Provider;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.form.Kind;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay connection add supabase`.
@Command(
        name = "supabase",
        description = {
            "Adds the projects of Supabase that a token sees, whose backups and windows 'sync' then lists. Nothing of",
            "it is reached for yet, and nothing secret is written: the token is named as it is called in the vault."
        },
        footer = {
            "",
            "Supabase's public API restores in place only, over what is live: restore to a new project in its",
            "dashboard, as docs/supabase.md shows, and bring tenants back from there. Where everything has to go back,",
            "--restore-token lets 'restore run --scope environment --in-place' do it. It has no manual backup.",
            "",
            "Examples:",
            "  backstay vault add --kind api-token --purpose read --name 'Supabase, read' --account my-organization \\",
            "      --field endpoint=https://api.supabase.com",
            "  backstay connection add supabase projects --token 'Supabase, read'",
            "  backstay connection test projects",
            "  backstay sync projects",
            "",
            "JSON: name, asset, environment, kind, settings{reader, restorer, endpoint, storage[{project, region,",
            "bucket, reader, endpoint}]}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddSupabaseCommand extends AddAccount {
    @Option(
            names = "--token",
            paramLabel = "N",
            description = "A credential of the kind api-token for read, whose endpoint is https://api.supabase.com.")
    private String reader = "";

    @Option(
            names = "--restore-token",
            paramLabel = "N",
            description = "A credential of the kind api-token for write-to-live, which may put a whole project back in"
                    + " place. Default: none, and nothing is put back from here.")
    private @Nullable String restorer;

    @Option(
            names = "--storage",
            paramLabel = "REF:REGION:BUCKET:KEY",
            description = "A bucket of a project's files, listed with the projects over its S3 endpoint: the project's"
                    + " ref and region, the bucket, and the name of an access key for read. May be repeated.")
    private List<String> storage = List.of();

    @Option(
            names = "--storage-endpoint",
            paramLabel = "URL",
            description = "Asks a stand-in on this machine for the files instead; the key's entry names it as well.")
    private @Nullable String storageEndpoint;

    AddSupabaseCommand(Session session) {
        super(session, Kind.SUPABASE);
    }

    @Override
    Provider account(@Nullable String elsewhere) {
        return new SupabaseProjects(
                reader,
                restorer,
                elsewhere,
                storage.stream()
                        .map(each -> SupabaseProjects.Storage.parse(each, storageEndpoint))
                        .toList());
    }
}
