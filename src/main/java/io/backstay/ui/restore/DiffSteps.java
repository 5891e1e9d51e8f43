package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.diff.Unmasked;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Words;
import java.time.Instant;

/// The comparison with live, made again whenever something is chosen, and the looks at single rows.
final class DiffSteps {
    private final Course course;
    private final State state;

    DiffSteps(Course course) {
        this.course = course;
        this.state = course.state();
        course.comparingAgainBy(this::compareAgain);
    }

    /// Finds the tenant's rows and compares.
    void compare() {
        course.run(
                RestoreStep.CLOSURE,
                "Finding the tenant's rows, comparing with live",
                compared(course.guided()),
                this::compared);
    }

    private Background.Work<Compared> compared(GuidedRestore open) {
        SchemaModel schema = state.schema;
        return progress -> schema.during(open, () -> new Compared(open.compare(progress), open.choices()));
    }

    private record Compared(Difference difference, Choices choices) {}

    private void compared(Compared found) {
        Difference difference = found.difference();
        Opened opened = state.known.get().opened();
        FoundMoment moment = state.find.foundProperty().get();
        if (opened != null) {
            var commit = moment == null ? null : moment.commit();
            state.diff
                    .damaged()
                    .ask(
                            opened.intake().about(),
                            commit == null ? null : commit.at(),
                            opened.intake().zone());
        }
        state.diff.deciding().show(found.choices());
        state.diff.show(difference);
        state.known.set(state.known.get().with(difference));
        state.rail.mark(RestoreStep.CLOSURE, StepState.DONE, Words.closure(difference));
        state.arrive(
                RestoreStep.DIFF,
                StepState.CURRENT,
                Words.diff(state.diff.totalsProperty().get()));
    }

    private void compareAgain() {
        course.run(RestoreStep.DIFF, "Comparing with live again", compared(course.guided()), this::compared);
    }

    /// Takes what a person chose, and compares again to see what it comes to.
    void choose(Choices choices) {
        GuidedRestore open = course.guided();
        Background.Work<Compared> again = compared(open);
        course.run(
                RestoreStep.DIFF,
                "Comparing again, as you chose",
                progress -> {
                    open.choose(choices);
                    return again.run(progress);
                },
                this::compared);
    }

    /// Recovers the moment after the incident as well, and compares all three.
    void lookAtDamaged(Instant after) {
        GuidedRestore open = course.guided();
        course.run(
                RestoreStep.DIFF,
                "Recovering the damaged state",
                progress -> open.stageDamaged(after, progress),
                staged -> {
                    state.diff.damaged().show(staged);
                    compareAgain();
                });
    }

    /// Shows one row without a mask, when that could be recorded.
    void reveal(SampleRow masked, String reason) {
        GuidedRestore open = course.guided();
        course.aside(
                Unmasked.RECORDING,
                _ -> open.reveal(masked, reason),
                state.diff.unmasked().looked(masked));
    }
}
