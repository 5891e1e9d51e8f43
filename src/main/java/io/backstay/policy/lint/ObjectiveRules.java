package io.backstay.policy.lint;

import static io.backstay.policy.lint.Reading.span;
import static io.backstay.policy.lint.Reading.times;
import static io.backstay.policy.lint.Reading.word;

import io.backstay.estate.AssetKind;
import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.lint.Reading.Said;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Objectives against what is kept (R1, R2) and against each other (R3).
final class ObjectiveRules {
    private ObjectiveRules() {}

    static void look(Reading policy, Lint lint) {
        for (Said<Target.Rpo> rpo : policy.sets(Target.Rpo.class)) {
            for (AssetKind asset : rpo.what().assets()) {
                newest(policy, rpo, asset, lint);
                if (rpo.what().olderThan() != null || rpo.what().within() != null) {
                    Duration from = rpo.what().olderThan() == null
                            ? Duration.ZERO
                            : rpo.what().olderThan();
                    var promise =
                            new Promise(rpo.what().atMost(), from, rpo.what().within(), rpo.clause());
                    ages(policy, promise, asset, true, lint);
                }
            }
        }
        for (Said<Target.Scenario> scenario : policy.sets(Target.Scenario.class)) {
            scenario(policy, scenario, lint);
        }
        scope(policy, lint);
        twice(policy, lint);
    }

    private static void newest(Reading policy, Said<Target.Rpo> rpo, AssetKind asset, Lint lint) {
        Tiers.Tier finest = policy.tiers(asset).finest();
        if (finest == null
                || rpo.what().olderThan() != null
                || finest.every().compareTo(rpo.what().atMost()) <= 0) {
            return;
        }
        lint.found(
                "R1",
                Severity.HIGH,
                "The RPO of " + word(asset) + " is " + span(rpo.what().atMost()) + "; its finest tier"
                        + (finest.supposed() ? ", as the words are supposed to mean," : "") + " has a point every "
                        + span(finest.every()) + ", "
                        + times(finest.every(), rpo.what().atMost())
                        + " as far apart: up to " + span(finest.every()) + " are lost.",
                "Which is meant: an RPO of " + span(finest.every()) + ", or a point at least every "
                        + span(rpo.what().atMost()) + "?",
                rpo.clause(),
                finest.clause());
    }

    /// A promise about wanted moments between two ages.
    private record Promise(
            Duration atMost, Duration from, @Nullable Duration to, Clause clause) {}

    /// @param beyond whether it counts that nothing is kept at some age
    private static void ages(Reading policy, Promise promise, AssetKind asset, boolean beyond, Lint lint) {
        List<String> told = new ArrayList<>();
        List<Clause> clauses = new ArrayList<>(List.of(promise.clause()));
        boolean worse = false;
        for (Tiers.Band band : policy.tiers(asset).bands()) {
            Duration from = band.from().compareTo(promise.from()) > 0 ? band.from() : promise.from();
            Duration to = earlier(band.to(), promise.to());
            if (to != null && from.compareTo(to) >= 0) {
                continue;
            }
            String ages = to == null ? "older than " + span(from) : "from " + span(from) + " to " + span(to);
            Tiers.Tier tier = band.tier();
            if (tier == null) {
                told.add(ages + ": nothing is kept");
                worse |= beyond;
            } else if (tier.every().compareTo(promise.atMost()) > 0) {
                told.add(ages + ": a point every " + span(tier.every()) + ", " + times(tier.every(), promise.atMost())
                        + " as far apart");
                clauses.add(tier.clause());
                worse = true;
            }
        }
        if (worse) {
            lint.found(
                    "R2",
                    Severity.HIGH,
                    "Promised for " + word(asset) + " is at most " + span(promise.atMost()) + ". By the age of the "
                            + "wanted moment, " + String.join("; ", told) + ".",
                    "Up to which age is " + span(promise.atMost())
                            + " promised, and what holds for older moments, which fall between two kept points?",
                    clauses.toArray(Clause[]::new));
        }
    }

    private static @Nullable Duration earlier(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? one : other;
    }

    /// A loss may be found late; what was promised for it must then still be kept.
    private static void scenario(Reading policy, Said<Target.Scenario> said, Lint lint) {
        Duration rpo = said.what().rpo();
        if (rpo == null || !Reading.isLoss(said.what())) {
            return;
        }
        List<AssetKind> assets = said.what().assets().isEmpty()
                ? List.of(AssetKind.DATABASE)
                : said.what().assets();
        for (AssetKind asset : assets) {
            if (!policy.tiers(asset).tiers().isEmpty()) {
                var promise = new Promise(rpo, Duration.ZERO, said.what().within(), said.clause());
                ages(policy, promise, asset, said.what().within() != null, lint);
            }
        }
    }

    /// The general objectives and those of a mishap that they say they cover.
    private static void scope(Reading policy, Lint lint) {
        for (Said<Statement.Scope> scope : policy.says(Statement.Scope.class)) {
            for (Said<Target.Scenario> scenario : policy.sets(Target.Scenario.class)) {
                if (!scope.what().scenarios().contains(scenario.what().scenario())) {
                    continue;
                }
                Said<Target.Rpo> rpo = first(policy.sets(Target.Rpo.class).stream()
                        .filter(each ->
                                each.what().olderThan() == null && each.what().within() == null)
                        .toList());
                Said<Target.Rto> rto = first(policy.sets(Target.Rto.class));
                if (rpo != null) {
                    Duration own = scenario.what().rpo();
                    differ(
                            "RPO",
                            rpo.what().atMost(),
                            own,
                            List.of(rpo.clause(), scope.clause(), scenario.clause()),
                            lint);
                }
                if (rto != null) {
                    Duration own = scenario.what().rto();
                    differ(
                            "RTO",
                            rto.what().atMost(),
                            own,
                            List.of(rto.clause(), scope.clause(), scenario.clause()),
                            lint);
                }
            }
        }
    }

    private static <T> @Nullable Said<T> first(List<Said<T>> all) {
        return all.isEmpty() ? null : all.getFirst();
    }

    private static void differ(
            String objective, Duration general, @Nullable Duration own, List<Clause> clauses, Lint lint) {
        if (own == null || own.equals(general)) {
            return;
        }
        boolean weaker = own.compareTo(general) > 0;
        Duration large = weaker ? own : general;
        Duration small = weaker ? general : own;
        lint.found(
                "R3",
                weaker ? Severity.HIGH : Severity.MEDIUM,
                "The general " + objective + " is " + span(general) + " and says that it covers this mishap; its own "
                        + "row says " + span(own) + ": " + times(large, small) + (weaker ? " as much." : " less."),
                "Which " + objective + " holds here, " + span(general) + " or " + span(own) + "?",
                clauses.toArray(Clause[]::new));
    }

    /// The same objective for the same asset, twice.
    private static void twice(Reading policy, Lint lint) {
        List<Said<Target.Rpo>> rpos = policy.sets(Target.Rpo.class);
        for (int i = 0; i < rpos.size(); i++) {
            for (Said<Target.Rpo> other : rpos.subList(i + 1, rpos.size())) {
                Target.Rpo one = rpos.get(i).what();
                if (Objects.equals(one.olderThan(), other.what().olderThan())
                        && Objects.equals(one.within(), other.what().within())) {
                    same("RPO", rpos.get(i), one.atMost(), other, other.what().atMost(), lint);
                }
            }
        }
        List<Said<Target.Rto>> rtos = policy.sets(Target.Rto.class);
        for (int i = 0; i < rtos.size(); i++) {
            for (Said<Target.Rto> other : rtos.subList(i + 1, rtos.size())) {
                if (rtos.get(i).what().works().equals(other.what().works())) {
                    same(
                            "RTO",
                            rtos.get(i),
                            rtos.get(i).what().atMost(),
                            other,
                            other.what().atMost(),
                            lint);
                }
            }
        }
    }

    private static void same(
            String objective,
            Said<? extends Target> one,
            Duration first,
            Said<? extends Target> other,
            Duration second,
            Lint lint) {
        List<AssetKind> both = one.what().assets().stream()
                .filter(other.what().assets()::contains)
                .toList();
        if (!both.isEmpty() && !first.equals(second)) {
            lint.found(
                    "R3",
                    Severity.HIGH,
                    "The " + objective + " of " + word(both.getFirst()) + " is " + span(first) + " in one place and "
                            + span(second) + " in another.",
                    "Which of the two holds?",
                    one.clause(),
                    other.clause());
        }
    }
}
