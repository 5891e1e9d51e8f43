package io.backstay.ui.points;

import io.backstay.base.PointId;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.find.LogHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything the timeline draws.
///
/// @param points the newest ones, as many as can be told apart
/// @param all    everything that is known, for the strip below
/// @param chosen the point with a ring round it, or null
/// @param log    what the archived log tells, or null
record Shown(
        Asset asset,
        List<RecoveryPoint> points,
        View view,
        View all,
        Instant now,
        @Nullable PointId chosen,
        @Nullable LogHistory log) {}
