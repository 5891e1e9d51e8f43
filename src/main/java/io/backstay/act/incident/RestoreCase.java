package io.backstay.act.incident;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.RestoreUndone;
import io.backstay.restore.verdict.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The case that a restore is written into: the one that a person named, or else the open one that was taken in for the
/// same tenant and dataset, names no other database, and has no restore yet or whose newest was undone, or else a new
/// one. Each case has its intake, so that clocks and messages work for it.
public final class RestoreCase {
    /// The kind of paper that names a restore of the case.
    static final String RESTORE = "restore";

    private final CaseBook book;
    private final Instant now;
    private final @Nullable String named;

    /// Over a case book, at an instant.
    ///
    /// @param named the case that a person named, absent where nobody did
    public RestoreCase(CaseBook book, Instant now, @Nullable String named) {
        this.book = book;
        this.now = now;
        this.named = named;
    }

    /// The case of a restore.
    ///
    /// @param fresh whether it was opened for it
    public record Held(String caseId, boolean fresh) {}

    record Joined(String restore) {}

    /// The restores that were written into a case, in their order.
    static List<String> restores(List<Paper> papers) throws BackstayException {
        List<String> restores = new ArrayList<>();
        for (Paper paper : papers) {
            if (paper.kind().equals(RESTORE)) {
                restores.add(Json.parse("the restore of a case", paper.document(), Joined.class)
                        .restore());
            }
        }
        return restores;
    }

    /// The policy of the case that a restore of this intake goes on with, absent where nobody took its call.
    ///
    /// @throws BackstayException when the case that was named cannot take it
    public @Nullable String policy(Intake intake, boolean practice) throws BackstayException {
        String waiting = waiting(intake, practice);
        CaseIntake taken = waiting == null ? null : newest(waiting);
        return taken == null ? null : taken.policy();
    }

    /// Finds or opens the case, and writes the restore into it.
    ///
    /// @param restore the restore's own id
    /// @param title   of a new case
    /// @param policy  that the restore is measured against, absent for none
    /// @throws BackstayException when the case that was named cannot take it
    public Held of(Intake intake, String restore, String title, boolean practice, @Nullable String policy)
            throws BackstayException {
        String waiting = waiting(intake, practice);
        String id = waiting != null
                ? waiting
                : book.openCase(title, intake.tenant(), practice, now).id();
        if (waiting == null) {
            add(id, CaseIntake.PAPER, taken(intake, policy));
        } else {
            complete(id, intake, policy);
        }
        add(id, RESTORE, new Joined(restore));
        return new Held(id, waiting == null);
    }

    private @Nullable String waiting(Intake intake, boolean practice) throws BackstayException {
        if (named != null) {
            requireFit(book.find(named), intake, practice);
            return named;
        }
        for (CaseFile file : book.list()) {
            boolean open = file.state() == CaseState.OPEN && file.practice() == practice;
            if (open && isFree(file.id())) {
                CaseIntake taken = newest(file.id());
                if (taken != null
                        && !isAnother(taken.asset(), intake)
                        && intake.tenant().id().value().equals(taken.tenant())
                        && intake.dataset().equalsIgnoreCase(taken.dataset())) {
                    return file.id();
                }
            }
        }
        return null;
    }

    /// Two products can have a tenant of the same key and data of the same name; their databases are two.
    private static boolean isAnother(@Nullable AssetId database, Intake intake) {
        return database != null && !database.equals(intake.database());
    }

    /// What was undone is not back, so a case whose newest restore it was waits for the next one.
    private boolean isFree(String id) throws BackstayException {
        List<Paper> papers = book.papers().all(id);
        Paper last = papers.stream()
                .filter(paper -> paper.kind().equals(RESTORE))
                .reduce((_, newer) -> newer)
                .orElse(null);
        if (last == null) {
            return true;
        }
        // Each state folder counts its restores for itself, so that an undo of before is of another one.
        String restore = restores(List.of(last)).getFirst();
        return RestoreUndone.of(id, papers).stream()
                .anyMatch(undone ->
                        undone.restore().equals(restore) && !undone.at().isBefore(last.at()));
    }

    /// What a person named is taken as it is, except where one of both is certainly wrong.
    private void requireFit(CaseFile file, Intake intake, boolean practice) throws BackstayException {
        CaseIntake taken = newest(file.id());
        String key = taken == null ? file.tenant().id().value() : taken.tenant();
        if (file.state() != CaseState.OPEN) {
            throw new BackstayException(
                    new Failure.Conflict(file.id() + " is over.", "Open a new case for what is restored now."));
        }
        if (key != null && !key.equals(intake.tenant().id().value())) {
            throw new BackstayException(new Failure.Conflict(
                    file.id() + " is about the tenant " + key + ", and "
                            + intake.tenant().id() + " is to be restored.",
                    "Correct the tenant here, or in the case."));
        }
        AssetId database = taken == null ? null : taken.asset();
        if (isAnother(database, intake)) {
            throw new BackstayException(new Failure.Conflict(
                    file.id() + " is about the database " + database + ", and " + intake.database()
                            + " is to be restored.",
                    "Choose the other database here, or correct the case."));
        }
        if (file.practice() != practice) {
            throw new BackstayException(new Failure.Conflict(
                    file.id()
                            + (practice ? " is no drill, and " : " is a drill, and ")
                            + intake.database()
                            + (practice ? " is a practice database." : " is none of practice."),
                    "Open a case in which that database is chosen."));
        }
    }

    /// What the call left open and the restore knows.
    private void complete(String id, Intake intake, @Nullable String policy) throws BackstayException {
        CaseIntake taken = newest(id);
        CaseIntake completed = taken == null ? null : completed(taken, intake, policy);
        if (completed != null && !completed.equals(taken)) {
            add(id, CaseIntake.PAPER, completed);
        }
    }

    private static CaseIntake completed(CaseIntake taken, Intake intake, @Nullable String policy) {
        boolean timed = taken.about() != null;
        return new CaseIntake(
                taken.firm(),
                Objects.requireNonNullElse(taken.tenant(), intake.tenant().id().value()),
                Objects.requireNonNullElse(taken.dataset(), intake.dataset()),
                timed ? taken.about() : intake.about(),
                timed ? taken.uncertainty() : intake.uncertainty(),
                taken.zone(),
                taken.asker(),
                taken.verifiedBy(),
                taken.reason(),
                taken.severity(),
                taken.policy() == null ? policy : taken.policy(),
                Objects.requireNonNullElse(taken.asset(), intake.database()),
                taken.reportedAt(),
                taken.updateEvery(),
                taken.recognised());
    }

    private @Nullable CaseIntake newest(String id) throws BackstayException {
        Paper paper = book.papers().newest(id, CaseIntake.PAPER);
        return paper == null ? null : read(id, paper);
    }

    private static CaseIntake read(String id, Paper paper) throws BackstayException {
        return Json.parse("the intake of " + id, paper.document(), CaseIntake.class);
    }

    private static CaseIntake taken(Intake intake, @Nullable String policy) {
        return new CaseIntake(
                intake.tenant().name(),
                intake.tenant().id().value(),
                intake.dataset(),
                intake.about(),
                intake.uncertainty(),
                intake.zone().getId(),
                intake.asker(),
                intake.verifiedBy(),
                null,
                null,
                policy,
                intake.database(),
                intake.reportedAt(),
                null,
                List.of());
    }

    private void add(String id, String kind, Record document) throws BackstayException {
        book.papers().add(id, new Paper(kind, now, "Backstay", Json.compact(document)));
    }
}
