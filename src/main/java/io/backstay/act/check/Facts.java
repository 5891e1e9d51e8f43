package io.backstay.act.check;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What we know, from the catalogue alone; every call may block on a disk, none on a network.
public interface Facts {
    /// All assets, by id.
    List<Asset> assets() throws BackstayException;

    /// One page of recovery points, newest first.
    PointPage points(PointQuery query) throws BackstayException;

    /// How many points of each kind the asset has.
    Map<PointKind, Long> pointCounts(AssetId asset) throws BackstayException;

    /// What was last said besides of an asset, or of all and of what belongs to no asset.
    ///
    /// @param asset null for all
    List<Circumstance> circumstances(@Nullable AssetId asset) throws BackstayException;

    /// All policies, built-in ones first.
    List<PolicySummary> policies() throws BackstayException;

    /// A policy held against what the catalogue knows.
    ///
    /// @param at the instant to judge, or null for now
    CheckResult check(String policyId, @Nullable Instant at) throws BackstayException;

    /// Every asset held against the policy that its connection names, and which ones name none.
    ///
    /// @param at the instant to judge, or null for now
    OwnCheck checkOwn(@Nullable Instant at) throws BackstayException;

    /// What follows from cases and is overdue now, in sentences; that it could not be read is one of them.
    List<String> overdue();

    /// The recoverability curve of every asset that a policy covers, by the asset's id.
    ///
    /// @param at the instant that they are seen from, or null for now
    List<AssetCurve> curves(String policyId, @Nullable Instant at) throws BackstayException;

    /// When the oldest fact that is shown was observed, or null when nothing was ever observed.
    @Nullable
    Instant observedAt() throws BackstayException;

    /// Which points to list.
    ///
    /// @param asset null for every asset
    /// @param kinds empty for every kind
    /// @param text  part of an id, empty for all
    /// @param after the last point of the page before, null for the first page
    /// @param limit 1 to 1,000
    record PointQuery(
            @Nullable AssetId asset,
            Set<PointKind> kinds,
            String text,
            @Nullable PointId after,
            int limit) {}

    /// One page of a list.
    ///
    /// @param total how many points match on all pages together
    record PointPage(List<RecoveryPoint> points, long total) {}
}
