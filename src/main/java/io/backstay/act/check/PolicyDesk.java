package io.backstay.act.check;

import io.backstay.act.incident.ReportDesk;
import io.backstay.act.policy.RetentionDesk;
import io.backstay.base.BackstayException;
import io.backstay.incident.print.CurveSource;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.lab.Lab;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.check.PolicyCheck;
import io.backstay.policy.check.PolicyCurve;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies that can be held against facts.
public final class PolicyDesk {
    /// The policy of the practice lab, which is nobody's estate.
    public static final String PRACTICE_POLICY = "agentic-labs";

    private final Policies policies;

    /// @param own the folder with one's own policies, which need not exist
    public PolicyDesk(Path own, InstantSource clock) {
        this.policies = new Policies(own, clock);
    }

    /// The built-in policies and those of the folder.
    public Policies policies() {
        return policies;
    }

    List<PolicySummary> summaries() throws BackstayException {
        return policies.all().stream().map(Policy::summary).toList();
    }

    /// By the version that was in force at that instant.
    public CheckResult check(String id, EstateFacts facts, Instant at) throws BackstayException {
        return PolicyCheck.check(policies.inForce(id, at), facts, at);
    }

    /// The recoverability curve of each asset under a policy, as seen from one instant.
    public List<AssetCurve> curves(String id, EstateFacts facts, Instant at) throws BackstayException {
        return PolicyCurve.of(policies.inForce(id, at).policy(), facts, at);
    }

    /// The curve of one database, from what a catalogue knows when it is asked.
    public ReportDesk.Curves curves(RetentionDesk.Opening catalogue) {
        return (id, database, at) -> curves(id, EstateFacts.of(catalogue.open(), at), at).stream()
                .filter(one -> one.asset().id().equals(database))
                .findFirst()
                .orElse(null);
    }

    /// The same for reports that name no policy of their own: of the practice lab alone.
    public CurveSource curveSource(RetentionDesk.Opening catalogue) {
        return (asset, at) -> {
            if (!asset.equals(Lab.DATABASE)) {
                return null;
            }
            AssetCurve curve = curves(catalogue).of(PRACTICE_POLICY, asset, at);
            return curve == null ? null : new CurveSource.Shown(curve, PRACTICE_POLICY);
        };
    }

    /// What a policy promises for the loss of one tenant's data.
    ///
    /// @param id absent where nobody named one; the practice lab's holds for the lab then, and none elsewhere
    /// @return absent where it is held against none
    public @Nullable Promise tenantPromise(@Nullable String id, Intake intake) throws BackstayException {
        boolean lab = intake.database().equals(Lab.DATABASE);
        return TenantPromise.of(policies.orNone(id == null && lab ? PRACTICE_POLICY : id), intake.age());
    }
}
