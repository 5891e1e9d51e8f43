package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.connect.s3.copy.Archive;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import java.util.Map;
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
    @Mixin
    private final FilesOptions files;

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

    RetrieveCommand(Session session) {
        super(session);
        this.files = new FilesOptions(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        if (days < 1 || days > Archive.DAYS_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "Files cannot be asked for for " + days + " days.", "Take 1 to " + Archive.DAYS_MAX + "."));
        }
        Connections.FilesAt wanted = files.open(desk);
        ArchivedFiles archived = watched(_ -> desk.connections().archived(wanted));
        long asked = yes && archived.files() > 0
                ? watched(progress ->
                        desk.connections().retrieve(wanted, new Connections.Retrieval(days, haste), progress))
                : 0;
        Map<String, Object> document = FilesOptions.document(wanted);
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
