package io.backstay.policy;

import io.backstay.estate.Environment;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseKind;
import io.backstay.policy.promise.Setting;
import io.backstay.policy.promise.Settings;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A written promise as data: every value knows the words that set it.
///
/// @param effective    from when on it holds, absent when it does not say
/// @param environments whose assets it speaks of
public record Policy(
        String id,
        String title,
        String publisher,
        @Nullable Instant effective,
        Set<Environment> environments,
        List<Clause> clauses) {
    /// None: nothing is promised. No file may have its id.
    public static final Policy NONE = new Policy("none", "No policy", "", null, Set.of(), List.of());

    /// The policy in a list.
    public PolicySummary summary() {
        long checkable = clauses.stream()
                .filter(clause -> clause.kind() == ClauseKind.CHECKABLE)
                .count();
        return new PolicySummary(id, title, publisher, clauses.size(), Math.toIntExact(checkable));
    }

    /// Whether it speaks of assets in that environment; a practice estate stands in for production.
    public boolean covers(Environment environment) {
        return environments.contains(environment)
                || (environment == Environment.PRACTICE && environments.contains(Environment.PRODUCTION));
    }

    /// Every value that holds, and the clause that set it.
    public List<Setting> settings() {
        return Settings.effective(clauses);
    }

    /// What is promised for one named mishap, such as `tenant-deletion`, or null when nothing is.
    public @Nullable ScenarioObjective scenarioObjective(String scenario) {
        for (Clause clause : clauses) {
            for (Target target : clause.sets()) {
                if (target instanceof Target.Scenario mishap
                        && mishap.scenario().equals(scenario)
                        && mishap.rto() != null
                        && mishap.rpo() != null) {
                    return new ScenarioObjective(scenario, mishap.rto(), mishap.rpo(), clause.quotation());
                }
            }
        }
        return null;
    }

    /// What is promised when one named thing goes wrong.
    ///
    /// @param rto       service or data is back after at most that time
    /// @param rpo       at most that much time is lost
    /// @param quotation the words that say so
    public record ScenarioObjective(String scenario, Duration rto, Duration rpo, String quotation) {}
}
