package io.backstay.ui.compliance;

import io.backstay.act.check.Facts;
import io.backstay.act.check.OwnCheck;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.curve.Curve;
import io.backstay.policy.curve.Steps;
import io.backstay.policy.rules.Finding;
import io.backstay.policy.rules.Finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Two policies and what they find in an invented estate.
final class FakePolicies implements Facts {
    static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");
    static final AssetId DATABASE = new AssetId("practice-db");
    static final AssetId FILES = new AssetId("practice-files");

    private static final Duration HOURS = Duration.ofHours(6);

    final List<PolicySummary> policies = new ArrayList<>(List.of(
            new PolicySummary("agentic-labs", "Agentic Labs, Backup Statement", "Agentic Labs", 19, 14),
            new PolicySummary("expansive", "Expansive, Backing Up Your Data", "Expansive", 23, 11)));
    final List<String> asked = new ArrayList<>();
    List<Finding> findings = List.of(
            new Finding(
                    "retention",
                    DATABASE,
                    Status.COMPLIANT,
                    "Daily snapshots are kept for 35 days.",
                    "35 d",
                    "35 d",
                    "Points are kept as long as promised."),
            new Finding(
                    "rpo",
                    DATABASE,
                    Status.BREACH,
                    "RPO (Recovery Point Objective): at most 5 minutes of data for the production database.",
                    "5 min",
                    "4 h 41 min",
                    "The newest restorable moment is 4 h 41 min old; look at the archiver, it has failed since 22:00."),
            new Finding(
                    "second-region",
                    FILES,
                    Status.UNKNOWN,
                    "Backups are replicated to a second region.",
                    "2 regions",
                    null,
                    "The provider does not say where copies lie; ask it, or attach a manifest that does."),
            new Finding(
                    "pitr-window",
                    DATABASE,
                    Status.BREACH,
                    "Point-in-time recovery covers the last 7 days.",
                    "7 d",
                    "2 d 3 h",
                    "Point-in-time recovery reaches back 2 d 3 h; raise the retention of the archive."));

    List<String> notes = List.of(
            "The policy names no date from which it holds, so this text is used for every moment.",
            "This is a practice estate, made a moment ago and judged like production: what takes days to show,"
                    + " and what one machine cannot have, is a breach or unknown here.",
            "Not judged, because no fact of an estate shows them, so look at them yourself: provider-duty, scope,"
                    + " roles, review-yearly, incident-contact, customer-exports, retention-audit, evidence.");

    @Nullable
    Failure failure;

    @Override
    public List<Asset> assets() {
        return List.of(asset(DATABASE, AssetKind.DATABASE), asset(FILES, AssetKind.OBJECT_STORE));
    }

    @Override
    public PointPage points(PointQuery query) {
        return new PointPage(List.of(), 0);
    }

    @Override
    public Map<PointKind, Long> pointCounts(AssetId asset) {
        return Map.of();
    }

    @Override
    public List<Circumstance> circumstances(@Nullable AssetId asset) {
        return List.of();
    }

    @Override
    public List<PolicySummary> policies() {
        return List.copyOf(policies);
    }

    @Override
    public List<String> overdue() {
        return List.of();
    }

    @Override
    public OwnCheck checkOwn(@Nullable Instant at) {
        throw new IllegalStateException("one policy is looked at");
    }

    @Override
    public CheckResult check(String policyId, @Nullable Instant at) throws BackstayException {
        asked.add(policyId + " " + at);
        if (failure != null) {
            throw new BackstayException(failure);
        }
        return new CheckResult(policyId, at == null ? NOW : at, CheckResult.Verdict.BREACH, findings, notes);
    }

    /// The database as in the mock-up: a second promised for a week, then six hours; archive lag, weekly, monthly.
    @Override
    public List<AssetCurve> curves(String policyId, @Nullable Instant at) {
        Duration day = Duration.ofDays(1);
        Steps promised = new Steps(List.of(
                new Steps.Step(Duration.ZERO, Duration.ofSeconds(1), "Within the last 7 days | 1 second"),
                new Steps.Step(day.multipliedBy(7), HOURS, "Older than 7 days | 6 hours")));
        Steps configured = Steps.upTo(day.multipliedBy(7), Duration.ofMinutes(5), "")
                .finer(Steps.upTo(day.multipliedBy(28), day.multipliedBy(7), "nothing between 2 Mar and 9 Mar"))
                .finer(Steps.upTo(day.multipliedBy(365), day.multipliedBy(31), "nothing between 2 Mar and 9 Mar"));
        Steps actual = Steps.upTo(day.multipliedBy(7), Duration.ofSeconds(278), "")
                .finer(Steps.upTo(day.multipliedBy(14), day.multipliedBy(7), "nothing between 2 Mar and 9 Mar"))
                .finer(Steps.upTo(day.multipliedBy(28), day.multipliedBy(14), "nothing between 2 Mar and 9 Mar"))
                .finer(Steps.upTo(day.multipliedBy(300), day.multipliedBy(31), "nothing between 2 Mar and 9 Mar"));
        return List.of(
                new AssetCurve(asset(DATABASE, AssetKind.DATABASE), Curve.of(promised, configured, actual)),
                new AssetCurve(
                        asset(FILES, AssetKind.OBJECT_STORE),
                        Curve.of(Steps.upTo(day.multipliedBy(30), HOURS, ""), Steps.NONE, Steps.NONE)));
    }

    static Asset asset(AssetId id, AssetKind kind) {
        return new Asset(
                id,
                id.value(),
                kind,
                Environment.PRODUCTION,
                "postgres",
                null,
                null,
                null,
                null,
                null,
                null,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new Observation("made", NOW));
    }

    @Override
    public Instant observedAt() {
        return NOW;
    }
}
