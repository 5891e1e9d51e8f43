package io.backstay.policy.facts;

import io.backstay.estate.PointStatus;
import io.backstay.estate.PointTraits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One recovery point as a finding tells of it. A rule that looks at all points reads the columns of [PointSeries].
///
/// @param completedAt null when not known, as is the expiry
public record PointDetails(
        PointTraits trait,
        Instant takenAt,
        @Nullable Instant completedAt,
        @Nullable Instant expiresAt) {
    /// Whether the work that made points came to its end; one that is being deleted was made all the same.
    public static boolean wereMade(PointTraits trait) {
        return trait.status() == PointStatus.AVAILABLE || trait.status() == PointStatus.DELETING;
    }

    /// The points of that sort that were begun after one moment and not after another, oldest first.
    public static List<PointDetails> begun(
            PointSeries points, Instant after, Instant until, Predicate<PointTraits> sort) {
        List<PointDetails> found = new ArrayList<>();
        int end = points.begunBy(until);
        for (int i = points.begunBy(after); i < end; i++) {
            if (sort.test(points.traits(i))) {
                found.add(of(points, i));
            }
        }
        return found;
    }

    /// The newest point that could be used at that moment; null when there is none.
    public static @Nullable PointDetails newestUsable(PointSeries points, Instant at) {
        long now = PointSeries.micros(at);
        for (int i = points.begunBy(at) - 1; i >= 0; i--) {
            if (points.isUsable(i, now)) {
                return of(points, i);
            }
        }
        return null;
    }

    private static PointDetails of(PointSeries points, int point) {
        return new PointDetails(
                points.traits(point),
                PointSeries.instant(points.taken(point)),
                instant(points.completed(point)),
                instant(points.expires(point)));
    }

    private static @Nullable Instant instant(long moment) {
        return moment == PointSeries.UNKNOWN || moment == Long.MAX_VALUE ? null : PointSeries.instant(moment);
    }
}
