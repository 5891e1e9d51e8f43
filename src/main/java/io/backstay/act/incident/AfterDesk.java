package io.backstay.act.incident;

import io.backstay.act.role.Permission;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Tracked;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.timeline.LineId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What follows from the cases of one state folder.
record AfterDesk(CasePen pen) implements Aftermath {
    private static final int DIGITS = 4;

    /// As many stand beside a check; those that are open come first, then the newest.
    private static final int FOLLOWED_MAX = 20;

    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    @Override
    public void close(String caseId, CaseState outcome, String reason) throws BackstayException {
        if (outcome == CaseState.OPEN) {
            throw new BackstayException(
                    new Failure.BadInput("A case is not closed as open.", "Say that it is restored or not restored."));
        }
        IntakeLimits.require("The reason", reason, IntakeLimits.WORDS_MAX);
        CaseFile file = pen.record(caseId).file();
        // Where only the reason is put better, the service was not restored later.
        Instant at = file.state() == outcome && file.closedAt() != null ? file.closedAt() : pen.now();
        Deed deed = Deed.of("incident.close", outcome.word()).inCase(caseId);
        pen.act(Permission.CLOSE_CASE, deed, () -> {
            pen.books().cases().open().closeCase(caseId, outcome, file.report(), at);
            return pen.say(caseId, pen.now(), "Closed, " + outcome.word() + ": " + reason);
        });
    }

    @Override
    public String plan(String caseId, Action.Kind kind, String what, String owner, LocalDate due)
            throws BackstayException {
        IntakeLimits.require("What is to be done", what, IntakeLimits.WORDS_MAX);
        IntakeLimits.require("The owner", owner, IntakeLimits.NAME_MAX);
        requireDay(due);
        pen.record(caseId).file();
        Deed deed = Deed.of("incident.action", Words.of(kind)).inCase(caseId).with("due", due.toString());
        return pen.act(Permission.FOLLOW_UP, deed, () -> {
            // Another workstation counts for itself; the digits keep what was added there apart.
            String digits = LineId.of(new CaseEntry(pen.now(), pen.actor(), what + owner));
            String id = "A" + (tracked(caseId).size() + 1) + "-" + digits.substring(0, DIGITS);
            var action = new Action(id, kind, what, owner, due.toString());
            add(caseId, Action.PAPER, action);
            String said = kind.title() + " " + id + " for " + owner + " until " + due + ": " + what;
            return new CasePen.Said<>(id, pen.say(caseId, pen.now(), said));
        });
    }

    @Override
    public void finish(String caseId, String action, Done done) throws BackstayException {
        IntakeLimits.require("The result", done.result(), IntakeLimits.WORDS_MAX);
        IntakeLimits.require("The evidence", done.evidence(), IntakeLimits.WORDS_MAX);
        IntakeLimits.require("Who did it", done.by(), IntakeLimits.NAME_MAX);
        LocalDate next = done.next();
        if (next != null) {
            requireDay(next);
        }
        Tracked known = tracked(caseId, action);
        String id = known.action().id();
        LinkedTest test = known.action().kind() == Action.Kind.RESTORE_TEST ? linked(caseId, id, done) : null;
        Instant at = test == null ? pen.past(done.at()) : test.at();
        String by = Objects.requireNonNullElse(done.by(), pen.actor());
        Deed deed = Deed.of("incident.action-done", id).inCase(caseId);
        pen.act(Permission.FOLLOW_UP, deed, () -> {
            add(
                    caseId,
                    Finished.PAPER,
                    new Finished(id, at, by, done.result(), done.evidence(), next == null ? null : next.toString()));
            String said = known.action().kind().title() + " " + id + " done by " + by + ": " + done.result() + " ("
                    + evidence(caseId, done.evidence(), test) + ")"
                    + (next == null ? "" : "; due again on " + next);
            return pen.say(caseId, at, said);
        });
    }

    /// The run that shows it, which ended after the action was planned and after the run that showed it last.
    private @Nullable LinkedTest linked(String caseId, String action, Done done) throws BackstayException {
        LinkedTest test = LinkedTest.named(
                done.evidence(),
                pen.books().catalogue().open().restoreTests(),
                pen.books().record().open());
        if (test == null) {
            return null;
        }
        if (done.at() != null) {
            throw new BackstayException(new Failure.BadInput(
                    "A restore test that names a run was done when the run ended.", "Leave the time out."));
        }
        for (Paper paper : pen.books().cases().open().papers().all(caseId)) {
            if (paper.kind().equals(Action.PAPER)
                    && Json.parse("an action of " + caseId, paper.document(), Action.class)
                            .id()
                            .equals(action)) {
                test.requireAfter(paper.at());
            } else if (paper.kind().equals(Finished.PAPER)) {
                var before = Json.parse("an action of " + caseId, paper.document(), Finished.class);
                if (before.action().equals(action) && before.next() != null && !corrects(done, test, before)) {
                    test.requireAfter(before.at());
                }
            }
        }
        return test;
    }

    /// Whether the same run is named for the same turn of the action: then a note is put right, and nothing shown anew.
    private static boolean corrects(Done done, LinkedTest test, Finished before) {
        List<String> runs = LinkedTest.named(before.evidence());
        return runs.isEmpty()
                || (runs.contains(test.run())
                        && done.next() != null
                        && done.next().toString().equals(before.next()));
    }

    /// What shows it, in the words that were typed, with what the run measured and, where it is about something else
    /// than the case, what that is about.
    private String evidence(String caseId, String typed, @Nullable LinkedTest test) throws BackstayException {
        if (test == null) {
            return typed;
        }
        // A case of before Backstay kept intakes has none.
        Paper taken = pen.books().cases().open().papers().newest(caseId, CaseIntake.PAPER);
        AssetId asset = taken == null ? null : pen.record(caseId).intake().asset();
        boolean other = asset != null
                && test.tests().stream().noneMatch(one -> one.asset().equals(asset));
        return (typed.strip().equals(test.run()) ? "" : typed + "; ")
                + test.words()
                + (other ? "; the case is about " + asset : "");
    }

    /// The one of that id, or whose id begins so.
    private Tracked tracked(String caseId, String action) throws BackstayException {
        List<Tracked> found = tracked(caseId).stream()
                .filter(each ->
                        each.action().id().equals(action) || each.action().id().startsWith(action + "-"))
                .toList();
        if (found.size() != 1) {
            throw new BackstayException(new Failure.NotFound(
                    (found.isEmpty() ? "That action of " : "One action of that number of ") + caseId,
                    "See 'incident actions " + caseId + "'."));
        }
        return found.getFirst();
    }

    @Override
    public List<Tracked> actions(@Nullable String caseId) throws BackstayException {
        List<Tracked> all = new ArrayList<>();
        if (caseId != null) {
            pen.record(caseId).file();
            all.addAll(tracked(caseId));
        } else {
            for (CaseFile file : pen.books().cases().open().list()) {
                all.addAll(tracked(file.id()));
            }
        }
        all.sort(Comparator.comparing(each -> each.due() == null ? LATEST.toString() : each.due()));
        return List.copyOf(all);
    }

    @Override
    public List<String> overdue(Instant at) throws BackstayException {
        return actions(null).stream()
                .filter(each -> each.overdue(at))
                .map(Tracked::notice)
                .toList();
    }

    @Override
    public List<String> followed(Instant at) throws BackstayException {
        List<Tracked> done = actions(null).stream()
                .filter(each -> each.standing(at) != null)
                .sorted(Comparator.comparing(
                        each -> each.last() == null ? Instant.MAX : each.last().at(), Comparator.reverseOrder()))
                .toList();
        List<String> said = new ArrayList<>();
        for (Tracked each : done) {
            String standing = each.standing(at);
            if (standing != null && said.size() < FOLLOWED_MAX) {
                said.add(standing);
            }
        }
        if (done.size() > FOLLOWED_MAX) {
            said.add(done.size() - FOLLOWED_MAX + " more that were done earlier: see 'incident actions'.");
        }
        return List.copyOf(said);
    }

    private List<Tracked> tracked(String caseId) throws BackstayException {
        return Tracked.of(caseId, pen.books().cases().open().papers().all(caseId));
    }

    private void add(String caseId, String kind, Record document) throws BackstayException {
        var paper = new Paper(kind, pen.now(), pen.actor(), Json.compact(document));
        pen.books().cases().open().papers().add(caseId, paper);
    }

    private static void requireDay(LocalDate day) throws BackstayException {
        if (day.getYear() < 2000 || day.isAfter(LATEST)) {
            throw new BackstayException(
                    new Failure.BadInput("The day " + day + " makes no sense here.", "Give it such as 2026-12-24."));
        }
    }
}
