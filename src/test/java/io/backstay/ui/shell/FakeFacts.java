package io.backstay.ui.shell;

import io.backstay.act.check.Facts;
import io.backstay.act.check.OwnCheck;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A made-up estate with believable facts: databases with gaps, objects, a store that never answered.
public final class FakeFacts implements Facts {
    /// The moment at which everything is looked at.
    public static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");

    /// The asset with every kind of point, a gap and a failed snapshot.
    public static final AssetId CORE = new AssetId("ctizero-core");

    private static final Observation SEEN = new Observation("pgbackrest info", NOW.minusSeconds(34));

    private final List<AssetId> none = new ArrayList<>();
    private final List<Asset> assets;
    private final List<RecoveryPoint> points;
    private final @Nullable Failure failure;
    private List<String> overdue = List.of();

    private FakeFacts(List<Asset> assets, List<RecoveryPoint> points, @Nullable Failure failure) {
        this.assets = assets;
        this.points = points;
        this.failure = failure;
    }

    /// The same, and this is overdue.
    public FakeFacts with(List<String> sentences) {
        overdue = List.copyOf(sentences);
        return this;
    }

    /// The same, and this asset alone is known.
    public FakeFacts only(AssetId asset) {
        return new FakeFacts(
                assets.stream().filter(each -> each.id().equals(asset)).toList(), points, failure);
    }

    /// Nothing was ever observed.
    public static FakeFacts empty() {
        return new FakeFacts(List.of(), List.of(), null);
    }

    /// The catalogue cannot be read.
    public static FakeFacts failing() {
        return new FakeFacts(List.of(), List.of(), new Failure.Corrupt("catalogue.db", "its header is not SQLite's"));
    }

    /// The usual estate.
    public static FakeFacts estate(Environment environment) {
        List<RecoveryPoint> points = new ArrayList<>();
        corePoints(points);
        for (int day = 0; day < 7; day++) {
            points.add(point(
                    "media-" + day,
                    "expansive-media",
                    PointKind.SNAPSHOT,
                    NOW.minus(Duration.ofHours(4 + 24L * day)),
                    PointStatus.AVAILABLE,
                    88_000_000_000L));
        }
        points.add(point(
                "daybook-1",
                "daybook",
                PointKind.SNAPSHOT,
                NOW.minus(Duration.ofMinutes(1849)),
                PointStatus.AVAILABLE,
                4_400_000_000L));
        var window =
                new RestorableWindow(NOW.minus(Duration.ofDays(7)), NOW.minusSeconds(192), Duration.ofSeconds(192));
        var gap = new WalGap(Instant.parse("2026-03-13T16:41:09Z"), Instant.parse("2026-03-13T17:22:40Z"));
        List<Asset> assets = List.of(
                asset("ctizero-config", AssetKind.CONFIGURATION, environment, null, List.of()),
                asset(CORE.value(), AssetKind.DATABASE, environment, window, List.of(gap)),
                asset("daybook", AssetKind.DATABASE, environment, null, List.of()),
                asset("expansive-media", AssetKind.OBJECT_STORE, environment, null, List.of()),
                asset("platform-secrets", AssetKind.CONFIGURATION, environment, null, List.of()));
        points.sort(Comparator.comparing(RecoveryPoint::takenAt).reversed());
        return new FakeFacts(assets, points, null);
    }

    private static void corePoints(List<RecoveryPoint> points) {
        for (int i = 0; i < 40; i++) {
            Instant at = NOW.minus(Duration.ofHours(6L * i)).minusSeconds(658);
            PointKind kind =
                    i == 4 || i == 32 ? PointKind.FULL : i % 4 == 0 ? PointKind.DIFFERENTIAL : PointKind.INCREMENTAL;
            points.add(point(
                    "20260308-023105F_202603" + (16 - i / 4) + "-0" + i % 4 + "3009"
                            + kind.name().charAt(0),
                    CORE.value(),
                    kind,
                    at,
                    PointStatus.AVAILABLE,
                    kind == PointKind.FULL ? 61_000_000_000L : 391_000_000L + 3_000_000L * i));
        }
        for (int day = 0; day < 7; day++) {
            points.add(point(
                    "snap-0c41e9a7d2b6f" + day,
                    CORE.value(),
                    PointKind.SNAPSHOT,
                    NOW.minus(Duration.ofHours(1 + 24L * day)),
                    day == 2 ? PointStatus.FAILED : PointStatus.AVAILABLE,
                    212_000_000_000L));
        }
    }

    private static RecoveryPoint point(
            String id, String asset, PointKind kind, Instant at, PointStatus status, long size) {
        return new RecoveryPoint(
                new PointId(id),
                new AssetId(asset),
                kind,
                at,
                at.plusSeconds(400),
                status == PointStatus.FAILED ? null : at.plus(Duration.ofDays(7)),
                status,
                status == PointStatus.FAILED ? null : new ByteSize(size),
                "AES-256-CBC, repo cipher",
                "4471-2093",
                List.of("eu-west-1"),
                "private",
                kind == PointKind.SNAPSHOT ? at.plus(Duration.ofDays(5)) : null,
                kind == PointKind.SNAPSHOT ? "governance" : null,
                "scheduled",
                kind == PointKind.INCREMENTAL ? new PointId("20260308-023105F") : null,
                SEEN);
    }

    private static Asset asset(
            String name,
            AssetKind kind,
            Environment environment,
            @Nullable RestorableWindow window,
            List<WalGap> gaps) {
        return new Asset(
                new AssetId(name),
                name,
                kind,
                environment,
                kind == AssetKind.DATABASE ? "PostgreSQL, pgBackRest" : kind == AssetKind.OBJECT_STORE ? "S3" : "Git",
                "4471-2093",
                null,
                "eu-west-1",
                "AES-256",
                "shared-schema",
                null,
                Configured.UNKNOWN,
                window,
                gaps,
                List.of(),
                null,
                null,
                SEEN);
    }

    private void fail() throws BackstayException {
        if (failure != null) {
            throw new BackstayException(failure);
        }
    }

    @Override
    public List<Asset> assets() throws BackstayException {
        fail();
        return assets;
    }

    @Override
    public PointPage points(PointQuery query) throws BackstayException {
        fail();
        List<RecoveryPoint> matching = points.stream()
                .filter(point -> query.asset() == null || point.asset().equals(query.asset()))
                .filter(point -> query.kinds().isEmpty() || query.kinds().contains(point.kind()))
                .filter(point -> point.id().value().contains(query.text()))
                .toList();
        int from = 0;
        for (int i = 0; i < matching.size(); i++) {
            if (matching.get(i).id().equals(query.after())) {
                from = i + 1;
            }
        }
        return new PointPage(matching.subList(from, Math.min(matching.size(), from + query.limit())), matching.size());
    }

    @Override
    public Map<PointKind, Long> pointCounts(AssetId asset) throws BackstayException {
        fail();
        Map<PointKind, Long> counts = new EnumMap<>(PointKind.class);
        points.stream()
                .filter(point -> point.asset().equals(asset))
                .forEach(point -> counts.merge(point.kind(), 1L, Long::sum));
        return counts;
    }

    /// What the provider says of the core database.
    public String said = "ctizero-core has no deletion protection.";

    @Override
    public List<Circumstance> circumstances(@Nullable AssetId asset) {
        return CORE.equals(asset)
                ? List.of(new Circumstance(
                        "db:core", CORE, Circumstance.Kind.DELETION_PROTECTION, Circumstance.OFF, said, SEEN))
                : List.of();
    }

    @Override
    public List<PolicySummary> policies() throws BackstayException {
        fail();
        return List.of(new PolicySummary("agentic-labs", "Backup and disaster recovery", "Agentic Labs", 31, 9));
    }

    @Override
    public List<String> overdue() {
        return overdue;
    }

    /// Lets nobody name a policy for some.
    public FakeFacts unjudged(String... ids) {
        for (String id : ids) {
            none.add(new AssetId(id));
        }
        return this;
    }

    @Override
    public OwnCheck checkOwn(@Nullable Instant at) throws BackstayException {
        CheckResult all = check("agentic-labs", at);
        Set<AssetId> held =
                assets.stream().map(Asset::id).filter(id -> !none.contains(id)).collect(Collectors.toSet());
        var own = new CheckResult(
                all.policy(),
                all.at(),
                all.verdict(),
                all.findings().stream()
                        .filter(finding -> held.contains(finding.asset()))
                        .toList(),
                all.notes());
        return new OwnCheck(
                all.at(),
                held.isEmpty() ? List.of() : List.of(new OwnCheck.Held(held, own)),
                none.stream()
                        .map(id -> new OwnCheck.Unjudged(id, "The connection shop names no policy; name one."))
                        .toList(),
                List.of());
    }

    @Override
    public CheckResult check(String policyId, @Nullable Instant at) throws BackstayException {
        fail();
        List<Finding> findings = assets.isEmpty()
                ? List.of()
                : List.of(
                        finding(
                                "rpo",
                                "daybook",
                                Finding.Status.BREACH,
                                "24 h",
                                "30 h 49 min",
                                "The newest point is 30 h 49 min old; 24 h is promised. Take a backup."),
                        finding(
                                "pitr-window",
                                CORE.value(),
                                Finding.Status.BREACH,
                                "7 d",
                                "7 d, gap of 41 min",
                                "The log of 41 min on 13 March is missing, so those moments cannot be restored."),
                        finding("rpo", CORE.value(), Finding.Status.COMPLIANT, "5 min", "3 min 12 s", "Holds."),
                        finding(
                                "rpo",
                                "platform-secrets",
                                Finding.Status.UNKNOWN,
                                "24 h",
                                null,
                                "No point was ever observed; connect the store that keeps its history."),
                        finding("rpo", "expansive-media", Finding.Status.COMPLIANT, "24 h", "4 h", "Holds."));
        return new CheckResult(policyId, at == null ? NOW : at, CheckResult.Verdict.BREACH, findings);
    }

    private static Finding finding(
            String rule,
            String asset,
            Finding.Status status,
            String target,
            @Nullable String measured,
            String message) {
        return new Finding(
                rule, new AssetId(asset), status, "\u201cBackups run at least daily.\u201d", target, measured, message);
    }

    @Override
    public List<AssetCurve> curves(String policyId, @Nullable Instant at) {
        return List.of();
    }

    @Override
    public @Nullable Instant observedAt() throws BackstayException {
        fail();
        return assets.isEmpty() ? null : NOW.minusSeconds(5);
    }
}
