package io.backstay.incident.after;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CasePapers.Paper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An action with what came of it.
///
/// @param last how it was done, as it was noted last; absent before
/// @param due  when it is due, or due again; absent when it is done for good
public record Tracked(
        String caseId,
        Action action,
        @Nullable Finished last,
        @Nullable String due) {
    /// The actions of a case in the order in which they were added.
    public static List<Tracked> of(String caseId, List<Paper> papers) throws BackstayException {
        Map<String, Action> actions = new LinkedHashMap<>();
        Map<String, Finished> done = new LinkedHashMap<>();
        for (Paper paper : noted(papers)) {
            if (paper.kind().equals(Action.PAPER)) {
                Action action = Json.parse("an action of " + caseId, paper.document(), Action.class);
                actions.putIfAbsent(action.id(), action);
            } else if (paper.kind().equals(Finished.PAPER)) {
                Finished finished = Json.parse("an action of " + caseId, paper.document(), Finished.class);
                // In the order in which they were noted: what puts an earlier note right may be dated before it.
                done.put(finished.action(), finished);
            }
        }
        List<Tracked> tracked = new ArrayList<>();
        for (Action action : actions.values()) {
            Finished last = done.get(action.id());
            tracked.add(new Tracked(caseId, action, last, last == null ? action.due() : last.next()));
        }
        return List.copyOf(tracked);
    }

    /// In the order in which they were noted, wherever that was: papers of another workstation come after those of
    /// here.
    static List<Paper> noted(List<Paper> papers) {
        return papers.stream().sorted(Comparator.comparing(Paper::at)).toList();
    }

    /// Whether it is a restore test that somebody has to run, or to run again.
    public boolean awaitsTest() {
        return action.kind() == Action.Kind.RESTORE_TEST && due != null;
    }

    /// What a run that was to finish it made of it, in a sentence.
    ///
    /// @param passed whether the run did
    /// @param next   when it is due again, null when that was all
    public String after(boolean passed, @Nullable LocalDate next) {
        return action.id() + " of " + caseId
                + (!passed
                        ? " stays open, since the test failed."
                        : " is done" + (next == null ? "." : "; due again on " + next + "."));
    }

    /// Whether its day is over and it is not done.
    public boolean overdue(Instant now) {
        return due != null
                && LocalDate.ofInstant(now, ZoneOffset.UTC).toString().compareTo(due) > 0;
    }

    /// How it stands, in one word.
    public String state(Instant now) {
        return due == null ? "done" : overdue(now) ? "overdue" : last == null ? "open" : "due again";
    }

    /// How a restore test or a remediation stands, for whoever reads a check: who did it, when, what came of it, and
    /// when it is next due.
    ///
    /// @return null for anything else, and for what is overdue, which has a notice of its own
    public @Nullable String standing(Instant at) {
        if (action.kind() == Action.Kind.CORRECTIVE || overdue(at)) {
            return null;
        }
        String done = last == null
                ? "not done yet"
                : "done on " + LocalDate.ofInstant(last.at(), ZoneOffset.UTC) + " by " + last.by() + ", "
                        + last.result() + " (" + last.evidence() + ")";
        String next = due == null
                ? "; nothing is due any more"
                : "; next due on " + due + ", " + action.owner() + " sees to it";
        return action.kind().title() + " " + action.id() + " of " + caseId + ", " + action.what() + ": " + done + next;
    }

    /// What a check says of it when it is overdue.
    public String notice() {
        return action.kind().title() + " " + action.id() + " of " + caseId + " was due on " + due + ", "
                + action.owner() + " sees to it: " + action.what();
    }
}
