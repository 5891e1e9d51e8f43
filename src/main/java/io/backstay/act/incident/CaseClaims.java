package io.backstay.act.incident;

import io.backstay.act.incident.Incidents.Checked;
import io.backstay.base.BackstayException;
import io.backstay.incident.claims.ClaimCheck;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The check of one case's texts: by its policy, by what was measured, and by what was kept with a reason. The
/// papers are read once, however many texts are checked.
///
/// @param agreement where the written agreement with the customer is found, by which texts may speak of an SLA; absent
///                  where none is linked
record CaseClaims(
        ClaimCheck check,
        List<CaseRecord.Kept> kept,
        @Nullable String agreement) {
    private static final String SLA = "sla";

    static CaseClaims of(CaseRecord record, Policies policies) throws BackstayException {
        Policy policy = policies.orNone(record.intake().policy());
        return new CaseClaims(ClaimCheck.of(policy, numbers(record, policy)), record.kept(), record.agreement());
    }

    /// What a restore measured that stands holds before what a verdict foresaw.
    private static ClaimCheck.Numbers numbers(CaseRecord record, Policy policy) throws BackstayException {
        TenantPromise.Rto rto = TenantPromise.rto(policy);
        RestoreOutcome outcome = record.recovery().standing();
        Duration measured = outcome == null ? null : outcome.measured().rpo();
        if (measured != null) {
            return ClaimCheck.Numbers.of(rto, measured, "as the restore of this case measured");
        }
        CaseRecord.Given given = record.given();
        return ClaimCheck.Numbers.of(rto, given == null ? null : given.lossWindow(), "by the verdict of this case");
    }

    Checked read(String text) throws BackstayException {
        List<Objection> objections = new ArrayList<>();
        List<Objection> let = new ArrayList<>();
        for (Objection each : check.read(text)) {
            if (agreement != null && each.rule().equals(SLA)) {
                let.add(each.because("A written agreement is linked: " + agreement));
                continue;
            }
            boolean keep = kept.stream()
                    .anyMatch(one ->
                            one.rule().equals(each.rule()) && one.sentence().equals(each.sentence()));
            (keep ? let : objections).add(each);
        }
        return new Checked(List.copyOf(objections), List.copyOf(let));
    }
}
