package io.backstay.act.restore;

import io.backstay.act.approve.ApprovalDesk;
import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.estate.Environment;
import io.backstay.restore.KeptProof;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.approve.ApprovalRules;
import io.backstay.restore.journal.Run;
import io.backstay.restore.journal.RunBook;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Dsse;
import io.backstay.seal.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One restore's plan: fixed, kept, approved, begun and ended in the journal, while a lock says that somebody is at
/// it and a lease keeps what carrying it out needs.
public final class PlanDesk implements AutoCloseable {
    private final RunBook runs;
    private final ApprovalDesk approvals;
    private final @Nullable Promise promise;
    private final Environment environment;
    private final RunHold hold;
    private final InstantSource clock;

    /// @param hold of the restore; closed with this
    PlanDesk(
            RunBook runs,
            ApprovalDesk approvals,
            @Nullable Promise promise,
            Environment environment,
            RunHold hold,
            InstantSource clock) {
        this.runs = runs;
        this.approvals = approvals;
        this.promise = promise;
        this.environment = environment;
        this.hold = hold;
        this.clock = clock;
    }

    /// The folder of the state folder in which plans are kept, a file each.
    static Path folder(Path home) {
        return home.resolve("plans");
    }

    /// The folder with the locks of restores.
    public static Path locks(Path home) {
        return home.resolve("runs");
    }

    /// What the journal keeps of a comparison for the report: counts, and the keys of a few rows, but no row.
    record KeptDifference(
            List<TableDiff> tables,
            Map<String, String> labels,
            List<String> leaks,
            long external,
            GuidedRestore.@Nullable Files files) {}

    /// What the journal keeps of an approval: one of the two.
    ///
    /// @param envelope the second person's file, whole
    /// @param by       the second person and the key, as they were when the file was taken
    record KeptApproval(
            ApprovalGate.@Nullable Alone alone,
            @Nullable String envelope,
            @Nullable String by) {}

    TenantRestore.Context context(Intake intake) throws BackstayException {
        return new TenantRestore.Context(
                new RestorePlan.Request(
                        approvals.actor(),
                        approvals.plannerKey(),
                        intake.asker(),
                        intake.verifiedBy(),
                        intake.dataset(),
                        intake.about(),
                        intake.uncertainty(),
                        intake.zone().getId(),
                        intake.reportedAt()),
                Words.of(environment),
                promise == null ? null : new RestorePlan.Policy(promise.policy(), version(promise)),
                approvals.seen());
    }

    private static String version(Promise promise) {
        Map<String, String> said = new TreeMap<>();
        said.put("quotation", promise.quotation());
        said.put("rpo", String.valueOf(promise.rpo()));
        said.put("rto", String.valueOf(promise.rto()));
        return CanonicalJson.hash(said);
    }

    PlanFile keep(String restore, String caseId, PlanFile plan, GuidedRestore.Difference found)
            throws BackstayException {
        // The journal first: where it refuses, the file of the plan that was begun stays.
        runs.planned(
                restore,
                caseId,
                plan,
                Json.compact(new KeptDifference(
                        found.tables(), found.labels(), found.leaks(), found.external(), found.files())));
        plan.write(folder(approvals.home()).resolve(restore + PlanFile.SUFFIX));
        return plan;
    }

    GuidedRestore.@Nullable Difference difference(Run run) throws BackstayException {
        if (run.context().isEmpty()) {
            return null;
        }
        KeptDifference kept = Json.bind(Json.parse("the journal's comparison", run.context()), KeptDifference.class);
        return new GuidedRestore.Difference(
                kept.tables(), List.of(), kept.labels(), kept.leaks(), kept.external(), kept.files(), Map.of());
    }

    /// Puts what is known of the approval into what the report is made from. Nothing is judged here: what was
    /// committed must be finished, also when the key was revoked since.
    void remember(Run run, RestoreRecord done) throws BackstayException {
        KeptApproval kept = kept(run);
        if (kept == null) {
            return;
        }
        ApprovalGate.Alone alone = kept.alone();
        if (alone != null) {
            done.approval = alone.reason();
            done.approvedAt = alone.at();
            return;
        }
        done.approvedBy = List.of(Objects.requireNonNull(kept.by(), "one of the two approved"));
        done.approvedAt = Approval.parse(envelope(kept).payload()).notBefore();
    }

    private static @Nullable KeptApproval kept(Run run) throws BackstayException {
        String approval = run.approval();
        return approval == null ? null : Json.bind(Json.parse("the journal's approval", approval), KeptApproval.class);
    }

    private static Dsse envelope(KeptApproval kept) throws BackstayException {
        String envelope = kept.envelope();
        if (envelope == null) {
            throw Refusal.APPROVAL_FORM.stop();
        }
        return Approval.envelope("the journal's approval", envelope.getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(ApprovalGate.Passed passed) throws BackstayException {
        return VerifierKey.parse(passed.key()).fingerprint();
    }

    Instant approvedAlone(String restore, String reason) throws BackstayException {
        Instant now = clock.instant();
        var alone = new ApprovalGate.Alone(approvals.actor(), reason, now);
        runs.approved(restore, Json.compact(new KeptApproval(alone, null, null)));
        return now;
    }

    GuidedRestore.Approved approved(String restore, Path source, Scribe scribe) throws BackstayException {
        Run run = run(restore);
        Dsse envelope = Approval.envelope(source);
        ApprovalGate.Passed said = approvals.gate().signed(run.plan(), envelope);
        String fingerprint = fingerprint(said);
        if (said.approval().decision() == Approval.Decision.REFUSED) {
            scribe.approvedBy(said, fingerprint, "Declined by " + said.person());
            runs.ended(restore, Run.End.DECLINED, "Declined by " + said.person());
        }
        ApprovalGate.Passed passed = approvals.gate().require(run.plan(), envelope, clock.instant());
        scribe.approvedBy(passed, fingerprint, "Approved by " + passed.person() + " with the key " + fingerprint);
        GuidedRestore.Approved taken = new GuidedRestore.Approved(
                passed.person(),
                fingerprint,
                passed.approval().notBefore(),
                passed.approval().notAfter());
        String file = new String(envelope.bytes(), StandardCharsets.UTF_8);
        runs.approved(restore, Json.compact(new KeptApproval(null, file, taken.words())));
        return taken;
    }

    Instant mayRunFrom(String restore) throws BackstayException {
        KeptApproval kept = kept(run(restore));
        if (kept == null) {
            throw Refusal.APPROVAL_MISSING.stop();
        }
        ApprovalGate.Alone alone = kept.alone();
        return alone == null
                ? Approval.parse(envelope(kept).payload()).notBefore()
                : alone.at().plus(rules().soloWait());
    }

    /// Whether the plan may be carried out now; else one refusal.
    void require(String restore) throws BackstayException {
        Run run = run(restore);
        run.requireOpen();
        Instant now = clock.instant();
        ApprovalGate.requireTimely(run.plan(), now);
        KeptApproval kept = kept(run);
        if (kept == null) {
            throw Refusal.APPROVAL_MISSING.stop();
        }
        ApprovalGate.Alone alone = kept.alone();
        if (alone != null) {
            ApprovalGate.require(alone, rules(), now);
        } else {
            approvals.gate().require(run.plan(), envelope(kept), now);
        }
    }

    private ApprovalRules rules() throws BackstayException {
        ApprovalRules rules = approvals.rules();
        return environment == Environment.PRACTICE ? rules.forPractice() : rules;
    }

    /// Begins the run, once; whoever began it may try again. What its steps need is leased before, so that a run
    /// whose vault is locked has not begun.
    void begin(String restore, boolean begunHere) throws BackstayException {
        lease();
        if (!begunHere && !runs.start(restore)) {
            release(false);
            throw Refusal.RUN_STARTED.stop(restore);
        }
    }

    /// Leases what the remaining steps need, unless that was done before.
    void lease() throws BackstayException {
        hold.lease();
    }

    /// No step of the run needs a credential any more, or the run stopped.
    void release(boolean over) throws BackstayException {
        hold.release(over);
    }

    void proven(String restore, ImportResult.Finished proven) throws BackstayException {
        runs.proven(restore, KeptProof.of(proven));
    }

    void ended(String restore, Run.End end, String said) throws BackstayException {
        runs.ended(restore, end, said);
    }

    /// Whether it has ended, so that nobody carries it on.
    boolean over(String restore) throws BackstayException {
        Run.End end = run(restore).end();
        return end != null && end != Run.End.NEEDS_HUMAN;
    }

    private Run run(String restore) throws BackstayException {
        return runs.find(restore).orElseThrow(() -> Refusal.RUN_UNPLANNED.stop(restore));
    }

    /// Lets the restore go.
    @Override
    public void close() {
        hold.close();
    }

    /// The plan, as a person sees it.
    static GuidedRestore.PlanView view(PlanFile plan, GuidedRestore.@Nullable Difference difference) {
        List<TableDiff> tables = difference == null ? List.of() : difference.tables();
        return new GuidedRestore.PlanView(
                plan.hash(),
                plan.plan().rowsToInsert(),
                tables.stream()
                        .mapToLong(table -> table.retyped() + table.liveOnly())
                        .sum(),
                tables.stream().mapToLong(TableDiff::conflicts).sum(),
                plan.plan().objects(),
                plan.plan().rows().triggers());
    }
}
