package io.backstay.incident.after;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CasePapers.Paper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// How punctually what follows from cases is done. An action that is due again counts once for each time.
///
/// @param inTime  done on its last day (UTC) or before
/// @param late    done after it
/// @param open    not due yet
/// @param overdue not done, and its day is over
public record Punctuality(int inTime, int late, int open, int overdue) {
    /// Of no action.
    public static final Punctuality NONE = new Punctuality(0, 0, 0, 0);

    /// Those of one case.
    public static Punctuality of(String caseId, List<Paper> papers, Instant now) throws BackstayException {
        List<Finished> done = new ArrayList<>();
        for (Paper paper : Tracked.noted(papers)) {
            if (paper.kind().equals(Finished.PAPER)) {
                done.add(Json.parse("an action of " + caseId, paper.document(), Finished.class));
            }
        }
        Punctuality all = NONE;
        for (Tracked each : Tracked.of(caseId, papers)) {
            all = all.plus(of(each, done, now));
        }
        return all;
    }

    private static Punctuality of(Tracked action, List<Finished> done, Instant now) {
        int inTime = 0;
        int late = 0;
        String due = action.action().due();
        Instant last = Instant.MIN;
        for (Finished each : done) {
            if (!each.action().equals(action.action().id())) {
                continue;
            }
            // What is noted of an action that was done for good, or is dated before the note before, corrects that
            // note, and is no second deed.
            if (due != null && each.at().isAfter(last)) {
                boolean punctual = LocalDate.ofInstant(each.at(), ZoneOffset.UTC)
                                .toString()
                                .compareTo(due)
                        <= 0;
                inTime += punctual ? 1 : 0;
                late += punctual ? 0 : 1;
            }
            due = each.next();
            last = each.at();
        }
        boolean over = action.overdue(now);
        return new Punctuality(inTime, late, action.due() != null && !over ? 1 : 0, over ? 1 : 0);
    }

    /// Both together.
    public Punctuality plus(Punctuality other) {
        return new Punctuality(inTime + other.inTime, late + other.late, open + other.open, overdue + other.overdue);
    }

    /// In words.
    public String words() {
        return this.equals(NONE)
                ? "No action follows from a case yet."
                : "Actions that follow from cases: " + inTime + " done in time, " + late + " done late, " + open
                        + " not due yet, " + overdue + " overdue.";
    }
}
