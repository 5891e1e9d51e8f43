package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.found.Words;
import java.time.Instant;

/// The search for the moment, which a restore may leave out.
final class FindSteps {
    private final Course course;
    private final State state;

    FindSteps(Course course) {
        this.course = course;
        this.state = course.state();
    }

    /// Whether the moment can be searched for now.
    boolean canFind() {
        Opened opened = state.known.get().opened();
        RestoreStep at = state.current.get();
        return course.begun()
                && opened != null
                && opened.window() != null
                && opened.verdict().point() != null
                && !opened.over()
                && state.trouble.get() == null
                && (at == RestoreStep.VERDICT || at == RestoreStep.FIND);
    }

    /// Goes back to the verdict.
    void leaveFind() {
        Opened opened = state.known.get().opened();
        if (opened == null) {
            throw new IllegalStateException("no verdict before the search");
        }
        state.trouble.set(null);
        if (state.find.chosenProperty().get() == null) {
            state.rail.mark(RestoreStep.FIND, StepState.SKIPPED, Words.whyNotFound(opened));
        }
        state.arrive(
                RestoreStep.VERDICT,
                StepState.CURRENT,
                opened.verdict().answer().headline());
    }

    /// Searches, or takes what was found.
    ///
    /// @param next what comes when a moment was taken
    void find(Runnable next) {
        Instant moment = state.find.moment();
        if (state.find.chosenProperty().get() != null) {
            next.run();
        } else if (state.find.wantsSearch()) {
            search();
        } else if (moment != null) {
            take(moment);
        }
    }

    private void search() {
        GuidedRestore open = course.guided();
        state.find.forget();
        var question = state.find.question();
        var watch = state.find.watch();
        course.run(
                RestoreStep.FIND,
                "Searching for the moment",
                progress -> open.find(question, watch, progress),
                found -> {
                    state.find.show(found);
                    state.arrive(RestoreStep.FIND, StepState.WAITING, Words.found(found));
                });
    }

    private void take(Instant moment) {
        GuidedRestore open = course.guided();
        course.run(
                RestoreStep.FIND,
                "Taking the moment",
                _ -> {
                    open.choose(moment);
                    return moment;
                },
                taken -> {
                    state.find.take(taken);
                    state.arrive(RestoreStep.FIND, StepState.DONE, "Back to " + Moments.at(taken, state.find.zone()));
                });
    }
}
