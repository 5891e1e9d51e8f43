package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.estate.RecoveryPoint;
import java.time.Instant;

/// A recovery point's place in the list of all, newest first; ids may repeat between assets, places do not.
public record PointKey(Instant takenAt, PointId id, AssetId asset) {
    /// The place of a point.
    public static PointKey of(RecoveryPoint point) {
        return new PointKey(point.takenAt(), point.id(), point.asset());
    }
}
