package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.restore.Intake;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The case that a restore is written into: the open one that was taken in for the same tenant and dataset and has no
/// restore yet, else a new one. Each case has its intake, so that clocks and messages work for it.
public final class RestoreCase {
    private static final String RESTORE = "restore";

    private final CaseBook book;
    private final Instant now;

    /// Over a case book, at an instant.
    public RestoreCase(CaseBook book, Instant now) {
        this.book = book;
        this.now = now;
    }

    private record Joined(String restore) {}

    /// The policy of the case that a restore of this intake goes on with, absent where nobody took its call.
    public @Nullable String policy(Intake intake, boolean practice) throws BackstayException {
        String waiting = waiting(intake, practice);
        if (waiting == null) {
            return null;
        }
        Paper paper = book.papers().newest(waiting, CaseIntake.PAPER);
        return paper == null ? null : read(waiting, paper).policy();
    }

    /// The id of the case.
    ///
    /// @param restore the restore's own id
    /// @param title   of a new case
    /// @param policy  that the restore is measured against, absent for none
    public String of(Intake intake, String restore, String title, boolean practice, @Nullable String policy)
            throws BackstayException {
        String waiting = waiting(intake, practice);
        String id = waiting != null
                ? waiting
                : book.openCase(title, intake.tenant(), practice, now).id();
        if (waiting == null) {
            add(id, CaseIntake.PAPER, taken(intake, policy));
        }
        add(id, RESTORE, new Joined(restore));
        return id;
    }

    private @Nullable String waiting(Intake intake, boolean practice) throws BackstayException {
        for (CaseFile file : book.list()) {
            boolean fits = file.state() == CaseState.OPEN
                    && file.practice() == practice
                    && file.tenant().id().equals(intake.tenant().id());
            if (fits && book.papers().newest(file.id(), RESTORE) == null) {
                Paper paper = book.papers().newest(file.id(), CaseIntake.PAPER);
                if (paper != null
                        && intake.dataset()
                                .equalsIgnoreCase(read(file.id(), paper).dataset())) {
                    return file.id();
                }
            }
        }
        return null;
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
