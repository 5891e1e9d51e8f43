package io.backstay.incident.verdict;

import io.backstay.base.Durations;
import io.backstay.estate.AssetKind;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Statement.Limit.Reach;
import io.backstay.policy.promise.Tiers;
import io.backstay.restore.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The clauses of a policy that bear on one loss, and the help that it names besides a restore.
final class PolicyWords {
    private final Policy policy;

    PolicyWords(Policy policy) {
        this.policy = policy;
    }

    /// How far back its backups of databases reach, and the clause that says so; null when it says nothing.
    Tiers.@Nullable Tier reach() {
        Tiers tiers = Tiers.of(policy.clauses(), AssetKind.DATABASE, false);
        return tiers.tiers().isEmpty() ? null : tiers.tiers().getFirst();
    }

    /// What keeps the answer from being more, in the policy's own words.
    @Nullable
    Clause limit(Reach reach) {
        return policy.clauses().stream()
                .filter(clause -> clause.says().stream()
                        .anyMatch(said -> said instanceof Statement.Limit limit && limit.to() == reach))
                .findFirst()
                .orElse(null);
    }

    /// Everything that applies to a loss of that age.
    List<VerdictCard.Cited> cited(@Nullable Promise promise, Duration age) {
        List<VerdictCard.Cited> cited = new ArrayList<>();
        for (Clause clause : policy.clauses()) {
            String why = why(clause, promise, age);
            if (why != null) {
                cited.add(new VerdictCard.Cited(clause.id(), why, clause.quotation()));
            }
        }
        return List.copyOf(cited);
    }

    private @Nullable String why(Clause clause, @Nullable Promise promise, Duration age) {
        if (promise != null && clause.quotation().equals(promise.quotation())) {
            return promise.rpo() == null ? "what is said about such a loss" : "what is promised";
        }
        Tiers.Tier reach = reach();
        if (reach != null && reach.clause().equals(clause)) {
            return "how far back backups reach: " + Durations.words(reach.keep()) + ", the loss is "
                    + Durations.rough(age) + " old";
        }
        for (Statement said : clause.says()) {
            if (said instanceof Statement.Limit) {
                return "how far the promise goes";
            }
            if (said instanceof Statement.Intake) {
                return "what the customer has to tell";
            }
            if (said instanceof Statement.Duty duty && duty.task() == Statement.Duty.Task.OWN_COPY) {
                return "what the customer keeps";
            }
        }
        return null;
    }

    /// What can be tried at once, without a restore.
    List<String> firstHelp() {
        List<String> help = new ArrayList<>();
        for (Clause clause : policy.clauses()) {
            for (Statement said : clause.says()) {
                if (said instanceof Statement.Export export) {
                    help.add("Ask whether somebody there has exported before the loss: the firm's administrators can"
                            + " take out " + String.join(", ", export.data())
                            + (Boolean.TRUE.equals(export.bytes()) ? "." : "; the files themselves are not in it."));
                } else if (said instanceof Statement.Duty duty && duty.task() == Statement.Duty.Task.OWN_COPY) {
                    help.add("Ask for the customer's own copies"
                            + (duty.means() == null ? "" : " (" + duty.means() + ")")
                            + ": the policy leaves keeping them to the customer.");
                }
            }
        }
        if (help.isEmpty()) {
            String named = policy.equals(Policy.NONE)
                    ? "No policy names an export or a copy of the customer's own"
                    : "The policy names no export and no copy of the customer's own";
            help.add(named + ": ask whether there is a report, a mail or a spreadsheet with the lost data.");
        }
        help.add("Ask them not to type the lost data in again until the comparison is done: what stands in its place"
                + " becomes a conflict.");
        return List.copyOf(help);
    }
}
