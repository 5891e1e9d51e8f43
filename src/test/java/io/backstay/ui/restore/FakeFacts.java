package io.backstay.ui.restore;

import io.backstay.act.check.Facts;
import io.backstay.act.check.OwnCheck;
import io.backstay.base.AssetId;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointKind;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts of an invented estate.
public final class FakeFacts implements Facts {
    @Override
    public List<Asset> assets() {
        return Samples.assets();
    }

    @Override
    public PointPage points(PointQuery query) {
        return new PointPage(Samples.points(), Samples.points().size());
    }

    @Override
    public Map<PointKind, Long> pointCounts(AssetId asset) {
        return Map.of(PointKind.SNAPSHOT, (long) Samples.points().size());
    }

    @Override
    public List<Circumstance> circumstances(@Nullable AssetId asset) {
        return List.of();
    }

    @Override
    public List<PolicySummary> policies() {
        return List.of();
    }

    @Override
    public List<String> overdue() {
        return List.of();
    }

    @Override
    public OwnCheck checkOwn(@Nullable Instant at) {
        throw new IllegalStateException("a restore checks no policy of its own");
    }

    @Override
    public CheckResult check(String policyId, @Nullable Instant at) {
        throw new IllegalStateException("a restore checks no policy of its own");
    }

    @Override
    public List<AssetCurve> curves(String policyId, @Nullable Instant at) {
        return List.of();
    }

    @Override
    public @Nullable Instant observedAt() {
        return Samples.NOW;
    }
}
