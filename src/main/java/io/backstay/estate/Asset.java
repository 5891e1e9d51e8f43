package io.backstay.estate;

import io.backstay.base.AssetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database, bucket or configuration store that we watch. Whatever is absent is unknown, and unknown is never
/// compliant.
///
/// @param provider      such as `postgres`, `aws-rds`, `lab`
/// @param tenancy       such as `shared-schema`, in the words of DESIGN's manifest format
/// @param versioning    whether an object store keeps versions
/// @param pitr          what point-in-time recovery can reach, as observed
/// @param immutable     whether points are locked against deletion
/// @param safekeeping   how its copies are kept
/// @param observation   where these facts come from
public record Asset(
        AssetId id,
        String name,
        AssetKind kind,
        Environment environment,
        String provider,
        @Nullable String account,
        @Nullable String plan,
        @Nullable String region,
        @Nullable String encryption,
        @Nullable String tenancy,
        @Nullable Boolean versioning,
        Configured configured,
        @Nullable RestorableWindow pitr,
        List<WalGap> walGaps,
        List<String> replicaRegions,
        @Nullable Boolean immutable,
        @Nullable Safekeeping safekeeping,
        Observation observation) {

    /// How its copies are kept; all of it unknown where nobody observed it.
    public Safekeeping kept() {
        return safekeeping == null ? Safekeeping.UNKNOWN : safekeeping;
    }

    /// The same, with what is known of how its copies are kept.
    public Asset kept(Safekeeping known) {
        return with(replicaRegions, known);
    }

    /// The same, with replicas in those regions.
    public Asset replicated(List<String> regions) {
        return with(regions, safekeeping);
    }

    private Asset with(List<String> regions, @Nullable Safekeeping known) {
        return new Asset(
                id,
                name,
                kind,
                environment,
                provider,
                account,
                plan,
                region,
                encryption,
                tenancy,
                versioning,
                configured,
                pitr,
                walGaps,
                regions,
                immutable,
                known,
                observation);
    }
}
