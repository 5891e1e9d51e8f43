package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Tenant;
import io.backstay.restore.journal.InPlaceStep;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.journal.Run;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.journal.UndoBook;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Carries plans on their way from the journal alone, so that any process can.
public final class RunDesk implements Runs {
    private final RestoreDesk desk;
    private final RestoreJournal journal;
    private final Path locks;

    /// @param locks the folder with the locks of restores
    public RunDesk(RestoreDesk desk, RestoreJournal journal, Path locks) {
        this.desk = desk;
        this.journal = journal;
        this.locks = locks;
    }

    @Override
    public List<View> list() throws BackstayException {
        List<View> views = new ArrayList<>();
        for (Run run : journal.runs().all()) {
            views.add(view(run));
        }
        return List.copyOf(views);
    }

    @Override
    public View status(String restore) throws BackstayException {
        return view(known(restore));
    }

    @Override
    public PlanFile plan(String restore) throws BackstayException {
        return known(restore).plan();
    }

    @Override
    public Instant approveAlone(String restore, String reason) throws BackstayException {
        Run run = known(restore);
        run.requireOpen();
        try (RecordedRestore guided = desk.reopen(run)) {
            guided.approveAlone(reason);
            return guided.mayRunFrom();
        }
    }

    @Override
    public Rehearsal rehearse(PlanFile plan, Progress progress) throws BackstayException, InterruptedException {
        try (RecordedRestore guided = desk.reopen(taken(plan))) {
            guided.stage(progress);
            ImportResult.Finished found = guided.rehearse(progress);
            Map<String, Long> inserted = new TreeMap<>();
            found.measured().effects().forEach((table, effect) -> inserted.put(table.toString(), effect.inserted()));
            boolean holds = found.proof().claims().stream().allMatch(Claim::holds);
            return new Rehearsal(plan.hash(), inserted, found.proof(), holds);
        }
    }

    @Override
    public Outcome run(PlanFile plan, List<Path> approvals, Progress progress)
            throws BackstayException, InterruptedException {
        Run run = taken(plan);
        run.requireOpen();
        if (run.startedAt() != null) {
            throw Refusal.RUN_STARTED.stop(run.restore());
        }
        try (RecordedRestore guided = desk.reopen(run)) {
            for (Path approval : approvals) {
                guided.approve(approval, progress);
            }
            guided.requireApproved();
            return guided.steps().during(() -> carryOut(guided, progress));
        }
    }

    @Override
    public Outcome resume(String restore, Progress progress) throws BackstayException, InterruptedException {
        Run run = known(restore);
        if (run.end() != null) {
            desk.clear(run, progress);
        }
        run.requireOpen();
        if (run.startedAt() == null) {
            // Another process may be on its way to write down that it has begun.
            throw (RunLock.isTaken(locks, restore) ? Refusal.RUN_ELSEWHERE : Refusal.RUN_NOT_STARTED).stop(restore);
        }
        try (RecordedRestore guided = desk.reopen(run)) {
            return guided.steps()
                    .during(() -> guided.takeUp()
                            ? new Outcome(guided.id(), guided.proof(), guided.verify(progress))
                            : carryOut(guided, progress));
        }
    }

    private static Outcome carryOut(RecordedRestore guided, Progress progress)
            throws BackstayException, InterruptedException {
        guided.begin();
        guided.stage(progress);
        if (!guided.compared()) {
            guided.compare(progress);
        }
        Proof proof = guided.run(progress);
        return new Outcome(guided.id(), proof, proof.verified() ? guided.verify(progress) : null);
    }

    /// The run of a plan; one that was made elsewhere begins here with a case of its own.
    private Run taken(PlanFile plan) throws BackstayException {
        Optional<Run> here = journal.runs().ofPlan(plan.hash());
        return here.isPresent() ? here.get() : desk.takeIn(plan);
    }

    private Run known(String restore) throws BackstayException {
        Optional<Run> run = journal.runs().find(restore);
        if (run.isEmpty()) {
            throw planless(journal.steps(restore)).stop(restore);
        }
        return run.get();
    }

    /// Why there is no plan of a restore with these steps.
    static Refusal planless(List<RestoreJournal.Entry> steps) {
        if (InPlaceStep.is(steps)) {
            return Refusal.RUN_IN_PLACE;
        }
        return steps.isEmpty() ? Refusal.RUN_UNKNOWN : Refusal.RUN_UNPLANNED;
    }

    private View view(Run run) throws BackstayException {
        List<RestoreJournal.Entry> entries = journal.steps(run.restore());
        List<Step> steps = new ArrayList<>();
        entries.forEach(entry -> steps.add(new Step(entry.step().title(), entry.detail(), entry.outcome())));
        for (UndoBook.Entry undo : journal.undos().of(run.restore())) {
            steps.add(new Step("Undo", undo.chosen(), undo.outcome()));
        }
        boolean alive = RunLock.isTaken(locks, run.restore());
        String state = state(run, entries, alive);
        Tenant tenant = run.plan().plan().tenant();
        return new View(
                run.restore(),
                run.caseId(),
                tenant.id().value(),
                tenant.name(),
                run.plan().hash(),
                state,
                run.plannedAt(),
                run.plan().plan().validity().expiresAt(),
                List.copyOf(steps),
                run.said(),
                next(run, cutShort(run), alive));
    }

    static String state(Run run, List<RestoreJournal.Entry> entries, boolean alive) {
        Run.End end = run.end();
        if (end != null) {
            return end.name();
        }
        if (run.startedAt() == null) {
            return run.approval() == null ? "PLANNED" : "APPROVED";
        }
        RestoreJournal.Entry last = entries.isEmpty() ? null : entries.getLast();
        if (last == null || last.step().compareTo(RestoreStep.APPROVE) <= 0) {
            return "STARTED";
        }
        if (last.step() == RestoreStep.VERIFY) {
            return "VERIFYING";
        }
        String step = "STEP_" + last.step().number();
        if (last.outcome() != null && !last.outcome().equals(RestoreJournal.ABANDONED)) {
            return step + "_DONE";
        }
        return step + (alive ? "_INTENT" : "_UNKNOWN");
    }

    /// Whether the process of an undo ended before it could say what came of it: whether it committed, only live
    /// knows.
    private boolean cutShort(Run run) throws BackstayException {
        List<UndoBook.Entry> undos = journal.undos().of(run.restore());
        return !undos.isEmpty() && undos.getLast().outcome() == null;
    }

    private static @Nullable String next(Run run, boolean undoCutShort, boolean alive) {
        Run.End end = run.end();
        if (!alive && undoCutShort && end != Run.End.UNDONE) {
            return "backstay restore undo " + run.restore();
        }
        if (alive || (end != null && end != Run.End.NEEDS_HUMAN)) {
            return null;
        }
        if (run.startedAt() != null) {
            return "backstay restore resume " + run.restore();
        }
        return run.approval() == null
                ? "backstay restore approve " + run.restore()
                : "backstay restore run " + run.restore();
    }
}
