package io.backstay.act.restore;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.Occasion;
import io.backstay.act.vault.Stoppable;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Seen;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.report.ComparedSize;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.staging.Staging;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes down each step of one restore before and after it is done: in the journal, in the record of acts, and in
/// the case's timeline.
final class Scribe {
    private static final int ANCHOR_DIGITS = 16;

    private final RestoreJournal journal;
    private final AuditLog audit;
    private final Gate gate;
    private final CaseBook cases;
    private final InstantSource clock;
    private final String restore;
    private final String caseId;
    private final TenantId tenant;
    private final Stoppable steps = new Stoppable();
    private volatile @Nullable String planHash;

    Scribe(RestoreDesk.Books books, InstantSource clock, String restore, String caseId, TenantId tenant) {
        this.journal = books.journal();
        this.audit = books.audit();
        this.gate = books.gate();
        this.cases = books.cases();
        this.clock = clock;
        this.restore = restore;
        this.caseId = caseId;
        this.tenant = tenant;
    }

    /// Something that is recorded.
    @FunctionalInterface
    interface Work<T> {
        T run() throws BackstayException, InterruptedException;
    }

    /// One of the places where an ending is written.
    @FunctionalInterface
    private interface Writing {
        void write() throws BackstayException;
    }

    String restore() {
        return restore;
    }

    String caseId() {
        return caseId;
    }

    /// The steps, which somebody else may stop.
    Stoppable steps() {
        return steps;
    }

    /// From now on everything is done under this plan.
    void planned(String hash) {
        planHash = hash;
    }

    /// An act of this restore.
    Deed deed(String act, String target) {
        Deed deed = Deed.of(act, target).about(tenant).inCase(caseId).inRun(restore);
        String plan = planHash;
        return plan == null ? deed : deed.underPlan(plan);
    }

    /// Does a step between its intent and its outcome. When the intent cannot be written, it is not done; when the
    /// outcome cannot be written, what stopped the step is still what the caller hears.
    ///
    /// @param act      as the record of acts names it, such as `restore.import`
    /// @param sentence what the timeline says when it is done
    <T> T step(RestoreStep step, String act, String target, Work<T> work, Function<T, String> sentence)
            throws BackstayException, InterruptedException {
        Deed deed = deed(act, target);
        gate.require(permission(step), deed);
        long entry = journal.intent(restore, step, target);
        AuditLog.Intent intent = audit.intent(deed);
        T result;
        String said;
        try {
            result = Occasion.during(restore, () -> steps.during(work::run));
            said = sentence.apply(result);
        } catch (BackstayException | InterruptedException | RuntimeException | Error e) {
            boolean cancelled =
                    e instanceof InterruptedException || Thread.currentThread().isInterrupted();
            Outcome outcome = cancelled ? Outcome.INTERRUPTED : Outcome.FAILED;
            for (Writing writing : ended(entry, intent, outcome, ending(step, cancelled, e))) {
                try {
                    writing.write();
                } catch (BackstayException | RuntimeException unwritten) {
                    e.addSuppressed(unwritten);
                }
            }
            throw e;
        }
        for (Writing writing : ended(entry, intent, Outcome.DONE, said)) {
            writing.write();
        }
        return result;
    }

    private static Permission permission(RestoreStep step) {
        return switch (step) {
            case INTAKE, VERDICT -> Permission.BEGIN_RESTORE;
            case FIND -> Permission.FIND_MOMENT;
            case STAGE -> Permission.STAGE;
            case CLOSURE, DIFF -> Permission.COMPARE;
            case PLAN -> Permission.PLAN;
            case APPROVE -> Permission.APPROVE_ALONE;
            case IMPORT, PROVE -> Permission.RUN_RESTORE;
            case VERIFY -> Permission.VERIFY_RESTORE;
        };
    }

    private static String ending(RestoreStep step, boolean cancelled, Throwable thrown) {
        if (cancelled) {
            return step.title() + " was cancelled";
        }
        return thrown instanceof BackstayException e
                ? step.title() + " stopped: " + e.failure().message()
                : step.title() + " failed for a reason that is in the log";
    }

    /// Everywhere that hears how a step ended.
    private List<Writing> ended(long entry, AuditLog.Intent intent, Outcome outcome, String said) {
        return List.of(
                () -> journal.outcome(entry, said),
                () -> intent.outcome(outcome, Map.of("said", said)),
                () -> cases.append(caseId, new CaseEntry(clock.instant(), "Backstay", said)),
                audit::sign);
    }

    /// One person approves the plan alone. The approval names the state of the record that the person could see, so
    /// that the record cannot be taken back behind it.
    ///
    /// @return that state, absent while nothing signs the record
    @Nullable
    Seen approveAlone(String plan, String reason) throws BackstayException {
        Deed deed = deed("restore.approve", plan).with("alone", "true");
        gate.require(Permission.APPROVE_ALONE, deed);
        audit.sign();
        Seen seen = audit.latestCheckpoint();
        String sentence = "Approved by one person alone: " + reason;
        Deed approval = deed.with("said", sentence);
        if (seen != null) {
            approval = approval.with("seenOrigin", seen.origin())
                    .with("seenSize", Long.toString(seen.size()))
                    .with("seenRoot", seen.root());
        }
        audit.note(approval);
        audit.sign();
        cases.append(caseId, new CaseEntry(clock.instant(), "Backstay", sentence + anchor(seen)));
        return seen;
    }

    /// How much is to come back, for the verdict of the case.
    void compared(long rows) throws BackstayException {
        cases.papers()
                .add(
                        caseId,
                        new Paper(
                                ComparedSize.PAPER, clock.instant(), "Backstay", Json.compact(new ComparedSize(rows))));
    }

    /// A second person's signed file lets the plan be carried out, or stops it.
    ///
    /// @param said what the timeline says
    void approvedBy(ApprovalGate.Passed passed, String fingerprint, String said) throws BackstayException {
        Deed deed = deed("restore.approve", passed.approval().planHash())
                .with("person", passed.person())
                .with("decision", Words.of(passed.approval().decision()))
                .with("key", fingerprint)
                .with("nonce", passed.approval().nonce())
                .with("said", said);
        RestorePlan.Seen seen = passed.approval().seen();
        if (seen != null) {
            deed = deed.with("seenOrigin", seen.origin())
                    .with("seenSize", Long.toString(seen.size()))
                    .with("seenRoot", seen.root());
        }
        audit.note(deed);
        audit.sign();
        cases.append(caseId, new CaseEntry(clock.instant(), passed.person(), said));
    }

    /// Ends what a killed process of this restore left open, in the journal and in the record.
    void takeUp() throws BackstayException {
        int steps = journal.abandon(restore);
        int acts = 0;
        for (AuditEntry open : audit.unfinished()) {
            if (restore.equals(open.run())) {
                audit.takeUp(open).outcome(Outcome.INTERRUPTED, Map.of("said", RestoreJournal.ABANDONED));
                acts++;
            }
        }
        note(
                "restore.resume",
                restore,
                "Taken up again; " + Counts.of(Math.max(steps, acts), "step") + " had been cut short");
    }

    /// Printed in the report, it is a checkpoint that is kept elsewhere: a record that was put back is found by it.
    private static String anchor(@Nullable Seen seen) {
        return seen == null
                ? ""
                : "; the record then had " + Counts.of(seen.size()) + (seen.size() == 1 ? " entry" : " entries")
                        + ", root " + seen.root().substring(0, ANCHOR_DIGITS);
    }

    /// Has a server taken away that was made for this restore, with its intent before and its outcome after.
    boolean removed(String server, String connection, Staging.Removal removal)
            throws BackstayException, InterruptedException {
        Deed deed = deed("restore.discard", server).with("connection", connection);
        return new Recorder(() -> audit, gate)
                .act(
                        Permission.RESTORE_ENVIRONMENT,
                        deed,
                        () -> Occasion.during(restore, removal::run),
                        gone -> Map.of("removed", Boolean.toString(gone)));
    }

    /// A line of the timeline that is no act of its own.
    void note(String act, String target, String sentence) throws BackstayException {
        audit.note(deed(act, target).with("said", sentence));
        cases.append(caseId, new CaseEntry(clock.instant(), "Backstay", sentence));
    }
}
