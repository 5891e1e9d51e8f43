package io.backstay.ui.restore;

import io.backstay.act.Facts;
import io.backstay.act.GuidedRestore;
import io.backstay.act.GuidedRestore.Difference;
import io.backstay.act.Restores;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.restore.Intake;
import io.backstay.restore.RestoreStep;
import io.backstay.restore.find.FoundMoment;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.Known.Approval;
import io.backstay.ui.restore.Known.Opened;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Drives one guided restore through its steps, in their order and one at a time.
final class Steps {
    private final Restores restores;
    private final Facts facts;
    private final Runner runner;
    private final IntakeForm form;
    private final State state;
    private @Nullable GuidedRestore guided;
    private Runnable again = this::dismissTrouble;

    Steps(Restores restores, Facts facts, Runner runner, IntakeForm form, State state) {
        this.restores = restores;
        this.facts = facts;
        this.runner = runner;
        this.form = form;
        this.state = state;
    }

    /// Whether a restore was begun and not yet closed.
    boolean begun() {
        return guided != null;
    }

    /// Closes the restore, which removes its scratch server.
    void close() {
        GuidedRestore open = guided();
        run(
                state.current.get(),
                "Removing the scratch server",
                _ -> {
                    open.close();
                    return open;
                },
                _ -> {
                    guided = null;
                    form.clear();
                    state.reset();
                });
    }

    /// Goes back to the intake when no restore came of it, with everything that was typed.
    void askAgain() {
        if (guided == null) {
            state.trouble.set(null);
            state.rail.reset();
            state.arrive(RestoreStep.INTAKE, StepState.CURRENT, RestoreStep.INTAKE.hint());
        }
    }

    /// Does what comes next at the current step; after a stop, the same again.
    void act() {
        if (state.trouble.get() != null) {
            again.run();
            return;
        }
        switch (state.current.get()) {
            case INTAKE -> ask();
            case FIND -> find();
            case VERDICT, STAGE -> stage();
            case CLOSURE -> compare();
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
            run(
                    RestoreStep.VERDICT,
                    "Asking for the verdict",
                    _ -> Opening.open(restores, facts, intake),
                    this::opened);
        }
    }

    private void opened(Opening opening) {
        guided = opening.guided();
        state.borrows.set(opening.guided().borrows());
        state.find.ask(opening.opened().intake());
        Opened opened = opening.opened();
        state.known.set(Known.NOTHING.with(opened));
        state.rail.mark(
                RestoreStep.INTAKE,
                StepState.DONE,
                "Reported " + Moments.clockUtc(opened.intake().reportedAt()));
        state.rail.mark(RestoreStep.FIND, StepState.SKIPPED, Words.whyNotFound(opened));
        state.arrive(RestoreStep.VERDICT, StepState.CURRENT, Words.headline(opened.verdict()));
    }

    /// Whether the moment can be searched for now.
    boolean canFind() {
        Opened opened = state.known.get().opened();
        RestoreStep at = state.current.get();
        return guided != null
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
        state.arrive(RestoreStep.VERDICT, StepState.CURRENT, Words.headline(opened.verdict()));
    }

    private void find() {
        Instant moment = state.find.moment();
        if (state.find.chosenProperty().get() != null) {
            stage();
        } else if (state.find.wantsSearch()) {
            search();
        } else if (moment != null) {
            take(moment);
        }
    }

    private void search() {
        GuidedRestore open = guided();
        state.find.forget();
        var question = state.find.question();
        var watch = state.find.watch();
        run(RestoreStep.FIND, "Searching for the moment", progress -> open.find(question, watch, progress), found -> {
            state.find.show(found);
            state.arrive(RestoreStep.FIND, StepState.WAITING, Words.found(found));
        });
    }

    private void take(Instant moment) {
        GuidedRestore open = guided();
        run(
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

    private void stage() {
        GuidedRestore open = guided();
        state.rail.mark(RestoreStep.VERDICT, StepState.DONE, Words.headline(state.verdict()));
        run(RestoreStep.STAGE, "Recovering into a scratch server", open::stage, staged -> {
            state.known.set(state.known.get().with(staged));
            state.rail.mark(RestoreStep.STAGE, StepState.DONE, staged.name());
            compare();
        });
    }

    private void compare() {
        run(RestoreStep.CLOSURE, "Finding the tenant's rows, comparing with live", compared(guided()), this::compared);
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
        run(RestoreStep.DIFF, "Comparing with live again", compared(guided()), this::compared);
    }

    /// Takes what a person chose, and compares again to see what it comes to.
    void choose(Choices choices) {
        GuidedRestore open = guided();
        Background.Work<Compared> again = compared(open);
        run(
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
        GuidedRestore open = guided();
        run(
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
        GuidedRestore open = guided();
        runner.run(
                Unmasked.RECORDING,
                _ -> open.reveal(masked, reason),
                state.diff.unmasked().looked(masked));
    }

    private void plan() {
        GuidedRestore open = guided();
        state.rail.mark(
                RestoreStep.DIFF,
                StepState.DONE,
                Words.diff(state.diff.totalsProperty().get()));
        run(RestoreStep.PLAN, "Building the plan", _ -> open.plan(), plan -> {
            state.known.set(state.known.get().with(plan));
            state.rail.mark(RestoreStep.PLAN, StepState.DONE, "sha256 " + Words.brief(plan.sha256()));
            state.arrive(RestoreStep.APPROVE, StepState.WAITING, "Waiting for a person");
        });
    }

    private void approve() {
        GuidedRestore open = guided();
        String why = state.reason.get().strip();
        run(
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
        GuidedRestore open = guided();
        run(
                RestoreStep.APPROVE,
                "Checking the approval",
                _ -> {
                    GuidedRestore.Approved by = open.approve(file);
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
        run(RestoreStep.IMPORT, "Importing and proving in one transaction", guided()::run, proof -> {
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
        run(RestoreStep.VERIFY, "Reading everything again in a new session", guided()::verify, verification -> {
            state.known.set(state.known.get().with(verification));
            boolean good = verification.verified();
            state.arrive(
                    RestoreStep.VERIFY, good ? StepState.DONE : StepState.FAILED, good ? "Verified" : "Not verified");
        });
    }

    private <T> void run(RestoreStep step, String name, Background.Work<T> job, Consumer<T> then) {
        // The tenant's name is demanded again before every import, and a search may have been asked the wrong thing.
        boolean askedAgain = step == RestoreStep.IMPORT || step == RestoreStep.FIND;
        // A comparison that stopped is made again with whatever was chosen and recovered until then.
        boolean diff = step == RestoreStep.DIFF;
        again = askedAgain ? this::dismiss : diff ? this::compareAgain : () -> run(step, name, job, then);
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

    GuidedRestore guided() {
        if (guided == null) {
            throw new IllegalStateException("no restore is open at " + state.current.get());
        }
        return guided;
    }
}
