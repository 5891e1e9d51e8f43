package io.backstay.ui.incidents;

import io.backstay.act.incident.Aftermath;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.CaseState;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Tracked;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What follows from an invented case: something overdue, something to come, and what a test adds.
final class FakeAftermath implements Aftermath {
    final List<Tracked> all = new ArrayList<>(List.of(
            tracked("A1-0f2c", Action.Kind.CORRECTIVE, "Keep snapshots for a week", "Mira", "2026-03-10"),
            tracked("A2-77aa", Action.Kind.RESTORE_TEST, "Restore one firm", "Jonas", "2026-04-30")));

    final List<String> closed = new ArrayList<>();

    private static Tracked tracked(String id, Action.Kind kind, String what, String owner, String due) {
        return new Tracked("INC-0031", new Action(id, kind, what, owner, due), null, due);
    }

    @Override
    public void close(String caseId, CaseState outcome, String reason) {
        closed.add(caseId + " " + outcome.word() + ": " + reason);
    }

    @Override
    public String plan(String caseId, Action.Kind kind, String what, String owner, LocalDate due)
            throws BackstayException {
        if (owner.isEmpty()) {
            throw new BackstayException(new Failure.BadInput("The owner is missing.", "Name one."));
        }
        all.add(tracked("A3-1234", kind, what, owner, due.toString()));
        return "A3-1234";
    }

    @Override
    public void finish(String caseId, String action, Done done) {
        String next = done.next() == null ? null : done.next().toString();
        all.replaceAll(each -> each.action().id().equals(action)
                ? new Tracked(
                        caseId,
                        each.action(),
                        new Finished(
                                action,
                                Objects.requireNonNullElse(done.at(), FakeIncidents.NOW),
                                Objects.requireNonNullElse(done.by(), "Mira"),
                                done.result(),
                                done.evidence(),
                                next),
                        next)
                : each);
    }

    @Override
    public List<Tracked> actions(@Nullable String caseId) {
        return all.stream()
                .filter(each -> Objects.equals(caseId, each.caseId()))
                .toList();
    }

    @Override
    public List<String> followed(Instant at) {
        return List.of();
    }

    @Override
    public List<String> overdue(Instant at) {
        return all.stream()
                .filter(each -> each.overdue(at))
                .map(Tracked::notice)
                .toList();
    }
}
