package io.backstay.act.environment;

import io.backstay.act.approve.ApprovalDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.plan.InPlacePlan;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.seal.VerifierKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who has to agree before everything of a project goes back: as with a tenant's plan another person, by a
/// signature over its hash, or one person alone with a reason, after waiting. Nothing is ordered twice under one
/// agreement.
final class InPlaceConsent implements InPlaceDesk.Consent {
    /// How long a plan holds once it may be run; somebody who thought longer looks again.
    private static final Duration HOLDS = Duration.ofHours(8);

    private final ApprovalDesk approvals;
    private final InstantSource clock;

    InPlaceConsent(ApprovalDesk approvals, InstantSource clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    @Override
    public InPlacePlan plan(InPlaceOrder order, InPlaceOutlook outlook, @Nullable String alone)
            throws BackstayException {
        if (alone != null) {
            ApprovalGate.requireReason(alone);
        }
        Instant now = clock.instant();
        Instant from = alone == null ? now : now.plus(approvals.rules().soloWait());
        return new InPlacePlan(
                InPlacePlan.FORMAT,
                order.connection(),
                order.asset(),
                new InPlacePlan.Project(outlook.project(), outlook.ref()),
                order.at(),
                new InPlacePlan.By(approvals.actor(), approvals.plannerKey()),
                alone,
                new RestorePlan.Validity(now, from, from.plus(HOLDS)),
                approvals.seen());
    }

    @Override
    public Map<String, String> require(InPlacePlan plan, List<Path> files) throws BackstayException {
        Instant now = clock.instant();
        ApprovalGate.requireTimely(plan, now);
        if (approvals.isDone(InPlaceDesk.ACT, plan.hash())) {
            throw new BackstayException(new Failure.Conflict(
                    "This plan was carried out already; doing it again would take back what was written since",
                    "Look again with --dry-run, and have the new plan approved, if it is meant."));
        }
        Map<String, String> agreed = new TreeMap<>();
        String alone = plan.alone();
        if (alone != null) {
            requireWaited(plan, alone, now);
            agreed.put("alone", alone);
            return agreed;
        }
        if (files.isEmpty()) {
            throw Refusal.APPROVAL_MISSING.stop();
        }
        for (Path each : files) {
            ApprovalGate.Passed passed = approvals.gate().require(plan, Approval.envelope(each), now);
            agreed.put("approvedBy", passed.person());
            agreed.put("approvalKey", VerifierKey.parse(passed.key()).fingerprint());
        }
        return agreed;
    }

    /// A plan says itself from when on it holds; the record says since when it is known.
    private void requireWaited(InPlacePlan plan, String reason, Instant now) throws BackstayException {
        Instant noted = approvals.notedAt(InPlaceDesk.ACT, plan.hash());
        if (noted == null || !plan.by().person().equals(approvals.actor())) {
            throw Refusal.APPROVAL_MISSING.stop(
                    "the plan of one person alone is carried out where it was made, by them");
        }
        ApprovalGate.require(new ApprovalGate.Alone(plan.by().person(), reason, noted), approvals.rules(), now);
    }
}
