package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.base.Failure;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.work.Runner;
import io.backstay.ui.restore.work.Trouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The restore that is open, and the way in which each of its steps is done: one at a time, with an ending for all
/// that can happen, and the same again after a stop.
final class Course {
    private final Runner runner;
    private final State state;
    private @Nullable GuidedRestore guided;
    private Runnable compareAgain = () -> {};
    private Runnable again = this::dismissTrouble;

    Course(Runner runner, State state) {
        this.runner = runner;
        this.state = state;
    }

    /// @param how a comparison that stopped is made again
    void comparingAgainBy(Runnable how) {
        compareAgain = how;
    }

    /// Whether a restore was begun and not yet closed.
    boolean begun() {
        return guided != null;
    }

    void begin(GuidedRestore opened) {
        guided = opened;
    }

    void end() {
        guided = null;
    }

    /// Does what stopped once more.
    void again() {
        again.run();
    }

    State state() {
        return state;
    }

    GuidedRestore guided() {
        if (guided == null) {
            throw new IllegalStateException("no restore is open at " + state.current.get());
        }
        return guided;
    }

    /// Does something that is no step, with its own endings.
    <T> void aside(String name, Background.Work<T> job, Runner.Endings<T> endings) {
        runner.run(name, job, endings);
    }

    /// Does a step.
    <T> void run(RestoreStep step, String name, Background.Work<T> job, Consumer<T> then) {
        // The tenant's name is demanded again before every import, and a search may have been asked the wrong thing.
        boolean askedAgain = step == RestoreStep.IMPORT || step == RestoreStep.FIND;
        // A comparison that stopped is made again with whatever was chosen and recovered until then.
        boolean diff = step == RestoreStep.DIFF;
        again = askedAgain ? this::dismiss : diff ? compareAgain : () -> run(step, name, job, then);
        state.trouble.set(null);
        state.arrive(step, StepState.RUNNING, "Under way");
        runner.run(name, job, new Runner.Endings<T>() {
            @Override
            public void done(T value) {
                then.accept(value);
            }

            @Override
            public void failed(Failure failure) {
                Trouble trouble = Trouble.of(step, failure);
                state.stopped(trouble, "Failed");
                if (SchemaModel.asks(trouble)) {
                    state.rail.mark(step, StepState.WAITING, "Waiting for answers");
                }
            }

            @Override
            public void cancelled() {
                state.stopped(Trouble.cancelled(step), "Cancelled");
            }

            @Override
            public void broken() {
                state.stopped(Trouble.broken(step), "Failed");
            }
        });
    }

    /// Goes back to the pane of the step that stopped, without doing anything.
    private void dismiss() {
        state.trouble.set(null);
        RestoreStep at = state.current.get();
        String note = at == RestoreStep.FIND ? at.hint() : "Waiting for the tenant's name";
        state.rail.mark(at, StepState.WAITING, note);
    }

    private void dismissTrouble() {
        state.trouble.set(null);
    }
}
