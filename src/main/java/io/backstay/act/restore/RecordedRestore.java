package io.backstay.act.restore;

import io.backstay.act.vault.Occasion;
import io.backstay.act.vault.Stoppable;
import io.backstay.audit.Seen;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.check.CheckResult;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.journal.Run;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import io.backstay.restore.verdict.Verdict;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A guided restore whose every step stands in the record before and after it is done. One step at a time: another
/// thread that closes it waits until the step has let go.
public final class RecordedRestore implements GuidedRestore {
    private final Scribe scribe;
    private final TenantRestore restore;
    private final Intake intake;
    private final Verdict verdict;
    private final CaseReports reports;
    private final PlanDesk plans;
    private final InstantSource clock;
    private final RestoreRecord done = new RestoreRecord();
    private final RecordedComparison comparison;
    private final RecordedRun carrying;
    private @Nullable Run taken;
    private volatile boolean closed;

    /// @param reports writes the case's report and closes it
    /// @param plans   keeps the plan and knows who may let it be carried out
    RecordedRestore(
            Scribe scribe,
            TenantRestore restore,
            Asked asked,
            CaseReports reports,
            PlanDesk plans,
            InstantSource clock) {
        this.scribe = scribe;
        this.restore = restore;
        this.intake = asked.intake();
        this.verdict = asked.verdict();
        this.reports = reports;
        this.plans = plans;
        this.clock = clock;
        this.comparison = new RecordedComparison(scribe, restore, tenant());
        this.carrying = new RecordedRun(scribe, restore, plans, done, this::report, clock);
        done.begunAt = clock.instant();
    }

    /// What was asked, and what was answered.
    record Asked(Intake intake, Verdict verdict, @Nullable Promise promise) {}

    /// Takes a plan over that was fixed before.
    void adopt(Run run) throws BackstayException {
        restore.adopt(run.plan());
        taken = run;
        scribe.planned(run.plan().hash());
        done.begunAt = run.plannedAt();
        done.difference = plans.difference(run);
        done.plan = PlanDesk.view(run.plan(), done.difference);
        plans.remember(run, done);
    }

    /// The steps, which somebody else may stop.
    Stoppable steps() {
        return scribe.steps();
    }

    @Override
    public Instant begunAt() {
        return done.begunAt;
    }

    @Override
    public String id() {
        return scribe.restore();
    }

    @Override
    public Intake intake() {
        return intake;
    }

    @Override
    public Verdict verdict() {
        return verdict;
    }

    @Override
    public String borrows() {
        return Purpose.WRITE_TO_LIVE.word() + " credential " + restore.writer();
    }

    /// What has been done so far.
    RestoreRecord record() {
        return done;
    }

    /// How far it has come.
    public synchronized Reached reached() {
        return new Reached(done.proof, done.verification, done.difference, done.filesBack);
    }

    /// The same restore once more, step by step, from what it found; nothing is done again.
    public GuidedRestore replayed() {
        return new ReplayedRestore(id(), intake(), verdict(), done);
    }

    /// The facts were held against a policy; the report says what came of it.
    public synchronized void judged(CheckResult check) throws BackstayException {
        done.check = check;
        scribe.note("policy.check", check.policy(), Sentences.judged(check));
    }

    /// Something that whoever restores must know, for the record and the report's timeline.
    public synchronized void told(String act, String target, String sentence) throws BackstayException {
        scribe.note(act, target, sentence);
    }

    @Override
    public synchronized FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        requireUnstaged();
        FoundMoment found = scribe.step(
                RestoreStep.FIND,
                "restore.find",
                tenant() + ", around " + question.around(),
                () -> restore.find(question, watch, progress),
                Sentences::found);
        done.found = found;
        return found;
    }

    @Override
    public synchronized void choose(Instant moment) throws BackstayException {
        requireUnstaged();
        done.moment = moment.truncatedTo(ChronoUnit.MICROS);
        scribe.note("restore.find", tenant(), "The restore goes back to " + done.moment);
    }

    @Override
    public synchronized @Nullable Instant restoreTo() {
        return done.moment == null ? verdict.restoreTo() : done.moment;
    }

    private void requireUnstaged() throws BackstayException {
        requireOpen();
        if (done.staged != null) {
            throw new BackstayException(new Failure.Conflict(
                    "The restore " + id() + " has its scratch server already", "Close it and begin another restore."));
        }
    }

    @Override
    public synchronized Staged stage(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        Origin from = origin();
        Instant begun = clock.instant();
        var scratch = scribe.step(
                RestoreStep.STAGE,
                "restore.stage",
                from.point() + " to " + from.moment() + Sentences.lasting(restore.lasting(from)),
                () -> restore.stage(from, progress),
                io.backstay.restore.staging.Staged::said);
        done.moment = from.moment();
        done.staged = new Staged(scratch.name(), scratch.reached(), Duration.between(begun, clock.instant()));
        return done.staged;
    }

    @Override
    public synchronized Staged stageDamaged(Instant after, Progress progress)
            throws BackstayException, InterruptedException {
        requireOpen();
        return comparison.stageDamaged(after, clock, progress);
    }

    @Override
    public synchronized void choose(Choices choices) throws BackstayException {
        requireOpen();
        comparison.choose(choices);
    }

    @Override
    public synchronized Choices choices() {
        return restore.choices();
    }

    @Override
    public synchronized List<SchemaDifference> schemaDifferences() {
        return restore.schema().differences();
    }

    @Override
    public synchronized void answer(SchemaChoices answers) throws BackstayException {
        requireOpen();
        comparison.answer(answers);
    }

    @Override
    public synchronized SchemaChoices answers() {
        return restore.schema().choices();
    }

    @Override
    public synchronized SampleRow reveal(SampleRow masked, String reason) throws BackstayException {
        requireOpen();
        return comparison.reveal(masked, reason);
    }

    @Override
    public synchronized Difference compare(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        Difference found = comparison.compare(progress);
        done.difference = found;
        scribe.compared(found.tables().stream()
                .mapToLong(table -> table.lost() + table.update())
                .sum());
        return found;
    }

    private Origin origin() throws BackstayException {
        Run run = taken;
        Instant target = restoreTo();
        if (run != null && target != null) {
            return new Origin(new PointId(run.plan().plan().source().point()), target);
        }
        RecoveryPoint point = verdict.point();
        if (point == null || target == null) {
            throw new BackstayException(
                    restore.stagedBy() == null
                            ? new Failure.OutOfWindow(intake.about(), null, null)
                            : new Failure.Conflict(
                                    "Nothing brings that back. "
                                            + String.join(
                                                    ". ",
                                                    verdict.because().stream()
                                                            .map(Verdict.Because::fact)
                                                            .toList()),
                                    "Look at 'backstay points' for what there is, or name another moment."));
        }
        return restore.origin(point, target);
    }

    @Override
    public synchronized PlanView plan() throws BackstayException, InterruptedException {
        requireOpen();
        Difference difference = Objects.requireNonNull(done.difference, "compare comes first");
        TenantRestore.Context context = plans.context(intake);
        PlanFile plan = scribe.step(
                RestoreStep.PLAN,
                "restore.plan",
                tenant(),
                () -> plans.keep(id(), caseId(), restore.plan(context), difference),
                fixed -> "Plan %s: %s and %s"
                        .formatted(
                                fixed.hash().substring(0, 12),
                                Counts.of(fixed.plan().rowsToInsert(), "row"),
                                Counts.of(fixed.plan().objects(), "file")));
        scribe.planned(plan.hash());
        done.approval = null;
        done.approvedBy = List.of();
        carrying.planned();
        done.plan = PlanDesk.view(plan, difference);
        return done.plan;
    }

    @Override
    public synchronized Instant approveAlone(String reason) throws BackstayException {
        PlanView plan = Objects.requireNonNull(done.plan, "plan comes first");
        ApprovalGate.requireReason(reason);
        Seen seen = scribe.approveAlone(plan.sha256(), reason.strip());
        Instant at = plans.approvedAlone(id(), reason.strip());
        done.approval = reason.strip();
        done.approvedBy = List.of();
        done.seen = seen;
        done.approvedAt = at;
        return at;
    }

    @Override
    public synchronized Approved approve(Path file, Progress progress) throws BackstayException {
        Objects.requireNonNull(done.plan, "plan comes first");
        Approved approved;
        try {
            approved = plans.approved(id(), file, scribe);
        } catch (BackstayException e) {
            if (plans.over(id())) {
                carrying.clearUp(progress);
            }
            throw e;
        }
        done.approval = null;
        done.approvedBy = List.of(approved.words());
        done.approvedAt = approved.at();
        return approved;
    }

    @Override
    public synchronized Instant mayRunFrom() throws BackstayException {
        return plans.mayRunFrom(id());
    }

    @Override
    public synchronized Proof run(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        return carrying.run(progress);
    }

    /// Does everything that an import does, and rolls back.
    synchronized ImportResult.Finished rehearse(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        return carrying.rehearse(progress);
    }

    /// Goes on where a process that is gone stopped, up to the import.
    ///
    /// @return whether the import was committed, so that only looking back is left
    synchronized boolean takeUp() throws BackstayException, InterruptedException {
        Run run = Objects.requireNonNull(taken, "adopt comes first");
        return Occasion.during(id(), () -> carrying.takeUp(run));
    }

    /// Refuses while nobody has let the plan be carried out.
    synchronized void requireApproved() throws BackstayException {
        plans.require(id());
    }

    /// Begins the run before its first step, so that a process that dies in it left a run to go on with.
    synchronized void begin() throws BackstayException {
        carrying.begin();
    }

    /// What was proven.
    synchronized Proof proof() {
        return Objects.requireNonNull(done.proof, "run comes first");
    }

    /// Whether the comparison of this plan is known here.
    boolean compared() {
        return done.difference != null;
    }

    @Override
    public synchronized Verification verify(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        return carrying.verify(tenant(), progress);
    }

    private RecordedRun.Report report(boolean verified, Instant end, Progress progress) throws BackstayException {
        Duration loss = rpo();
        return new RecordedRun.Report(
                reports.write(this, verified, end, progress), loss == null && logAtHand() ? Duration.ZERO : loss);
    }

    /// From the restored moment to the first commit that was not restored, absent when the log has none.
    @Nullable
    public Duration rpo() {
        Instant to = restoreTo();
        return to == null || done.firstNotTaken == null ? null : Duration.between(to, done.firstNotTaken);
    }

    /// Whether a log told, or could have told, which commit was the first that was not restored.
    boolean logAtHand() {
        return restore.stagedBy() == null;
    }

    /// Whether the moment that was restored is what a person stated.
    boolean isStated() {
        return restore.stated();
    }

    private String tenant() {
        return intake.tenant().name() + " (" + intake.tenant().id() + ")";
    }

    /// Waits for the step under way to let go.
    @Override
    public synchronized void close() {
        try {
            restore.close();
        } finally {
            closed = true;
            plans.close();
        }
    }

    @Override
    public boolean closed() {
        return closed;
    }

    private void requireOpen() throws BackstayException {
        if (closed) {
            throw new BackstayException(new Failure.Conflict(
                    "The restore " + id() + " was closed", "Begin another restore; it compares again."));
        }
    }

    /// The case that the restore belongs to, such as `INC-0001`.
    public String caseId() {
        return scribe.caseId();
    }
}
