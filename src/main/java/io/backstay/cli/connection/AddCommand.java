package io.backstay.cli.connection;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.ProgramFolders;
import io.backstay.base.AssetId;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay connection add`.
@Command(
        name = "add",
        customSynopsis = {
            "backstay connection add",
            "                        on a terminal: asks for everything, tests it, and shows the line for scripts",
            "  or:  backstay connection add NAME --host=H --database=D --backups=DIR --archive=DIR --reader=N",
            "                        --scratch-superuser=N --writer=N [OPTION...]",
            "  or:  the same with --wal-store=URL --wal-region=R --wal-bucket=B --wal-reader=N for --archive",
            "  or:  backstay connection add aws NAME --key=N --region=R [OPTION...]",
            "  or:  backstay connection add supabase NAME --token=N [OPTION...]",
            "  or:  backstay connection add s3 NAME --endpoint=URL --region=R --key=N [OPTION...]",
            "  or:  backstay connection add hosted NAME --asset=A --host=H --database=D --reader=N --writer=N",
            "                        [--account=C] [OPTION...]",
            "  or:  backstay connection add staging NAME --of=A --at=TIME --host=H --database=D --login=N"
        },
        description = {
            "Adds a PostgreSQL server that you run yourself, to connections.json of the state folder. Nothing of it is",
            "reached for yet, and nothing secret is written: credentials are named as they are called in the vault.",
            "How the way to the server is protected stands in the credentials (tlsMode, ca). 'add aws' adds an account",
            "of AWS instead, 'add supabase' the projects of a token of Supabase, 'add s3' buckets that no database is",
            "beside, 'add hosted' a live database whose backups its provider keeps, and 'add staging' a server that a",
            "person had restored elsewhere.",
            "On a terminal, what is needed and was not typed is asked for, one question after the other, with the",
            "credentials of the vault to choose from; the connection is tested before it is kept."
        },
        footer = {
            "",
            "The reader sees every row and can change none; the writer sees every row and may become the restricted",
            "writer; docs/access/postgres-roles.sql makes both. The scratch superuser is the server's own postgres,",
            "whose password a scratch server inherits from the base backup; a restore never uses it on live.",
            "",
            "With --store the tenants' files come back together with the rows that name them, by version: the mapping",
            "says under 'files' which columns hold their keys. Each access key in the vault names its endpoint and",
            "goes nowhere else.",
            "",
            "JSON: name, asset, environment, kind, settings{server{host, port, database}, folders{backups, archive,",
            "programs, scratch, versions{}}, mapping, credentials{reader, scratch, writer, maker}, objects{asset,",
            "store{endpoint, region, bucket, owner, style}, prefix, rows{table, key, size, sha256},",
            "credentials{reader, scratch, writer}}, log{store{endpoint, region, bucket, owner, style}, prefix,",
            "reader}}.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddCommand extends AddAct {
    private static final int PORT = 5432;

    @Option(
            names = "--asset",
            paramLabel = "ASSET",
            description = "What the database is called in the catalogue and in plans. Default: NAME.")
    private @Nullable String asset;

    @Option(names = "--host", paramLabel = "H", description = "Where the live server answers.")
    private String host = "";

    @Option(names = "--port", paramLabel = "P", description = "Its port. Default: ${DEFAULT-VALUE}.")
    private int port = PORT;

    @Option(names = "--database", paramLabel = "D", description = "The database with the tenants' rows.")
    private String database = "";

    @Option(
            names = "--backups",
            paramLabel = "DIR",
            description =
                    "The folder with the base backups, a folder each, as pg_basebackup --format=plain makes them.")
    private Path backups = Path.of("");

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "The folder with the archived write-ahead log, as it is or packed by gzip (.gz).")
    private @Nullable Path archive;

    @Option(
            names = "--programs",
            paramLabel = "DIR",
            description = "The folder with initdb, pg_ctl and postgres of the server's major version; 16=DIR, once for"
                    + " each, where base backups of several are kept. Default: those of PostgreSQL 18 that come with"
                    + " Backstay.")
    private List<Path> programs = List.of();

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Where scratch servers lie while they are needed. Default: scratch/NAME in the state folder.")
    private @Nullable Path scratch;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "How a tenant's rows are found; it need not be there yet. Default: mappings/NAME.yaml in the"
                    + " state folder.")
    private @Nullable Path mapping;

    @Option(names = "--reader", paramLabel = "N", description = "A credential for read.")
    private String reader = "";

    @Option(names = "--scratch-superuser", paramLabel = "N", description = "A credential for restore-to-scratch.")
    private String superuser = "";

    @Option(names = "--writer", paramLabel = "N", description = "A credential for write-to-live.")
    private String writer = "";

    @Option(
            names = "--backup-login",
            paramLabel = "N",
            description = "A credential for restore-to-scratch of a role that may replicate, for 'backstay points"
                    + " create'. Default: none, and no backups are taken from here.")
    private @Nullable String maker;

    @Mixin
    private final WalOptions wal = new WalOptions();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final PolicyOption policy = new PolicyOption();

    AddCommand(Session session) {
        super(session, Kind.SERVER);
    }

    @Override
    @Nullable
    String policy() {
        return policy.id();
    }

    @Override
    Connection typed(Path usual) {
        ProgramFolders folders = ProgramFolders.of(programs.stream()
                .map(each -> ProgramFolders.with(each.toString(), folder -> whole(Path.of(folder))))
                .toList());
        String known = asset == null ? name() : asset;
        return new Connection(
                name(),
                new AssetId(known),
                environment(),
                new SelfManaged(
                        new SelfManaged.Server(host, port, database),
                        new SelfManaged.Folders(
                                whole(backups),
                                archive == null ? null : whole(archive),
                                folders.one(),
                                scratch == null ? null : whole(scratch),
                                folders.versions()),
                        mapping == null ? usual.toString() : whole(mapping),
                        new SelfManaged.Credentials(reader, superuser, writer, maker),
                        store.settings(known),
                        log()));
    }

    private SelfManaged.@Nullable Log log() {
        SelfManaged.Log log = wal.log();
        if ((archive == null) == (log == null)) {
            throw new IllegalArgumentException(
                    "the log lies in a folder or in an object store: name --archive or" + " --wal-store, and not both");
        }
        return log;
    }

    /// The file must mean the same wherever the next command is run.
    static String whole(Path path) {
        if (path.toString().isBlank()) {
            throw new IllegalArgumentException("an empty path names no file or folder");
        }
        return path.toAbsolutePath().normalize().toString();
    }
}
