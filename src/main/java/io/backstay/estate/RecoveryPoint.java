package io.backstay.estate;

import io.backstay.base.AssetId;
import io.backstay.base.ByteSize;
import io.backstay.base.PointId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A moment that we can go back to. Whatever is absent is unknown.
///
/// @param takenAt     when the provider says that the data was frozen, never when we listed it
/// @param completedAt when it became usable; of anything but a snapshot, nothing earlier can be restored from it
/// @param expiresAt   when it goes
/// @param visibility  `private`, `shared` or `public`
/// @param trigger     `scheduled` or `manual`
/// @param basedOn     the point that this one needs to be whole
public record RecoveryPoint(
        PointId id,
        AssetId asset,
        PointKind kind,
        Instant takenAt,
        @Nullable Instant completedAt,
        @Nullable Instant expiresAt,
        PointStatus status,
        @Nullable ByteSize size,
        @Nullable String encryption,
        @Nullable String account,
        List<String> regions,
        @Nullable String visibility,
        @Nullable Instant lockedUntil,
        @Nullable String lockMode,
        @Nullable String trigger,
        @Nullable PointId basedOn,
        Observation observation) {

    /// The moment of its data when it is used without a log. A snapshot is of when it was taken, however much later
    /// this copy of it was there; nothing earlier than its completion comes out of any other backup.
    public Instant frozenAt() {
        return kind == PointKind.SNAPSHOT || completedAt == null ? takenAt : completedAt;
    }

    /// The same point, going at another moment.
    public RecoveryPoint expiringAt(Instant moment) {
        return new RecoveryPoint(
                id,
                asset,
                kind,
                takenAt,
                completedAt,
                moment,
                status,
                size,
                encryption,
                account,
                regions,
                visibility,
                lockedUntil,
                lockMode,
                trigger,
                basedOn,
                observation);
    }
}
