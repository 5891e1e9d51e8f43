package io.backstay.act.incident;

import io.backstay.act.incident.Incidents.Checked;
import io.backstay.base.BackstayException;
import io.backstay.incident.claims.ClaimCheck;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/// The check of one case's texts: by its policy, by what was measured, and by what was kept with a reason. The
/// papers are read once, however many texts are checked.
record CaseClaims(ClaimCheck check, List<CaseRecord.Kept> kept) {
    static CaseClaims of(CaseRecord record, Policies policies) throws BackstayException {
        Policy policy = policies.orNone(record.intake().policy());
        CaseRecord.Given given = record.given();
        var numbers = ClaimCheck.Numbers.of(
                TenantPromise.rto(policy), given == null ? null : given.lossWindow(), "by the verdict of this case");
        return new CaseClaims(ClaimCheck.of(policy, numbers), record.kept());
    }

    Checked read(String text) throws BackstayException {
        List<Objection> objections = new ArrayList<>();
        List<Objection> let = new ArrayList<>();
        for (Objection each : check.read(text)) {
            boolean keep = kept.stream()
                    .anyMatch(one ->
                            one.rule().equals(each.rule()) && one.sentence().equals(each.sentence()));
            (keep ? let : objections).add(each);
        }
        return new Checked(List.copyOf(objections), List.copyOf(let));
    }
}
