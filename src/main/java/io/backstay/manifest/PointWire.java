package io.backstay.manifest;

import io.backstay.base.AssetId;
import io.backstay.base.ByteSize;
import io.backstay.base.PointId;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recovery point as a manifest writes it.
record PointWire(
        PointId id,
        AssetId asset,
        PointKind kind,
        Instant takenAt,
        @Nullable Instant completedAt,
        @Nullable Instant expiresAt,
        @Nullable PointStatus status,
        @Nullable ByteSize sizeBytes,
        @Nullable String encryption,
        @Nullable String account,
        List<String> regions,
        @Nullable String visibility,
        @Nullable Instant lockedUntil,
        @Nullable String lockMode,
        @Nullable String trigger,
        @Nullable PointId basedOn,
        @Nullable String source,
        @Nullable Instant observedAt) {

    PointWire {
        if (status == null && completedAt == null) {
            throw new IllegalArgumentException("'status' is missing, and 'completedAt' does not stand in for it");
        }
    }

    static PointWire of(RecoveryPoint point) {
        return new PointWire(
                point.id(),
                point.asset(),
                point.kind(),
                point.takenAt(),
                point.completedAt(),
                point.expiresAt(),
                point.status(),
                point.size(),
                point.encryption(),
                point.account(),
                point.regions(),
                point.visibility(),
                point.lockedUntil(),
                point.lockMode(),
                point.trigger(),
                point.basedOn(),
                point.observation().source(),
                point.observation().observedAt());
    }

    /// A point that was completed and names no status is available.
    RecoveryPoint toPoint(Observation otherwise) {
        return new RecoveryPoint(
                id,
                asset,
                kind,
                takenAt,
                completedAt,
                expiresAt,
                status == null ? PointStatus.AVAILABLE : status,
                sizeBytes,
                encryption,
                account,
                regions,
                visibility,
                lockedUntil,
                lockMode,
                trigger,
                basedOn,
                AssetWire.observed(source, observedAt, otherwise));
    }
}
