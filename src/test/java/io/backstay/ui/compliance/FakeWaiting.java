package io.backstay.ui.compliance;

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

/// What follows from invented cases: a restore test that waits, one that is done for good, and something else.
final class FakeWaiting implements Aftermath {
    static final Tracked WAITS = tracked("A2-77aa", Action.Kind.RESTORE_TEST, "2026-04-30");

    final List<Done> done = new ArrayList<>();
    private final List<Tracked> all;
    boolean refuses;
    boolean unreadable;

    FakeWaiting() {
        this(List.of(
                tracked("A1-0f2c", Action.Kind.CORRECTIVE, "2026-03-10"),
                WAITS,
                tracked("A3-1234", Action.Kind.RESTORE_TEST, null)));
    }

    FakeWaiting(List<Tracked> all) {
        this.all = new ArrayList<>(all);
    }

    private static Tracked tracked(String id, Action.Kind kind, @Nullable String due) {
        var done = new Finished(id, Instant.parse("2026-03-02T09:30:00Z"), "Mira", "passed", "R-0041", null);
        var action = new Action(id, kind, "Restore one firm", "Jonas", "2026-03-10");
        return new Tracked("INC-0031", action, due == null ? done : null, due);
    }

    @Override
    public void close(String caseId, CaseState outcome, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String plan(String caseId, Action.Kind kind, String what, String owner, LocalDate due) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void finish(String caseId, String action, Done how) throws BackstayException {
        if (refuses) {
            throw new BackstayException(new Failure.Conflict("The case book is taken.", "Try again."));
        }
        done.add(how);
        String next = Objects.toString(how.next(), null);
        all.replaceAll(each -> !each.action().id().equals(action)
                ? each
                : new Tracked(
                        caseId,
                        each.action(),
                        new Finished(action, Instant.EPOCH, "Mira", how.result(), how.evidence(), next),
                        next));
    }

    @Override
    public List<Tracked> actions(@Nullable String caseId) throws BackstayException {
        if (unreadable) {
            throw new BackstayException(new Failure.Corrupt("cases.db", "page 7 cannot be read"));
        }
        return List.copyOf(all);
    }

    @Override
    public List<String> overdue(Instant at) {
        return List.of();
    }

    @Override
    public List<String> followed(Instant at) {
        return List.of();
    }
}
