package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.restore.LookBack;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.journal.Run;
import io.backstay.restore.plan.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The second half of a guided restore: its plan is carried out under a lease, proven, looked back at and reported.
///
/// The lease is taken when the run begins and ends when nothing of the run needs a credential any more: after the look
/// back, or with whatever stopped the run before. Its owner sees to it that one thread at a time is here.
final class RecordedRun {
    private static final System.Logger LOG = System.getLogger(RecordedRun.class.getName());
    private static final String LEFT = "A server whose name stands in the record (restore.stage) may still be there and"
            + " cost money; 'backstay restore discard' takes it away.";

    private final Scribe scribe;
    private final TenantRestore restore;
    private final PlanDesk plans;
    private final RestoreRecord done;
    private final Reporting reporting;
    private final InstantSource clock;
    private boolean begunHere;

    /// @param done what was done so far, and is added to
    RecordedRun(
            Scribe scribe,
            TenantRestore restore,
            PlanDesk plans,
            RestoreRecord done,
            Reporting reporting,
            InstantSource clock) {
        this.scribe = scribe;
        this.restore = restore;
        this.plans = plans;
        this.done = done;
        this.reporting = reporting;
        this.clock = clock;
    }

    /// Writes the case's report.
    @FunctionalInterface
    interface Reporting {
        Report write(boolean verified, Instant end, Progress progress) throws BackstayException;
    }

    /// What was written, and the loss that it tells, absent where there is no log to tell it.
    record Report(CaseReports.Written written, @Nullable Duration rpo) {}

    private String id() {
        return scribe.restore();
    }

    private GuidedRestore.PlanView plan() {
        return Objects.requireNonNull(done.plan, "plan comes first");
    }

    /// There is another plan, which was not begun.
    void planned() {
        begunHere = false;
    }

    void begin() throws BackstayException {
        plans.require(id());
        plans.begin(id(), begunHere);
        begunHere = true;
    }

    Proof run(Progress progress) throws BackstayException, InterruptedException {
        GuidedRestore.PlanView plan = plan();
        Proof before = done.proof;
        if (before == null || !before.verified()) {
            begin();
        }
        boolean committed = false;
        try {
            ImportResult result = scribe.step(
                    RestoreStep.IMPORT,
                    "restore.import",
                    plan.sha256(),
                    () -> restore.run(this::proven, progress),
                    Sentences::outcome);
            Proof proof = switch (result) {
                case ImportResult.Finished finished -> finished.proof();
                case ImportResult.AlreadyDone earlier -> {
                    BackstayException elsewhere =
                            Resumption.elsewhere(plans, id(), earlier.run().recordedAt());
                    clearUp(progress);
                    throw elsewhere;
                }
            };
            done.proof = proof;
            if (!proof.verified()) {
                plans.ended(id(), Run.End.NOT_RESTORED, Sentences.outcome(result));
                done.firstNotTaken = restore.firstNotTaken();
                reporting.write(false, clock.instant(), progress);
                clearUp(progress);
                plans.release(true);
            }
            committed = proof.verified();
            return proof;
        } finally {
            if (!committed) {
                plans.release(false);
            }
        }
    }

    /// The last moment at which a run that somebody stopped can be rolled back.
    private void proven(ImportResult.Finished proven) throws BackstayException, InterruptedException {
        scribe.steps().check();
        plans.proven(id(), proven);
    }

    /// Nothing is leased for it: it commits nothing, and whoever rehearses waits for it.
    ImportResult.Finished rehearse(Progress progress) throws BackstayException, InterruptedException {
        return scribe.step(
                RestoreStep.IMPORT,
                "restore.rehearse",
                plan().sha256(),
                () -> restore.rehearse(progress),
                found -> "Rehearsed and rolled back: "
                        + Counts.of(found.measured().total().inserted(), "row") + " would come back");
    }

    /// Goes on where a process that is gone stopped, up to the import.
    boolean takeUp(Run run) throws BackstayException, InterruptedException {
        begunHere = true;
        Optional<ImportResult.Finished> committed;
        try {
            committed = Resumption.of(scribe, restore, plans, run);
        } catch (BackstayException e) {
            if (e.failure().code().equals(Refusal.RUN_DONE.code())) {
                clearUp(Progress.NONE);
            }
            throw e;
        }
        committed.ifPresent(found -> done.proof = found.proof());
        return committed.isPresent();
    }

    GuidedRestore.Verification verify(String tenant, Progress progress) throws BackstayException, InterruptedException {
        scribe.steps().check();
        plans.lease();
        boolean over = false;
        try {
            LookBack back = scribe.step(
                    RestoreStep.VERIFY,
                    "restore.verify",
                    tenant,
                    () -> restore.verify(progress),
                    found -> (found.holds() ? "Everything is there, read in a new session" : "Not everything is there")
                            + Sentences.files(found.objects())
                            + FileSentences.tail(found.files()));
            over = true;
            GuidedRestore.Verification verification = ended(back, progress);
            clearUp(progress);
            return verification;
        } finally {
            plans.release(over);
        }
    }

    /// What the restore had made elsewhere is needed no more; whatever comes of that, the restore stands.
    void clearUp(Progress progress) {
        boolean cut = false;
        try {
            List<String> said = restore.over(scribe::removed, progress);
            cut = Thread.interrupted();
            said.forEach(sentence -> told(sentence, progress));
        } catch (InterruptedException e) {
            cut = true;
            told("Taking away what was made for this restore was cancelled. " + LEFT, progress);
        } catch (BackstayException e) {
            cut = Thread.interrupted();
            told(e.failure().message() + " " + LEFT, progress);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "what was made for a restore could not be taken away", e);
            told("What was made for this restore could not be taken away. " + LEFT, progress);
        } finally {
            // Only now: files cannot be written by a thread that is interrupted.
            if (cut) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void told(String sentence, Progress progress) {
        progress.note(sentence);
        try {
            scribe.note("restore.discard", id(), sentence);
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.WARNING, "a sentence is not in the record: {0}", e.getMessage());
        }
    }

    private GuidedRestore.Verification ended(LookBack back, Progress progress) throws BackstayException {
        Instant end = clock.instant();
        done.firstNotTaken = back.firstNotTaken();
        done.filesBack = back.objects() == null ? 0 : back.objects().counts().broughtBack();
        done.filesHeld = FileSentences.held(back.objects());
        List<String> lines = new ArrayList<>(back.rows().lines());
        if (back.objects() != null) {
            back.objects().problems().forEach(problem -> lines.add(problem.toString()));
            lines.add(Sentences.filesBack(done.filesBack) + " and read again.");
        }
        lines.addAll(FileSentences.pairs(back.files()));
        done.lines = List.copyOf(lines);
        progress.step("Writing the report");
        Report report = reporting.write(back.holds(), end, progress);
        CaseReports.Written written = report.written();
        plans.ended(
                id(),
                back.holds() ? Run.End.DONE : Run.End.NEEDS_HUMAN,
                back.holds()
                        ? "Everything is there, read in a new session"
                        : "Committed, but the look back did not find everything: " + String.join(" ", done.lines));
        var verification = new GuidedRestore.Verification(
                back.holds(),
                done.lines,
                written.took(),
                written.rto(),
                report.rpo(),
                done.filesBack,
                written.folder());
        done.verification = verification;
        if (written.cut()) {
            // Only now: files cannot be written by a thread that is interrupted.
            Thread.currentThread().interrupt();
        }
        return verification;
    }
}
