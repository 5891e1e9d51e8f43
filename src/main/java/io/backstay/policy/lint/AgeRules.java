package io.backstay.policy.lint;

import static io.backstay.policy.lint.Reading.span;
import static io.backstay.policy.lint.Reading.word;

import io.backstay.estate.AssetKind;
import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.lint.Reading.Said;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Kept for too long (R16), and gone before anybody notices (R18).
final class AgeRules {
    /// From Friday 18:00, when people go, to Monday 09:00, when they find out.
    private static final Duration WEEKEND = Duration.ofHours(63);

    /// An intruder is often found only after weeks; a month is the least to reckon with.
    private static final Duration DWELL = Duration.ofDays(30);

    private AgeRules() {}

    static void look(Reading policy, Lint lint) {
        deletedYetKept(policy, lint);
        expiry(policy, lint);
        weekend(policy, lint);
        for (Said<Target.Scenario> scenario : policy.sets(Target.Scenario.class)) {
            discovery(policy, scenario, lint);
        }
    }

    private static Tiers.@Nullable Tier longest(Reading policy) {
        Tiers.Tier longest = null;
        for (AssetKind asset : AssetKind.values()) {
            List<Tiers.Tier> tiers = policy.tiers(asset).tiers();
            if (!tiers.isEmpty() && (longest == null || tiers.getFirst().keep().compareTo(longest.keep()) > 0)) {
                longest = tiers.getFirst();
            }
        }
        return longest;
    }

    private static void deletedYetKept(Reading policy, Lint lint) {
        Tiers.Tier longest = longest(policy);
        if (longest == null) {
            return;
        }
        List<Said<Statement.Erasure>> erasures = policy.says(Statement.Erasure.class);
        if (erasures.isEmpty()) {
            for (Said<Statement.DataRetention> data : policy.says(Statement.DataRetention.class)) {
                lint.found(
                        "R16",
                        Severity.MEDIUM,
                        "Data is deleted " + span(data.what().after()) + " after its term; the oldest point then still "
                                + "holds it for " + span(longest.keep()) + ": up to "
                                + span(data.what().after().plus(longest.keep())) + " after its term in all.",
                        "How long may data that was deleted live on in backups?",
                        data.clause(),
                        longest.clause());
            }
        }
        for (Said<Statement.Erasure> erasure : erasures) {
            if (erasure.what().within().compareTo(longest.keep()) < 0) {
                lint.found(
                        "R16",
                        Severity.HIGH,
                        "What was deleted is to be gone after "
                                + span(erasure.what().within()) + "; the oldest point holds it for "
                                + span(longest.keep()) + ".",
                        "Which holds, the erasure or the retention?",
                        erasure.clause(),
                        longest.clause());
            }
        }
    }

    private static void expiry(Reading policy, Lint lint) {
        for (Said<Target.Expiry> expiry : policy.sets(Target.Expiry.class)) {
            for (Said<Target.Retention> retention : policy.sets(Target.Retention.class)) {
                Duration atMost = expiry.what().atMost();
                boolean same = retention.what().assets().stream()
                        .anyMatch(expiry.what().assets()::contains);
                if (same && atMost != null && atMost.compareTo(retention.what().keep()) < 0) {
                    lint.found(
                            "R16",
                            Severity.HIGH,
                            "Points are to be gone after " + span(atMost) + " and kept for "
                                    + span(retention.what().keep()) + ".",
                            "Which of the two holds?",
                            expiry.clause(),
                            retention.clause());
                }
            }
        }
    }

    private static void weekend(Reading policy, Lint lint) {
        Map<String, Clause> tooShort = new LinkedHashMap<>();
        Duration reach = WEEKEND;
        for (AssetKind asset : AssetKind.values()) {
            Tiers tiers = policy.tiers(asset);
            if (!tiers.tiers().isEmpty() && tiers.reach().compareTo(WEEKEND) < 0) {
                tooShort.put(word(asset), tiers.tiers().getFirst().clause());
                reach = tiers.reach().compareTo(reach) < 0 ? tiers.reach() : reach;
            }
        }
        if (!tooShort.isEmpty()) {
            lint.found(
                    "R18",
                    Severity.HIGH,
                    "What is deleted on Friday at 18:00 and missed on Monday at 09:00 is " + span(WEEKEND)
                            + " old; points of the " + String.join(" and the ", tooShort.keySet()) + " reach back "
                            + span(reach) + ", " + span(WEEKEND.minus(reach)) + " too little. Slow damage has by then "
                            + "reached every point that is left.",
                    "Is it accepted that a loss on a weekend cannot be made good?",
                    tooShort.values().toArray(Clause[]::new));
        }
    }

    private static void discovery(Reading policy, Said<Target.Scenario> scenario, Lint lint) {
        Tiers.Tier longest = longest(policy);
        Duration within = scenario.what().within();
        if (longest == null || !Reading.isLoss(scenario.what())) {
            return;
        }
        if (within != null && longest.keep().compareTo(within) < 0) {
            lint.found(
                    "R18",
                    Severity.HIGH,
                    "'" + scenario.what().scenario() + "' may be found " + span(within) + " later; the oldest point is "
                            + span(longest.keep()) + " old.",
                    "Which holds, the time to find it or the retention?",
                    scenario.clause(),
                    longest.clause());
        } else if (within == null
                && scenario.what().scenario().equals("ransomware")
                && longest.keep().compareTo(DWELL) <= 0) {
            lint.found(
                    "R18",
                    Severity.LOW,
                    "The oldest point is " + span(longest.keep()) + " old. An intruder who was inside for longer than "
                            + span(DWELL) + " has had every point in hand: none is clean.",
                    "From what is restored when the intrusion is older than the oldest point?",
                    scenario.clause(),
                    longest.clause());
        }
    }
}
