package io.backstay.policy.lint;

import static io.backstay.policy.lint.Reading.word;

import io.backstay.estate.AssetKind;
import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.lint.Reading.Said;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All against a part (R6), and what is protected but kept for no time (R8).
final class CoverRules {
    private CoverRules() {}

    static void look(Reading policy, Lint lint) {
        List<Said<Target.Coverage>> coverage = policy.sets(Target.Coverage.class);
        for (Said<Target.Coverage> part : coverage) {
            if (part.what().part() == Target.Coverage.Part.METADATA) {
                part.what().assets().forEach(asset -> partly(coverage, part, asset, lint));
            }
        }
        for (Said<Target.Scenario> scenario : policy.sets(Target.Scenario.class)) {
            silentOn(coverage, scenario, lint);
        }
        for (AssetKind asset : AssetKind.values()) {
            keptForNoTime(policy, asset, lint);
        }
    }

    private static void partly(
            List<Said<Target.Coverage>> coverage, Said<Target.Coverage> part, AssetKind asset, Lint lint) {
        Clause all = everything(coverage, asset);
        if (all != null) {
            lint.found(
                    "R6",
                    Severity.HIGH,
                    "Everything is said to be covered; of the " + word(asset) + " only what describes "
                            + String.join(" and ", part.what().data()) + " is, not the bytes and values themselves.",
                    "Where do " + String.join(" and ", part.what().data()) + " themselves come back from?",
                    all,
                    part.clause());
        }
    }

    private static @Nullable Clause everything(List<Said<Target.Coverage>> coverage, AssetKind asset) {
        return coverage.stream()
                .filter(each -> each.what().covers(asset) && each.what().part() == Target.Coverage.Part.EVERYTHING)
                .map(Said::clause)
                .findFirst()
                .orElse(null);
    }

    private static void silentOn(List<Said<Target.Coverage>> coverage, Said<Target.Scenario> scenario, Lint lint) {
        List<AssetKind> named = scenario.what().assets();
        if (named.isEmpty() || !Reading.isLoss(scenario.what())) {
            return;
        }
        for (AssetKind asset : AssetKind.values()) {
            Clause covered = everything(coverage, asset);
            if (covered != null && !named.contains(asset)) {
                lint.found(
                        "R6",
                        Severity.LOW,
                        "'" + scenario.what().scenario() + "' brings back the " + word(named.getFirst())
                                + "; the policy covers the " + word(asset) + " too, and says nothing of it here.",
                        "Does the " + word(asset) + " come back to the same moment?",
                        scenario.clause(),
                        covered);
            }
        }
    }

    private static void keptForNoTime(Reading policy, AssetKind asset, Lint lint) {
        List<Clause> protecting = protecting(policy, asset);
        if (protecting.isEmpty()
                || !policy.tiers(asset).tiers().isEmpty()
                || policy.wants("retention", asset)
                || inVersionControl(policy, asset)) {
            return;
        }
        List<Clause> clauses = new ArrayList<>(protecting);
        List<Clause> exports = policy.says(Statement.Export.class).stream()
                .filter(export ->
                        asset == AssetKind.OBJECT_STORE && !export.what().bytes())
                .map(Said::clause)
                .toList();
        clauses.addAll(exports);
        lint.found(
                "R8",
                Severity.HIGH,
                "The " + word(asset) + " is spoken of, and for no time is anything kept of it: 0 s"
                        + (exports.isEmpty()
                                ? "."
                                : "; customers cannot take the bytes out either, so nobody holds a second copy."),
                "For how long are older versions of the " + word(asset) + " kept?",
                clauses.toArray(Clause[]::new));
    }

    private static List<Clause> protecting(Reading policy, AssetKind asset) {
        List<Clause> clauses = new ArrayList<>();
        for (Clause clause : policy.clauses()) {
            if (clause.sets().stream().anyMatch(target -> target.covers(asset) && protects(target))) {
                clauses.add(clause);
            }
        }
        return clauses;
    }

    private static boolean protects(Target target) {
        return switch (target) {
            case Target.Coverage _, Target.Rpo _, Target.Schedule _ -> true;
            case Target.By by ->
                by.present() && (by.mechanism().makesPoints() || by.mechanism().onlyKeepsRunning());
            default -> false;
        };
    }

    private static boolean inVersionControl(Reading policy, AssetKind asset) {
        return policy.sets(Target.By.class).stream()
                .anyMatch(by -> by.what().covers(asset)
                        && by.what().present()
                        && by.what().mechanism() == Mechanism.VERSION_CONTROL);
    }
}
