package io.backstay.ui.restore;

import io.backstay.act.check.Facts;
import io.backstay.act.restore.Restores;
import io.backstay.act.undo.Undos;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.policy.PolicySummary;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.work.Runner;
import io.backstay.ui.restore.work.Trouble;
import io.backstay.ui.restore.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// One guided restore at a time, from the customer's call to the report.
///
/// Every act that can block runs in the background; while one runs nothing else can be begun, and a cancelled act
/// counts as ended only when its thread has really let go. Call it on the screen's thread.
public final class RestoreModel {
    private final Facts facts;
    private final Background background;
    private final InstantSource clock;
    private final IntakeForm form;
    private final Runner runner;
    private final State state = new State();
    private final StagingChoice staging;
    private final Steps steps;
    private final UndoModel undo;
    private final ObjectProperty<@Nullable Waiting> waiting = new SimpleObjectProperty<>();
    private final ObjectBinding<Act> primary;

    /// Restores that cannot be undone from here.
    public RestoreModel(Restores restores, Facts facts, Background background, InstantSource clock) {
        this(restores, facts, null, background, clock);
    }

    /// @param undos takes back what restores committed; null where that cannot be done
    public RestoreModel(
            Restores restores, Facts facts, @Nullable Undos undos, Background background, InstantSource clock) {
        this.facts = facts;
        this.background = background;
        this.clock = clock;
        this.form = new IntakeForm(clock);
        this.runner = new Runner(background, clock);
        this.undo = new UndoModel(undos, runner);
        this.steps = new Steps(restores, facts, runner, form, state);
        this.staging = new StagingChoice(
                restores, form, background, failure -> state.trouble.set(Trouble.of(RestoreStep.INTAKE, failure)));
        state.known.subscribe(known -> {
            if (known.opened() == null) {
                undo.reset();
                takeWaiting();
            }
        });
        this.primary = Bindings.createObjectBinding(
                this::decide,
                state.current,
                state.shown,
                state.trouble,
                state.known,
                state.reason,
                state.typedTenant,
                state.now,
                form.problemsBinding(),
                state.find.actBinding(),
                state.schema.answersProperty(),
                runner.work().runningProperty());
        carryDiff();
    }

    /// Rows are decided and looked at only while the restore stands at the comparison and nothing runs.
    private void carryDiff() {
        DiffModel diff = state.diff;
        diff.deciding()
                .possible()
                .bind(Bindings.createBooleanBinding(
                        this::canDecide,
                        state.current,
                        state.shown,
                        state.trouble,
                        runner.work().runningProperty()));
        diff.deciding().carriedBy(choices -> steps.diff().choose(choices));
        diff.unmasked().carriedBy((row, why) -> whenDeciding(() -> steps.diff().reveal(row, why)));
        diff.damaged().carriedBy(after -> whenDeciding(() -> steps.diff().lookAtDamaged(after)));
        state.shown.subscribe(_ -> diff.unmasked().hide());
    }

    private boolean canDecide() {
        return state.current.get() == RestoreStep.DIFF
                && !state.looking()
                && state.trouble.get() == null
                && !runner.busy();
    }

    private void whenDeciding(Runnable act) {
        if (canDecide()) {
            act.run();
        }
    }

    /// Where the scratch database comes from.
    public StagingChoice staging() {
        return staging;
    }

    /// What the customer tells us.
    public IntakeForm form() {
        return form;
    }

    /// The eleven steps and where each stands.
    public Rail rail() {
        return state.rail;
    }

    /// The act under way.
    public Work work() {
        return runner.work();
    }

    /// What was lost, and what has happened since.
    public DiffModel diff() {
        return state.diff;
    }

    /// What is asked where live's schema has changed.
    public SchemaModel schema() {
        return state.schema;
    }

    /// The search for the moment.
    public FindModel find() {
        return state.find;
    }

    /// What this restore has found out so far.
    public ReadOnlyObjectProperty<Known> knownProperty() {
        return state.known.getReadOnlyProperty();
    }

    /// The step that the restore stands at.
    public ReadOnlyObjectProperty<RestoreStep> currentProperty() {
        return state.current.getReadOnlyProperty();
    }

    /// Which pane is looked at; an earlier one than the current step's while looking back.
    public ReadOnlyObjectProperty<Pane> shownProperty() {
        return state.shown.getReadOnlyProperty();
    }

    /// What stopped the current step, null when nothing did.
    public ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return state.trouble.getReadOnlyProperty();
    }

    /// The one thing to do next.
    public ObjectBinding<Act> primaryBinding() {
        return primary;
    }

    /// Whether the next [#close] really closes.
    public ReadOnlyBooleanProperty closeArmedProperty() {
        return state.closeArmed.getReadOnlyProperty();
    }

    /// Which credential the import borrows, such as `write-to-live credential live-writer`; null while none is
    /// known.
    public ObjectProperty<@Nullable String> borrowsProperty() {
        return state.borrows;
    }

    /// Why one person approves alone.
    public StringProperty reasonProperty() {
        return state.reason;
    }

    /// The tenant's name, typed before the import.
    public StringProperty typedTenantProperty() {
        return state.typedTenant;
    }

    /// Now, as this screen's clocks have it.
    public Instant now() {
        return clock.instant();
    }

    /// Reads which databases can be asked about; call it when the screen is shown.
    public void open() {
        background.call(
                _ -> facts.assets(),
                form::offer,
                failure -> state.trouble.set(Trouble.of(RestoreStep.INTAKE, failure)));
        background.call(
                _ -> facts.policies().stream().map(PolicySummary::id).toList(),
                form::offerPolicies,
                failure -> state.trouble.set(Trouble.of(RestoreStep.INTAKE, failure)));
    }

    /// Taking this restore back.
    public UndoModel undo() {
        return undo;
    }

    /// Looks at what an undo would do; ignored unless the restore is verified.
    public void lookAtUndo() {
        Known.Opened opened = state.known.get().opened();
        if (opened != null && undo.offered(state.known.get())) {
            undo.look(opened.id());
        }
    }

    /// Undoes the restore, once the tenant's name is typed.
    public void runUndo() {
        if (steps.begun()) {
            undo.run(steps.guided());
        }
    }

    /// Fills the intake from a call that was taken elsewhere; nothing is asked yet. Ignored while a restore is
    /// open.
    public void prefill(Intake intake) {
        if (!steps.begun() && !runner.busy()) {
            waiting.set(null);
            steps.askAgain();
            form.fill(intake);
        }
    }

    /// Fills the intake from a case, which the restore becomes part of. While another restore is open the case waits,
    /// and is there when that one is closed.
    public void prefill(String caseId, CaseIntake call) {
        boolean busy = steps.begun() || runner.busy();
        if (!busy) {
            waiting.set(null);
            steps.askAgain();
            form.fill(caseId, call);
        } else if (!caseId.equals(form.caseProperty().get())) {
            waiting.set(new Waiting(caseId, call));
        }
    }

    /// A case that waits until another restore is closed.
    private record Waiting(String caseId, CaseIntake call) {}

    private void takeWaiting() {
        Waiting next = waiting.get();
        if (next != null) {
            waiting.set(null);
            form.fill(next.caseId(), next.call());
        }
    }

    /// Which case waits for its restore, in a sentence; empty when none does.
    public ObservableValue<String> waitingValue() {
        return waiting.map(next -> next == null
                        ? ""
                        : next.caseId() + " waits for its restore: it can begin when this one is closed.")
                .orElse("");
    }

    /// Does the one thing that comes next, when it can be done.
    public void next() {
        if (!primary.get().enabled()) {
            return;
        }
        state.closeArmed.set(false);
        if (state.looking()) {
            state.shown.set(Pane.of(state.current.get()));
        } else {
            steps.act();
        }
    }

    /// Whether the moment can be searched for now: there is a verdict with a point, and nothing is staged yet.
    public boolean canFind() {
        return steps.find().canFind();
    }

    /// Goes to the search for the moment, which may be left out.
    public void toFind() {
        if (canFind() && !runner.busy()) {
            state.closeArmed.set(false);
            state.rail.mark(
                    RestoreStep.VERDICT,
                    StepState.DONE,
                    state.verdict().answer().headline());
            state.arrive(RestoreStep.FIND, StepState.CURRENT, RestoreStep.FIND.hint());
        }
    }

    /// Leaves the search; the restore keeps the verdict's moment, unless another one was taken.
    public void leaveFind() {
        if (state.current.get() == RestoreStep.FIND && !runner.busy()) {
            steps.find().leaveFind();
        }
    }

    /// Forgets what was found, so that something else can be searched for.
    public void findAgain() {
        if (state.current.get() == RestoreStep.FIND && !runner.busy()) {
            state.find.forget();
        }
    }

    /// Looks at the pane before the one that is shown; undoes nothing.
    public void back() {
        if (!steps.begun() && !runner.busy()) {
            steps.askAgain();
            // No restore came of what was asked, so nothing is to be waited for.
            takeWaiting();
        } else if (state.shown.get() != Pane.INTAKE) {
            look(state.shown.get().before());
        }
    }

    /// Looks at a step that was reached before.
    public void look(RestoreStep step) {
        boolean leftOut = step == RestoreStep.FIND
                && state.current.get() != RestoreStep.FIND
                && state.find.looks().isEmpty();
        if (step.compareTo(state.current.get()) <= 0) {
            look(leftOut ? Pane.VERDICT : Pane.of(step));
        }
    }

    /// Asks the act under way to stop; it has stopped when [Work#runningProperty] says so.
    public void cancel() {
        runner.cancel();
    }

    /// Closes the restore and removes its scratch server: the first call asks, the second does it.
    public void close() {
        if (!steps.begun() || runner.busy()) {
            return;
        }
        if (state.closeArmed.get() || state.finished()) {
            steps.close();
        } else {
            state.closeArmed.set(true);
        }
    }

    /// Carries the clock on; the screen calls it a few times a second.
    public void tick() {
        runner.tick();
        state.find.tick();
        Known.Approval approval = state.known.get().approval();
        if (approval != null && state.now.get().isBefore(approval.runFrom())) {
            state.now.set(clock.instant());
        }
    }

    /// Takes a second person's approval file; ignored unless the plan waits for one.
    public void approve(Path file) {
        boolean retry = state.trouble.get() != null;
        if (state.current.get() == RestoreStep.APPROVE && !runner.busy() && (retry || !state.looking())) {
            state.closeArmed.set(false);
            steps.approve(file);
        }
    }

    private void look(Pane pane) {
        if (steps.begun() && !runner.busy()) {
            state.closeArmed.set(false);
            state.shown.set(pane);
        }
    }

    private Act decide() {
        Trouble trouble = state.trouble.get();
        boolean searching = state.current.get() == RestoreStep.FIND && !state.looking() && trouble == null;
        boolean asked = trouble != null && SchemaModel.asks(trouble) && !state.looking();
        Act next = searching ? state.find.actBinding().get() : asked ? state.schema.act() : nextAct();
        return runner.busy()
                ? new Act(next.text(), false, runner.work().titleProperty().get())
                : next;
    }

    private Act nextAct() {
        return new NextAct(
                        state.current.get(),
                        state.looking(),
                        state.trouble.get(),
                        state.known.get(),
                        form.problemsBinding().get(),
                        state.reason.get(),
                        state.typedTenant.get(),
                        clock.instant())
                .decide();
    }
}
