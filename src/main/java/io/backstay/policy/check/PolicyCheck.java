package io.backstay.policy.check;

import io.backstay.codec.Words;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import io.backstay.policy.Policy;
import io.backstay.policy.PolicyVersion;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.facts.PointsThen;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseKind;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import io.backstay.policy.rules.AssetRules;
import io.backstay.policy.rules.Finding;
import io.backstay.policy.rules.Hindsight;
import io.backstay.policy.rules.ScenarioRule;
import io.backstay.policy.rules.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds a policy against facts at one instant; the same facts and instant give the same findings.
///
/// Only what had been taken and completed by that instant counts. What is not known is unknown, never compliant.
public final class PolicyCheck {
    private static final String COVERAGE = "coverage";
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::status)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::asset)
            .thenComparing(Finding::target);

    private PolicyCheck() {}

    /// Judges by the version of a policy that was in force at that instant, and says which one that was.
    public static CheckResult check(PolicyVersion version, EstateFacts facts, Instant at) {
        Policy policy = version.policy();
        CheckResult judged = check(policy, facts, at);
        List<Finding> findings = new ArrayList<>(judged.findings());
        if (!version.inForce()) {
            findings.add(new Finding(
                    "policy-version",
                    Finding.WHOLE_ESTATE,
                    Finding.Status.UNKNOWN,
                    policy.title(),
                    "a version in force",
                    null,
                    version.sentence() + " What was promised then is not known: add the version of that time to the"
                            + " folder 'policies'."));
            findings.sort(ORDER);
        }
        return new CheckResult(
                policy.id(), at, verdict(findings), List.copyOf(findings), notes(version, policy, facts));
    }

    private static List<String> notes(PolicyVersion version, Policy policy, EstateFacts facts) {
        List<String> notes = new ArrayList<>();
        notes.add(version.sentence());
        List<Environment> environments = new ArrayList<>();
        facts.assets().forEach(asset -> environments.add(asset.environment()));
        if (!environments.isEmpty() && environments.stream().allMatch(Environment.PRACTICE::equals)) {
            notes.add(
                    "This is a practice estate, made a moment ago and judged like production: what takes days to show,"
                            + " and what one machine cannot have, is a breach or unknown here.");
        }
        List<String> people = policy.clauses().stream()
                .filter(clause -> clause.kind() == ClauseKind.CHECKABLE
                        && clause.sets().isEmpty()
                        && clause.says().isEmpty())
                .map(Clause::id)
                .toList();
        if (!people.isEmpty()) {
            notes.add("Not judged, because no fact of an estate shows them, so look at them yourself: "
                    + String.join(", ", people) + ".");
        }
        return List.copyOf(notes);
    }

    /// Judges every checkable value of the policy for each asset that it covers.
    public static CheckResult check(Policy policy, EstateFacts facts, Instant at) {
        List<Asset> covered = facts.assets().stream()
                .filter(asset -> policy.covers(asset.environment()))
                .toList();
        // Assets have nothing to do with each other, so that every core can judge some.
        List<List<Finding>> each = facts.assets().parallelStream()
                .map(asset -> policy.clauses().stream()
                        .flatMap(clause -> judge(policy, clause, facts, asset, at))
                        .toList())
                .toList();
        Map<List<Object>, Finding> findings = new LinkedHashMap<>();
        each.forEach(some -> some.forEach(found -> note(findings, found)));
        for (Clause clause : policy.clauses()) {
            mishaps(policy, clause, covered, facts, at).forEach(found -> note(findings, found));
        }
        missing(policy, covered).forEach(found -> note(findings, found));
        List<Finding> sorted = new ArrayList<>(findings.values());
        sorted.sort(ORDER);
        return new CheckResult(policy.id(), at, verdict(sorted), List.copyOf(sorted));
    }

    /// Several clauses promise the same; it is one finding, under the first of them.
    private static void note(Map<List<Object>, Finding> findings, Finding found) {
        findings.putIfAbsent(List.of(found.rule(), found.asset(), found.target(), found.message()), found);
    }

    private static Subject subject(Policy policy, EstateFacts facts, Asset asset, Clause clause, Instant at) {
        return new Subject(
                policy,
                asset,
                facts.points(asset, at).sure(),
                facts.tests(asset),
                clause.quotation(),
                at,
                facts.isUnheard(asset, at),
                facts.circumstances(asset));
    }

    /// What was there at an instant of the past is not always known; then only what any answer leads to is said.
    private static Stream<Finding> judge(Policy policy, Clause clause, EstateFacts facts, Asset asset, Instant at) {
        Subject subject = subject(policy, facts, asset, clause, at);
        PointsThen then = facts.points(asset, at);
        Stream<Finding> judged = judge(policy, clause, subject);
        if (then.isCertain()) {
            return judged;
        }
        List<Finding> possible = then.possible() == then.sure()
                ? List.of()
                : judge(policy, clause, subject.with(then.possible())).toList();
        return judged.map(finding -> Hindsight.of(finding, possible, then.complete()));
    }

    private static Stream<Finding> judge(Policy policy, Clause clause, Subject subject) {
        boolean covered = policy.covers(subject.asset().environment());
        Stream<Finding> values = covered
                ? clause.sets().stream()
                        .filter(target -> target.covers(subject.asset().kind()))
                        .flatMap(target -> AssetRules.judge(subject, target))
                : Stream.empty();
        Stream<Finding> words = clause.says().stream()
                .filter(statement -> covered || statement instanceof Statement.NotBackedUp)
                .flatMap(statement -> AssetRules.judge(subject, statement));
        return Stream.concat(values, words);
    }

    /// What is promised for mishaps speaks of all assets of a kind together.
    private static Stream<Finding> mishaps(
            Policy policy, Clause clause, List<Asset> covered, EstateFacts facts, Instant at) {
        return clause.sets().stream().flatMap(target -> {
            List<Subject> subjects = covered.stream()
                    .filter(asset -> target.assets().isEmpty()
                            ? asset.kind() != AssetKind.CONFIGURATION
                            : target.assets().contains(asset.kind()))
                    .map(asset -> subject(policy, facts, asset, clause, at))
                    .toList();
            if (subjects.isEmpty()) {
                return Stream.empty();
            }
            return switch (target) {
                case Target.Scenario scenario ->
                    Stream.of(Hindsight.of(
                            subjects,
                            scenario,
                            covered.stream()
                                    .allMatch(asset -> facts.points(asset, at).isCertain())));
                case Target.Drill drill -> Stream.of(ScenarioRule.drill(subjects, drill));
                default -> Stream.empty();
            };
        });
    }

    /// Kinds of assets that something is promised for, and of which none is known.
    private static List<Finding> missing(Policy policy, List<Asset> covered) {
        List<Finding> missing = new ArrayList<>();
        for (AssetKind kind : covered.isEmpty() ? new AssetKind[0] : AssetKind.values()) {
            boolean known = covered.stream().anyMatch(asset -> asset.kind() == kind);
            String clause = known ? null : firstAbout(policy, kind);
            if (clause != null) {
                String name = Words.of(kind).replace('-', ' ') + (kind == AssetKind.CONFIGURATION ? " store" : "");
                missing.add(unknown(
                        clause,
                        "at least one " + name,
                        "The policy promises something for every " + name
                                + ", and none is known: list the estate's assets"
                                + " with 'sync' or import a manifest that has them, then check again."));
            }
        }
        if (covered.isEmpty()) {
            missing.add(unknown(
                    "",
                    "at least one asset",
                    "No known asset is covered by this policy: list the estate's assets, then check again."));
        }
        return missing;
    }

    private static Finding unknown(String clause, String target, String message) {
        return new Finding(COVERAGE, Finding.WHOLE_ESTATE, Finding.Status.UNKNOWN, clause, target, null, message);
    }

    /// The first words that promise something for that kind of asset, or null when none do.
    private static @Nullable String firstAbout(Policy policy, AssetKind kind) {
        return policy.clauses().stream()
                .filter(clause -> clause.sets().stream().anyMatch(target -> target.covers(kind)))
                .map(Clause::quotation)
                .findFirst()
                .orElse(null);
    }

    private static CheckResult.Verdict verdict(List<Finding> findings) {
        return switch (findings.getFirst().status()) {
            case BREACH -> CheckResult.Verdict.BREACH;
            case UNKNOWN -> CheckResult.Verdict.UNKNOWN;
            case ACCEPTED, COMPLIANT -> CheckResult.Verdict.COMPLIANT;
        };
    }
}
