package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.connect.s3.rollback.FileLocks;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `backstay points locks`: what keeps a tenant's files from being removed.
@Command(
        name = "locks",
        description = {
            "Says which of a tenant's files, as they were at a moment, are under a lock of the store (Object Lock) or",
            "a legal hold, and until when. Nobody removes those versions before that, an attacker with the store's",
            "keys neither where the mode is compliance. Nothing is changed. What the key may not see is unknown, which",
            "is never taken for safe."
        },
        footer = {
            "",
            "Example:",
            "  backstay points locks --connection crm --tenant 42 --at 2026-11-20T17:50:00Z",
            "",
            "JSON: connection, tenant, at, files, locked, held, neither, unknown, ends, kept[{key, words}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class LocksCommand extends DeskAct {
    private static final int SHOWN = 20;

    @Mixin
    private final FilesOptions files;

    LocksCommand(Session session) {
        super(session);
        this.files = new FilesOptions(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Connections.FilesAt wanted = files.open(desk);
        FileLocks locks = watched(progress -> desk.connections().locks(wanted, progress));
        Instant ends = locks.ends();
        Map<String, Object> document = FilesOptions.document(wanted);
        document.put("files", locks.files());
        document.put("locked", locks.locked());
        document.put("held", locks.held());
        document.put("neither", locks.neither());
        document.put("unknown", locks.unknown());
        document.put("refused", locks.refused());
        document.put("ends", ends == null ? null : ends.toString());
        document.put("kept", locks.kept());
        answer(document, text(locks));
        return locks.unknown() + locks.refused() > 0 ? ExitCode.UNDECIDABLE : ExitCode.HOLDS;
    }

    private static String text(FileLocks locks) {
        if (locks.files() == 0) {
            return "There was no file of this tenant at that moment, or its versions are gone.";
        }
        StringBuilder text = new StringBuilder(Counts.of(locks.files(), "file")
                + ": " + locks.locked() + " under a lock, " + locks.held() + " under a legal hold, "
                + locks.neither() + " under neither" + unseen(locks.unknown()) + refused(locks.refused())
                + first(locks.ends()));
        locks.kept().stream()
                .limit(SHOWN)
                .forEach(each -> text.append(System.lineSeparator())
                        .append("  ")
                        .append(each.key())
                        .append("  ")
                        .append(each.words()));
        if (locks.kept().size() > SHOWN) {
            text.append(System.lineSeparator()).append("  and more; --json names up to 1,000.");
        }
        return text.toString();
    }

    private static String unseen(long unknown) {
        return unknown == 0
                ? "."
                : ", " + unknown + " unknown: the key that reads may not see locks and holds. Give it"
                        + " s3:GetObjectRetention and s3:GetObjectLegalHold.";
    }

    private static String refused(long names) {
        return names == 0
                ? ""
                : " Not asked about: " + Counts.of(names, "file") + " whose names would lead astray (a '.' or '..'"
                        + " segment, or no readable text).";
    }

    private static String first(@Nullable Instant ends) {
        return ends == null ? "" : " The first lock ends at " + ends + ".";
    }
}
