package io.backstay.manifest;

import io.backstay.base.AssetId;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.Safekeeping;
import io.backstay.estate.WalGap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An asset as a manifest writes it.
record AssetWire(
        AssetId id,
        @Nullable String name,
        AssetKind kind,
        @Nullable Environment environment,
        @Nullable String provider,
        @Nullable String account,
        @Nullable String plan,
        @Nullable String region,
        @Nullable String encryption,
        @Nullable String tenancy,
        @Nullable Boolean versioning,
        @Nullable Configured configured,
        @Nullable RestorableWindow pitr,
        List<WalGap> walGaps,
        List<String> replicaRegions,
        @Nullable Boolean immutable,
        @Nullable Safekeeping safekeeping,
        @Nullable String source,
        @Nullable Instant observedAt) {

    static AssetWire of(Asset asset) {
        return new AssetWire(
                asset.id(),
                asset.name(),
                asset.kind(),
                asset.environment(),
                asset.provider(),
                asset.account(),
                asset.plan(),
                asset.region(),
                asset.encryption(),
                asset.tenancy(),
                asset.versioning(),
                asset.configured(),
                asset.pitr(),
                asset.walGaps(),
                asset.replicaRegions(),
                asset.immutable(),
                asset.safekeeping(),
                asset.observation().source(),
                asset.observation().observedAt());
    }

    /// An asset that does not say where it runs is judged like production, the strictest reading.
    Asset toAsset(Observation otherwise) {
        return new Asset(
                id,
                name == null ? id.value() : name,
                kind,
                environment == null ? Environment.PRODUCTION : environment,
                provider == null ? "unknown" : provider,
                account,
                plan,
                region,
                encryption,
                tenancy,
                versioning,
                configured == null ? Configured.UNKNOWN : configured,
                pitr,
                walGaps,
                replicaRegions,
                immutable,
                safekeeping,
                observed(source, observedAt, otherwise));
    }

    static Observation observed(@Nullable String source, @Nullable Instant observedAt, Observation otherwise) {
        return new Observation(
                source == null ? otherwise.source() : source, observedAt == null ? otherwise.observedAt() : observedAt);
    }
}
