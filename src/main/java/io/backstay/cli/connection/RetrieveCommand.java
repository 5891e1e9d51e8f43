package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.TenantWord;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.terminal.When;
import io.backstay.connect.s3.copy.Archive;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay points retrieve`: files that lie in an archive, asked for before a restore.
@Command(
        name = "retrieve",
        description = {
            "Says which of a tenant's deleted files lie in an archive of the store (GLACIER, DEEP_ARCHIVE), as they",
            "were at a moment, and with --yes asks the store for them. That costs what the store takes for it, and",
            "lasts minutes to days; run the restore then. Nothing is written or removed, and what is under way is not",
            "asked for again, so the command can be repeated to see how many are left."
        },
        footer = {
            "",
            "Examples:",
            "  backstay points retrieve --connection crm --tenant 42 --at 2026-11-20T17:50:00Z",
            "  backstay points retrieve --connection crm --tenant 42 --at 2026-11-20T17:50:00Z --haste bulk --yes",
            "",
            "JSON: connection, tenant, at, archived, bytes, asked.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class RetrieveCommand extends DeskAct {
    @Option(
            names = "--connection",
            paramLabel = "NAME",
            required = true,
            description = "The connection with the object store, see 'backstay connection list'.")
    private String connection = "";

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            required = true,
            converter = TenantWord.class,
            description = "The tenant's key, as the database writes it; its parts with a / between them.")
    private @Nullable TenantId tenant;

    @Option(
            names = "--at",
            paramLabel = "T",
            required = true,
            converter = When.class,
            description = "The moment whose files are wanted, ISO-8601 with offset or zone.")
    private @Nullable Instant at;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How long they can be read then, 1 to " + Archive.DAYS_MAX + ". Default: ${DEFAULT-VALUE}.")
    private int days = 7;

    @Option(
            names = "--haste",
            paramLabel = "H",
            description = "standard: within hours; bulk: within a day or two, and cheapest; expedited: within minutes,"
                    + " and not out of every archive. Default: ${DEFAULT-VALUE}.")
    private Archive.Haste haste = Archive.Haste.STANDARD;

    @Option(names = "--yes", description = "Asks the store; without it the command only says what lies there.")
    private boolean yes;

    @Mixin
    private final VaultAccess access;

    RetrieveCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        TenantId whose = tenant;
        Instant when = at;
        if (whose == null || when == null) {
            throw new IllegalStateException("picocli requires the tenant and the moment");
        }
        if (days < 1 || days > Archive.DAYS_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "Files cannot be asked for for " + days + " days.", "Take 1 to " + Archive.DAYS_MAX + "."));
        }
        access.openFor(desk, connection);
        Connections.FilesAt wanted = new Connections.FilesAt(connection, whose, when);
        ArchivedFiles archived = watched(_ -> desk.connections().archived(wanted));
        long asked = yes && archived.files() > 0
                ? watched(progress ->
                        desk.connections().retrieve(wanted, new Connections.Retrieval(days, haste), progress))
                : 0;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("connection", connection);
        document.put("tenant", whose.value());
        document.put("at", when.toString());
        document.put("archived", archived.files());
        document.put("bytes", archived.bytes().bytes());
        document.put("asked", asked);
        answer(document, sentence(archived, asked));
        return ExitCode.HOLDS;
    }

    private String sentence(ArchivedFiles archived, long asked) {
        if (archived.files() == 0) {
            return "None of the deleted files lies in an archive; the restore can read all of them.";
        }
        String lie = Counts.of(archived.files(), "file") + " of " + archived.bytes() + " in an archive.";
        if (!yes) {
            return lie + " To ask the store for them, which costs what it takes for that, run it again with --yes.";
        }
        long before = archived.files() - asked;
        return lie + " Asked for " + asked + " now" + (before == 0 ? "" : "; " + before + " had been asked for before")
                + ". Run the restore when the store has them, within " + Counts.of(days, "day") + " after that.";
    }
}
