package io.backstay.act;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.postgres.tenant.ImportResult;
import io.backstay.connect.postgres.tenant.Leak;
import io.backstay.connect.postgres.tenant.Proof;
import io.backstay.connect.postgres.tenant.TableDiff;
import io.backstay.policy.CheckResult;
import io.backstay.restore.Intake;
import io.backstay.restore.RestoreStep;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.Verdict;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.Question;
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
import org.jspecify.annotations.Nullable;

/// A guided restore whose every step stands in the record before and after it is done. One step at a time: another
/// thread that closes it waits until the step has let go.
final class RecordedRestore implements GuidedRestore {
    private final Scribe scribe;
    private final TenantRestore restore;
    private final Intake intake;
    private final Verdict verdict;
    private final CaseReports reports;
    private final InstantSource clock;
    private final RestoreRecord done = new RestoreRecord();
    private volatile boolean closed;

    /// @param reports writes the case's report and closes it
    RecordedRestore(
            Scribe scribe,
            TenantRestore restore,
            Intake intake,
            Verdict verdict,
            CaseReports reports,
            InstantSource clock) {
        this.scribe = scribe;
        this.restore = restore;
        this.intake = intake;
        this.verdict = verdict;
        this.reports = reports;
        this.clock = clock;
        done.begunAt = clock.instant();
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

    @Override
    public synchronized FoundMoment find(Question question, Look.Watch watch, Progress progress)
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
        var point = verdict.point();
        Instant target = restoreTo();
        if (point == null || target == null) {
            throw new BackstayException(new Failure.OutOfWindow(intake.about(), null, null));
        }
        Instant begun = clock.instant();
        ScratchServer scratch = scribe.step(
                RestoreStep.STAGE,
                "restore.stage",
                point.id() + " to " + target,
                () -> restore.stage(point.id(), target, progress),
                server -> "Recovered " + point.id() + " into " + server.name() + "; the last commit it holds is of "
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

    @Override
    public synchronized PlanView plan() throws BackstayException, InterruptedException {
        requireOpen();
        Difference difference = Objects.requireNonNull(done.difference, "compare comes first");
        TenantRestore.HashedPlan plan = scribe.step(
                RestoreStep.PLAN,
                "restore.plan",
                tenant(),
                restore::plan,
                hashed -> "Plan %s: %s and %s"
                        .formatted(
                                hashed.sha256().substring(0, 12),
                                Counts.of(hashed.plan().rowsToInsert(), "row"),
                                Counts.of(hashed.plan().objects(), "file")));
        scribe.planned(plan.sha256());
        done.plan = new PlanView(
                plan.sha256(),
                plan.plan().rowsToInsert(),
                difference.tables().stream()
                        .mapToLong(table -> table.retyped() + table.liveOnly())
                        .sum(),
                difference.tables().stream().mapToLong(TableDiff::conflicts).sum(),
                plan.plan().objects(),
                plan.plan().triggerMode());
        return done.plan;
    }

    @Override
    public synchronized Instant approveAlone(String reason) throws BackstayException {
        PlanView plan = Objects.requireNonNull(done.plan, "plan comes first");
        if (reason.isBlank()) {
            throw new BackstayException(new Failure.BadInput(
                    "An approval by one person needs a reason.", "Write why nobody else could approve."));
        }
        done.approval = reason.strip();
        done.seen = scribe.approveAlone(plan.sha256(), done.approval);
        done.approvedAt = clock.instant();
        return done.approvedAt;
    }

    @Override
    public synchronized Proof run(Progress progress) throws BackstayException, InterruptedException {
        requireOpen();
        PlanView plan = Objects.requireNonNull(done.plan, "plan comes first");
        if (done.approval == null) {
            throw new IllegalStateException("the plan is not approved");
        }
        ImportResult result = scribe.step(
                RestoreStep.IMPORT, "restore.import", plan.sha256(), () -> restore.run(progress), Sentences::outcome);
        done.proof = switch (result) {
            case ImportResult.Finished finished -> finished.proof();
            case ImportResult.AlreadyDone earlier ->
                throw new BackstayException(new Failure.Conflict(
                        "This plan was carried out before, at "
                                + Utc.words(earlier.run().recordedAt()) + "; nothing was written",
                        "Close this restore and begin another: it compares again and verifies."));
        };
        if (!done.proof.verified()) {
            done.firstNotTaken = restore.firstNotTaken();
            reports.write(this, false, clock.instant());
        }
        return done.proof;
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
        restore.close();
        closed = true;
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
