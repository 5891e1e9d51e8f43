package io.backstay.policy;

import io.backstay.base.AssetId;
import io.backstay.codec.Words;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds a policy against facts at one instant; the same facts and instant give the same findings.
///
/// Only what had been taken and completed by that instant counts. What is not known is unknown, never compliant.
public final class PolicyCheck {
    private static final String COVERAGE = "coverage";
    private static final AssetId WHOLE_ESTATE = new AssetId("estate");
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::status)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::asset)
            .thenComparing(Finding::target);

    private PolicyCheck() {}

    /// Judges every checkable value of the policy for each asset that it covers.
    public static CheckResult check(Policy policy, EstateFacts facts, Instant at) {
        List<Finding> findings = new ArrayList<>();
        for (Asset asset : facts.assets()) {
            if (policy.covers(asset.environment())) {
                judge(policy, facts, asset, at, findings);
            }
        }
        Set<AssetKind> known = EnumSet.noneOf(AssetKind.class);
        facts.assets().forEach(asset -> {
            if (policy.covers(asset.environment())) {
                known.add(asset.kind());
            }
        });
        for (AssetKind kind : AssetKind.values()) {
            String clause = known.contains(kind) ? null : firstAbout(policy, kind);
            if (clause != null) {
                findings.add(uncovered(kind, clause));
            }
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    COVERAGE,
                    WHOLE_ESTATE,
                    Finding.Status.UNKNOWN,
                    "",
                    "at least one asset",
                    null,
                    "No known asset is covered by this policy: list the estate's assets, then check again."));
        }
        findings.sort(ORDER);
        return new CheckResult(policy.id(), at, verdict(findings), List.copyOf(findings));
    }

    private static void judge(Policy policy, EstateFacts facts, Asset asset, Instant at, List<Finding> findings) {
        for (Clause clause : policy.clauses()) {
            var subject = new Subject(policy, asset, facts.points(asset), facts.tests(asset), clause.quotation(), at);
            for (Target target : clause.sets()) {
                if (target.covers(asset.kind())) {
                    judge(subject, target).forEach(findings::add);
                }
            }
        }
    }

    /// The first words that promise something for that kind of asset, or null when none do.
    private static @Nullable String firstAbout(Policy policy, AssetKind kind) {
        return policy.clauses().stream()
                .filter(clause -> clause.sets().stream().anyMatch(target -> target.covers(kind)))
                .map(Clause::quotation)
                .findFirst()
                .orElse(null);
    }

    private static Finding uncovered(AssetKind kind, String clause) {
        String name = Words.of(kind).replace('-', ' ');
        return new Finding(
                COVERAGE,
                WHOLE_ESTATE,
                Finding.Status.UNKNOWN,
                clause,
                "at least one " + name,
                null,
                "The policy promises something for every " + name + ", and none is known: list the estate's assets with"
                        + " 'sync' or import a manifest that has them, then check again.");
    }

    /// None when no rule judges the target from facts of one asset; `docs/policies.md` says of each obligation what
    /// checks it.
    private static Stream<Finding> judge(Subject subject, Target target) {
        return switch (target) {
            case Target.Rpo rpo -> Stream.of(rpo).filter(each -> each.olderThan() == null).map(each -> RpoRule.judge(subject, each));
            case Target.PitrWindow window -> Stream.of(PitrRule.judge(subject, window));
            case Target.Retention retention -> Stream.of(RetentionRule.judge(subject, retention));
            case Target.Encryption encryption -> Stream.of(EncryptionRule.judge(subject, encryption));
            case Target.Schedule schedule ->
                Stream.of(Optional.ofNullable(ScheduleRule.judge(subject, schedule)), Optional.ofNullable(WindowRule.judge(subject, schedule))).flatMap(Optional::stream);
            case Target.Archiving archiving -> Stream.of(ArchivingRule.judge(subject, archiving));
            case Target.Tested tested -> Stream.of(RestoreTestRule.judge(subject, tested));
            case Target.Unbound(var _, var rule) ->
                Stream.of(subject.unknown(rule, "no number", "The policy names no number here: agree on one and write it down."));
            case Target.Rto _,
                    Target.Scenario _,
                    Target.Drill _,
                    Target.Expiry _,
                    Target.Copies _,
                    Target.Isolation _,
                    Target.Immutability _,
                    Target.By _,
                    Target.Coverage _ -> Stream.empty();
        };
    }

    private static CheckResult.Verdict verdict(List<Finding> findings) {
        return switch (findings.getFirst().status()) {
            case BREACH -> CheckResult.Verdict.BREACH;
            case UNKNOWN -> CheckResult.Verdict.UNKNOWN;
            case ACCEPTED, COMPLIANT -> CheckResult.Verdict.COMPLIANT;
        };
    }
}
