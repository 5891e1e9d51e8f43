package io.backstay.incident.verdict;

import io.backstay.base.Durations;
import io.backstay.estate.AssetKind;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseKind;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Statement.Limit.Reach;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import io.backstay.restore.verdict.Promise;
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
        TenantPromise.Rto rto = TenantPromise.rto(policy);
        if (rto != null && clause.quotation().equals(rto.quotation())) {
            return "how long a restore may take";
        }
        Tiers.Tier reach = reach();
        if (reach != null && reach.clause().equals(clause)) {
            return "how far back backups reach: " + Durations.words(reach.keep()) + ", the loss is "
                    + Durations.rough(age) + " old";
        }
        for (Statement said : clause.says()) {
            String why = why(said, clause, reach != null && age.compareTo(reach.keep()) > 0);
            if (why != null) {
                return why;
            }
        }
        return onTheWayBack(clause);
    }

    /// @param beyond whether the loss is older than backups reach back
    private @Nullable String why(Statement said, Clause clause, boolean beyond) {
        return switch (said) {
            case Statement.Clock _ -> TenantPromise.rto(policy) == null ? null : "when the clock of that time starts";
            case Statement.Limit limit -> limit(limit.to(), clause, beyond);
            case Statement.Intake _ -> "what the customer has to tell";
            case Statement.Export _ -> "what the firm can take out itself";
            case Statement.Contact contact ->
                contact.purpose() == Statement.Contact.Purpose.SUPPORT ? "whom the customer asks" : null;
            case Statement.Duty duty ->
                switch (duty.task()) {
                    case OWN_COPY -> "what the customer keeps";
                    case REPORT_LOSS -> "how a loss is reported";
                    case CONTACT_DETAILS, TOKENS -> null;
                };
            case Statement.Updates _ -> "how often the customer hears from us";
            default -> null;
        };
    }

    private static @Nullable String limit(Reach reach, Clause clause, boolean beyond) {
        return switch (reach) {
            case NEWEST_POINT, OBJECTIVES_ONLY -> "how far the promise goes";
            case RETENTION -> beyond ? "what is not promised of so old a loss" : null;
            // "Where supported" limits how backups are made; only a disclaimer limits how data comes back.
            case BEST_EFFORT -> clause.kind() == ClauseKind.DISCLAIMER ? "how far the promise goes" : null;
            case VERIFICATION -> "what is looked at before anything is restored";
            // Where a region is lost; not where one tenant's rows are.
            case PRIMARY_REGION -> null;
        };
    }

    /// Of what is backed up how, only what brings back one tenant bears on the loss of one.
    private static @Nullable String onTheWayBack(Clause clause) {
        boolean alone = clause.sets().stream()
                .anyMatch(target -> target instanceof Target.By by && by.mechanism() == Mechanism.TENANT_RESTORE);
        return alone ? "how one tenant comes back" : null;
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
