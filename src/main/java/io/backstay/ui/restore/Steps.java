package io.backstay.ui.restore;

import io.backstay.act.check.Facts;
import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Restores;
import io.backstay.base.Counts;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Approval;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.found.Words;
import io.backstay.ui.restore.work.Runner;
import java.nio.file.Path;
import java.time.Instant;

/// Drives one guided restore through its steps, in their order and one at a time: from the verdict on, and past the
/// search and the comparison, which have steps of their own.
final class Steps {
    private final Restores restores;
    private final Facts facts;
    private final IntakeForm form;
    private final State state;
    private final Course course;
    private final FindSteps find;
    private final DiffSteps diff;

    Steps(Restores restores, Facts facts, Runner runner, IntakeForm form, State state) {
        this.restores = restores;
        this.facts = facts;
        this.form = form;
        this.state = state;
        this.course = new Course(runner, state);
        this.find = new FindSteps(course);
        this.diff = new DiffSteps(course);
    }

    /// Whether a restore was begun and not yet closed.
    boolean begun() {
        return course.begun();
    }

    /// The restore that is open.
    GuidedRestore guided() {
        return course.guided();
    }

    /// The search for the moment.
    FindSteps find() {
        return find;
    }

    /// The comparison.
    DiffSteps diff() {
        return diff;
    }

    /// Closes the restore, which removes its scratch server.
    void close() {
        GuidedRestore open = course.guided();
        course.run(
                state.current.get(),
                "Removing the scratch server",
                _ -> {
                    open.close();
                    return open;
                },
                _ -> {
                    course.end();
                    form.clear();
                    state.reset();
                });
    }

    /// Goes back to the intake when no restore came of it, with everything that was typed.
    void askAgain() {
        if (!course.begun()) {
            state.trouble.set(null);
            state.rail.reset();
            state.arrive(RestoreStep.INTAKE, StepState.CURRENT, RestoreStep.INTAKE.hint());
        }
    }

    /// Does what comes next at the current step; after a stop, the same again.
    void act() {
        if (state.trouble.get() != null) {
            course.again();
            return;
        }
        switch (state.current.get()) {
            case INTAKE -> ask();
            case FIND -> find.find(this::stage);
            case VERDICT, STAGE -> stage();
            case CLOSURE -> diff.compare();
            case DIFF, PLAN -> plan();
            case APPROVE -> approve();
            case IMPORT -> importRows();
            case PROVE -> close();
            case VERIFY -> verifyOrClose();
        }
    }

    private void ask() {
        Intake intake = form.intake();
        if (intake != null) {
            Restores.Terms terms = form.terms();
            course.run(
                    RestoreStep.VERDICT,
                    "Asking for the verdict",
                    _ -> Opening.open(restores, facts, intake, terms),
                    this::opened);
        }
    }

    private void opened(Opening opening) {
        course.begin(opening.guided());
        state.borrows.set(opening.guided().borrows());
        state.find.ask(opening.opened().intake());
        Opened opened = opening.opened();
        state.known.set(Known.NOTHING.with(opened));
        state.rail.mark(
                RestoreStep.INTAKE,
                StepState.DONE,
                "Reported " + Moments.clockUtc(opened.intake().reportedAt()));
        state.rail.mark(RestoreStep.FIND, StepState.SKIPPED, Words.whyNotFound(opened));
        state.arrive(
                RestoreStep.VERDICT,
                StepState.CURRENT,
                opened.verdict().answer().headline());
    }

    private void stage() {
        GuidedRestore open = course.guided();
        state.rail.mark(
                RestoreStep.VERDICT, StepState.DONE, state.verdict().answer().headline());
        course.run(RestoreStep.STAGE, "Recovering into a scratch server", open::stage, staged -> {
            state.known.set(state.known.get().with(staged));
            state.rail.mark(RestoreStep.STAGE, StepState.DONE, staged.name());
            diff.compare();
        });
    }

    private void plan() {
        GuidedRestore open = course.guided();
        state.rail.mark(
                RestoreStep.DIFF,
                StepState.DONE,
                Words.diff(state.diff.totalsProperty().get()));
        course.run(RestoreStep.PLAN, "Building the plan", _ -> open.plan(), plan -> {
            state.known.set(state.known.get().with(plan));
            state.rail.mark(RestoreStep.PLAN, StepState.DONE, "sha256 " + Words.brief(plan.sha256()));
            state.arrive(RestoreStep.APPROVE, StepState.WAITING, "Waiting for a person");
        });
    }

    private void approve() {
        GuidedRestore open = course.guided();
        String why = state.reason.get().strip();
        course.run(
                RestoreStep.APPROVE,
                "Recording the approval",
                _ -> {
                    Instant at = open.approveAlone(why);
                    return new Approval(null, why, at, open.mayRunFrom());
                },
                approval -> approved(approval, "One person, with a reason"));
    }

    /// Takes a second person's file.
    void approve(Path file) {
        GuidedRestore open = course.guided();
        course.run(
                RestoreStep.APPROVE,
                "Checking the approval",
                progress -> {
                    GuidedRestore.Approved by = open.approve(file, progress);
                    return new Approval(by.person() + ", key " + by.fingerprint(), "", by.at(), open.mayRunFrom());
                },
                approval -> approved(approval, String.valueOf(approval.person())));
    }

    private void approved(Approval approval, String note) {
        state.known.set(state.known.get().with(approval));
        state.rail.mark(RestoreStep.APPROVE, StepState.DONE, note);
        state.arrive(RestoreStep.IMPORT, StepState.WAITING, "Waiting for the tenant's name");
    }

    private void importRows() {
        state.typedTenant.set("");
        course.run(RestoreStep.IMPORT, "Importing and proving in one transaction", course.guided()::run, proof -> {
            state.known.set(state.known.get().with(proof));
            state.rail.mark(
                    RestoreStep.PROVE, proof.verified() ? StepState.DONE : StepState.FAILED, Words.proofs(proof));
            if (proof.verified()) {
                state.rail.mark(RestoreStep.IMPORT, StepState.DONE, Counts.of(proof.rowsInserted(), "row"));
                state.arrive(RestoreStep.VERIFY, StepState.CURRENT, "Not started");
            } else {
                state.rail.mark(
                        RestoreStep.IMPORT,
                        StepState.FAILED,
                        proof.committedAt() == null ? "Rolled back" : "Committed");
                state.arrive(RestoreStep.PROVE, StepState.FAILED, Words.proofs(proof));
            }
        });
    }

    private void verifyOrClose() {
        if (state.finished()) {
            close();
            return;
        }
        course.run(
                RestoreStep.VERIFY,
                "Reading everything again in a new session",
                course.guided()::verify,
                verification -> {
                    state.known.set(state.known.get().with(verification));
                    boolean good = verification.verified();
                    state.arrive(
                            RestoreStep.VERIFY,
                            good ? StepState.DONE : StepState.FAILED,
                            good ? "Verified" : "Not verified");
                });
    }
}
