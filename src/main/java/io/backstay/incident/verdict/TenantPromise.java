package io.backstay.incident.verdict;

import io.backstay.estate.AssetKind;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import io.backstay.restore.verdict.Promise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a policy promises when one tenant's data is lost: by the row for that mishap where there is one, else by its
/// general objectives for databases.
public final class TenantPromise {
    private static final String SCENARIO = "tenant-deletion";

    private TenantPromise() {}

    /// The promise for a loss of that age.
    ///
    /// @param age how long ago the data was lost; some objectives hold for young losses alone
    /// @return absent where there is no policy
    public static @Nullable Promise of(Policy policy, Duration age) {
        if (policy.equals(Policy.NONE)) {
            return null;
        }
        Policy.ScenarioObjective row = policy.scenarioObjective(SCENARIO);
        if (row != null) {
            return new Promise(policy.id(), row.quotation(), row.rpo(), row.rto());
        }
        String words = null;
        Duration rpo = null;
        for (Clause clause : policy.clauses()) {
            for (Target target : clause.sets()) {
                Duration atMost =
                        target instanceof Target.Rpo objective && holds(objective, age) ? objective.atMost() : null;
                if (atMost != null && (rpo == null || atMost.compareTo(rpo) < 0)) {
                    rpo = atMost;
                    words = clause.quotation();
                }
            }
        }
        Rto rto = general(policy);
        return new Promise(
                policy.id(), words == null ? withoutNumber(policy) : words, rpo, rto == null ? null : rto.atMost());
    }

    /// How long a restore may take, and who says so.
    ///
    /// @param quotation the policy's own words, which need not be those about the work that may be lost
    public record Rto(Duration atMost, String quotation) {}

    /// The promised time when one tenant's data is lost; absent where no number is given.
    public static @Nullable Rto rto(Policy policy) {
        Policy.ScenarioObjective row = policy.scenarioObjective(SCENARIO);
        if (row == null) {
            return general(policy);
        }
        Duration atMost = row.rto();
        return atMost == null ? null : new Rto(atMost, row.quotation());
    }

    /// Where there are several, the shortest is what must be kept.
    private static @Nullable Rto general(Policy policy) {
        Rto shortest = null;
        for (Clause clause : policy.clauses()) {
            for (Target target : clause.sets()) {
                Duration atMost = target instanceof Target.Rto objective && objective.covers(AssetKind.DATABASE)
                        ? objective.atMost()
                        : null;
                if (atMost != null && (shortest == null || atMost.compareTo(shortest.atMost()) < 0)) {
                    shortest = new Rto(atMost, clause.quotation());
                }
            }
        }
        return shortest;
    }

    private static boolean holds(Target.Rpo objective, Duration age) {
        Duration older = objective.olderThan();
        Duration within = objective.within();
        return objective.covers(AssetKind.DATABASE)
                && (older == null || age.compareTo(older) > 0)
                && (within == null || age.compareTo(within) <= 0);
    }

    /// The words that come closest where no number is given: those for the mishap, then a limit.
    private static String withoutNumber(Policy policy) {
        for (Clause clause : policy.clauses()) {
            if (clause.sets().stream()
                    .anyMatch(target -> target instanceof Target.Scenario row
                            && row.scenario().equals(SCENARIO))) {
                return clause.quotation();
            }
        }
        Clause limit = limit(policy);
        return limit == null ? policy.title() : limit.quotation();
    }

    private static @Nullable Clause limit(Policy policy) {
        return policy.clauses().stream()
                .filter(clause -> clause.says().stream().anyMatch(Statement.Limit.class::isInstance))
                .findFirst()
                .orElse(null);
    }
}
