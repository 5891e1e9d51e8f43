package io.backstay.act;

import io.backstay.audit.Seen;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.rows.Leak;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.CheckResult;
import io.backstay.restore.Intake;
import io.backstay.restore.KeptProof;
import io.backstay.restore.RestoreStep;
import io.backstay.restore.Run;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.Verdict;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guided restore whose every step stands in the record before and after it is done. One step at a time: another
/// thread that closes it waits until the step has let go.
final class RecordedRestore implements GuidedRestore {
    private final Scribe scribe;
    private final TenantRestore restore;
    private final Intake intake;
    private final Verdict verdict;
    private final CaseReports reports;
    private final PlanDesk plans;
    private final InstantSource clock;
    private final RestoreRecord done = new RestoreRecord();
    private @Nullable Run taken;
    private boolean begunHere;
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
        done.begunAt = clock.instant();
    }

    /// What was asked, and what was answered.
    record Asked(Intake intake, Verdict verdict) {}

    /// Takes a plan over that was fixed before.
    void adopt(Run run) throws BackstayException {
        restore.adopt(run.plan());
        taken = run;
        scribe.planned(run.plan().hash());
        done.begunAt = run.plannedAt();
        done.difference = plans.difference(run);
        done.plan = view(run.plan(), done.difference);
        plans.remember(run, done);
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

    /// The facts were held against a policy; the report says what came of it.
    synchronized void judged(CheckResult check) throws BackstayException {
        done.check = check;
        scribe.note(
                "policy.check",
                check.policy(),
                "Held against " + check.policy() + ": "
                        + check.verdict().name().toLowerCase(Locale.ROOT) + ", "
                        + Counts.of(check.findings().size(), "finding"));
    }

    /// Something that whoever restores must know, for the record and the report's timeline.
    synchronized void told(String act, String target, String sentence) throws BackstayException {
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
        PointId point = point();
        Instant target = restoreTo();
        if (point == null || target == null) {
            throw new BackstayException(new Failure.OutOfWindow(intake.about(), null, null));
        }
        Instant begun = clock.instant();
        ScratchServer scratch = scribe.step(
                RestoreStep.STAGE,
                "restore.stage",
                point + " to " + target,
                () -> restore.stage(point, target, progress),
                server -> "Recovered " + point + " into " + server.name() + "; the last commit it holds is of "
                        + Utc.words(server.stoppedAt()));
        done.staged = new Staged(scratch.name(), scratch.stoppedAt(), Duration.between(begun, clock.instant()));
        return done.staged;
    }

    @Override
    public synchronized Difference compare(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        TenantRestore.Compared compared = scribe.step(
                RestoreStep.DIFF,
                "restore.compare",
                tenant(),
                () -> restore.compare(progress),
                result -> Sentences.sums(result.result().tables()));
        List<String> leaks = new ArrayList<>();
        for (Leak leak : compared.rows().leaks()) {
            leaks.add(leak.sentence());
        }
        leaks.addAll(compared.result().notes());
        long external = compared.rows().external().stream()
                .mapToLong(each -> each.rows())
                .sum();
        done.difference = new Difference(
                compared.result().tables(),
                compared.result().samples(),
                restore.labels(),
                List.copyOf(leaks),
                external);
        return done.difference;
    }

    private @Nullable PointId point() {
        Run run = taken;
        if (run != null) {
            return new PointId(run.plan().plan().source().point());
        }
        RecoveryPoint point = verdict.point();
        return point == null ? null : point.id();
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
        begunHere = false;
        done.plan = view(plan, difference);
        return done.plan;
    }

    private static PlanView view(PlanFile plan, @Nullable Difference difference) {
        List<TableDiff> tables = difference == null ? List.of() : difference.tables();
        return new PlanView(
                plan.hash(),
                plan.plan().rowsToInsert(),
                tables.stream()
                        .mapToLong(table -> table.retyped() + table.liveOnly())
                        .sum(),
                tables.stream().mapToLong(TableDiff::conflicts).sum(),
                plan.plan().objects(),
                plan.plan().rows().triggers());
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
    public synchronized Approved approve(Path file) throws BackstayException {
        Objects.requireNonNull(done.plan, "plan comes first");
        Approved approved = plans.approved(id(), file, scribe);
        done.approval = null;
        done.approvedBy = List.of(approved.person() + " (key " + approved.fingerprint() + ")");
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
        PlanView plan = Objects.requireNonNull(done.plan, "plan comes first");
        if (done.proof == null || !done.proof.verified()) {
            plans.require(id());
            begunHere = plans.begin(id(), begunHere);
        }
        ImportResult result = scribe.step(
                RestoreStep.IMPORT,
                "restore.import",
                plan.sha256(),
                () -> restore.run(proven -> plans.proven(id(), proven), progress),
                Sentences::outcome);
        done.proof = switch (result) {
            case ImportResult.Finished finished -> finished.proof();
            case ImportResult.AlreadyDone earlier ->
                throw elsewhere(earlier.run().recordedAt());
        };
        if (!done.proof.verified()) {
            plans.ended(id(), Run.End.NOT_RESTORED, Sentences.outcome(result));
            done.firstNotTaken = restore.firstNotTaken();
            reports.write(this, false, clock.instant());
        }
        return done.proof;
    }

    /// Another workstation was first: its effect is the one there is.
    private BackstayException elsewhere(Instant at) throws BackstayException {
        plans.ended(id(), Run.End.DONE, "Carried out from elsewhere at " + Utc.words(at));
        return Refusal.RUN_DONE.stop("at " + Utc.words(at));
    }

    /// Does everything that an import does, and rolls back.
    synchronized ImportResult.Finished rehearse(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        PlanView plan = Objects.requireNonNull(done.plan, "plan comes first");
        return scribe.step(
                RestoreStep.IMPORT,
                "restore.rehearse",
                plan.sha256(),
                () -> restore.rehearse(progress),
                found -> "Rehearsed and rolled back: "
                        + Counts.of(found.measured().total().inserted(), "row") + " would come back");
    }

    /// Goes on where a process that is gone stopped, up to the import.
    ///
    /// @return whether the import was committed, so that only looking back is left
    synchronized boolean takeUp() throws BackstayException, InterruptedException {
        Run run = Objects.requireNonNull(taken, "adopt comes first");
        scribe.takeUp();
        for (String sentence : restore.clear()) {
            scribe.note("restore.resume", id(), sentence);
        }
        Optional<RestoreRegistry.Run> row;
        try {
            row = restore.carriedOut();
        } catch (BackstayException e) {
            throw PlanDesk.undecided(e);
        }
        begunHere = true;
        if (row.isEmpty()) {
            return false;
        }
        String proof = run.proof();
        if (proof == null) {
            throw elsewhere(row.get().recordedAt());
        }
        ImportResult.Finished committed = KeptProof.committed(proof, row.get().recordedAt());
        restore.resume(committed);
        done.proof = committed.proof();
        scribe.note(
                "restore.resume",
                id(),
                "The import had been committed at " + Utc.words(row.get().recordedAt())
                        + ", as its row in live says; it is not done again");
        return true;
    }

    /// Refuses while nobody has let the plan be carried out.
    synchronized void requireApproved() throws BackstayException {
        plans.require(id());
    }

    /// Begins the run before its first step, so that a process that dies in it left a run to go on with.
    synchronized void begin() throws BackstayException {
        plans.require(id());
        begunHere = plans.begin(id(), begunHere);
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
        TenantRestore.LookBack back = scribe.step(
                RestoreStep.VERIFY,
                "restore.verify",
                tenant(),
                () -> restore.verify(progress),
                found -> (found.holds() ? "Everything is there, read in a new session" : "Not everything is there")
                        + Sentences.files(found.objects()));
        Instant end = clock.instant();
        done.firstNotTaken = back.firstNotTaken();
        done.filesBack = back.objects() == null ? 0 : back.objects().counts().broughtBack();
        List<String> lines = new ArrayList<>(back.rows().lines());
        if (back.objects() != null) {
            back.objects().problems().forEach(problem -> lines.add(problem.toString()));
            lines.add(Sentences.filesBack(done.filesBack) + " and read again.");
        }
        done.lines = List.copyOf(lines);
        progress.step("Writing the report");
        Path folder = reports.write(this, back.holds(), end);
        plans.ended(
                id(),
                back.holds() ? Run.End.DONE : Run.End.NEEDS_HUMAN,
                back.holds()
                        ? "Everything is there, read in a new session"
                        : "Committed, but the look back did not find everything: " + String.join(" ", done.lines));
        done.verification = new Verification(
                back.holds(),
                done.lines,
                rto(end),
                Objects.requireNonNullElse(rpo(), Duration.ZERO),
                done.filesBack,
                folder);
        return done.verification;
    }

    /// From the customer's call to a moment.
    Duration rto(Instant end) {
        return Duration.between(intake.reportedAt(), end);
    }

    /// From the restored moment to the first commit that was not restored, absent when the log has none.
    @Nullable
    Duration rpo() {
        Instant to = restoreTo();
        return to == null || done.firstNotTaken == null ? null : Duration.between(to, done.firstNotTaken);
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

    String caseId() {
        return scribe.caseId();
    }
}
