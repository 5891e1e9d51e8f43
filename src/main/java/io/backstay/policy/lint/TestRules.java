package io.backstay.policy.lint;

import static io.backstay.policy.lint.Reading.span;
import static io.backstay.policy.lint.Reading.word;

import io.backstay.base.Counts;
import io.backstay.estate.AssetKind;
import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.lint.Reading.Said;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Settings;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is promised against what is practised (R9).
final class TestRules {
    private static final String TENANT = "tenant";
    private static final String INTEGRITY = "integrity";

    private TestRules() {}

    static void look(Reading policy, Lint lint) {
        List<Said<Target.Tested>> tests = policy.sets(Target.Tested.class);
        if (tests.isEmpty() && policy.sets(Target.Drill.class).isEmpty()) {
            none(policy, lint);
            return;
        }
        untested(policy, tests, lint);
        tooRare(policy, tests, lint);
        onlyIntegrity(policy, tests, lint);
    }

    private static void none(Reading policy, Lint lint) {
        boolean wanted = policy.sets(Target.Unbound.class).stream()
                .anyMatch(want -> want.what().rule().equals("restore-test"));
        List<Clause> promised = new ArrayList<>();
        policy.sets(Target.Retention.class).forEach(each -> promised.add(each.clause()));
        policy.sets(Target.PitrWindow.class).forEach(each -> promised.add(each.clause()));
        if (!wanted && !promised.isEmpty()) {
            lint.found(
                    "R9",
                    Severity.MEDIUM,
                    "Points are promised, and 0 restores are ever practised: that they can be restored is shown by "
                            + "nothing.",
                    "How often, and how, is a restore practised?",
                    promised.toArray(Clause[]::new));
        }
    }

    private static void untested(Reading policy, List<Said<Target.Tested>> tests, Lint lint) {
        Set<String> practised = new HashSet<>();
        policy.sets(Target.Drill.class)
                .forEach(drill -> practised.add(drill.what().scenario()));
        if (tests.stream().anyMatch(test -> test.what().test().equals(TENANT))) {
            practised.add("tenant-deletion");
        }
        List<Clause> clauses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Said<Target.Scenario>> scenarios = policy.sets(Target.Scenario.class);
        for (Said<Target.Scenario> scenario : scenarios) {
            if (!practised.contains(scenario.what().scenario())) {
                names.add(scenario.what().scenario());
                clauses.add(scenario.clause());
            }
        }
        if (!names.isEmpty()) {
            tests.forEach(test -> clauses.add(test.clause()));
            lint.found(
                    "R9",
                    Severity.MEDIUM,
                    names.size() + " of " + Counts.of(scenarios.size(), "promised scenario") + " are never practised: "
                            + String.join(", ", names) + ".",
                    "Which test shows that these responses work in the promised time?",
                    clauses.toArray(Clause[]::new));
        }
    }

    /// Between two tests every point that was there at the first one may have gone.
    private static void tooRare(Reading policy, List<Said<Target.Tested>> tests, Lint lint) {
        Set<String> told = new HashSet<>();
        for (Said<Target.Tested> test : tests) {
            for (AssetKind asset : test.what().assets()) {
                Tiers tiers = policy.tiers(asset);
                Duration every = Duration.ofDays(Settings.days(test.what().every()));
                if (!tiers.tiers().isEmpty()
                        && every.compareTo(tiers.reach()) > 0
                        && told.add(test.clause().id() + asset)) {
                    lint.found(
                            "R9",
                            Severity.LOW,
                            "Tests of the " + word(asset) + " may lie " + span(every) + " apart, its oldest point is "
                                    + span(tiers.reach()) + " old: a fault that begins after a test may spoil every "
                                    + "point before the next test shows it.",
                            "Can it be tested at least every " + span(tiers.reach()) + ", or kept for " + span(every)
                                    + "?",
                            test.clause(),
                            tiers.tiers().getFirst().clause());
                }
            }
        }
    }

    private static void onlyIntegrity(Reading policy, List<Said<Target.Tested>> tests, Lint lint) {
        if (tests.isEmpty()
                || tests.stream().anyMatch(test -> !test.what().test().equals(INTEGRITY))) {
            return;
        }
        for (Said<Target.Rto> rto : policy.sets(Target.Rto.class)) {
            int tiers = rto.what().assets().stream()
                    .mapToInt(asset -> policy.tiers(asset).tiers().size())
                    .max()
                    .orElse(0);
            lint.found(
                    "R9",
                    Severity.MEDIUM,
                    "An integrity test restores nothing and takes no time: 1 such test shows neither that "
                            + Counts.of(tiers, "tier") + " can be restored nor that it is done within "
                            + span(rto.what().atMost()) + ".",
                    "Which restore is practised and timed against "
                            + span(rto.what().atMost()) + "?",
                    rto.clause(),
                    tests.getFirst().clause());
        }
    }
}
