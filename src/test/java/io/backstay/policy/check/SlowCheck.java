package io.backstay.policy.check;

import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rules need of an asset's points, written down one by one over the points themselves: slow, and easy to
/// believe.
record SlowCheck(List<RecoveryPoint> points, Instant at) {
    List<RecoveryPoint> usable() {
        return points.stream()
                .filter(point -> point.status() == PointStatus.AVAILABLE)
                .filter(point -> !point.takenAt().isAfter(at))
                .filter(point ->
                        point.completedAt() == null || !point.completedAt().isAfter(at))
                .filter(point -> point.expiresAt() == null || point.expiresAt().isAfter(at))
                .sorted((one, other) -> one.takenAt().compareTo(other.takenAt()))
                .toList();
    }

    List<Instant> moments(Duration lives) {
        return usable().stream()
                .filter(point -> point.expiresAt() == null
                        || Duration.between(point.takenAt(), point.expiresAt()).compareTo(lives) >= 0)
                .map(RecoveryPoint::takenAt)
                .toList();
    }

    int begun() {
        return (int)
                points.stream().filter(point -> !point.takenAt().isAfter(at)).count();
    }

    Map<@Nullable String, Integer> encryptions() {
        Map<@Nullable String, Integer> counts = new HashMap<>();
        usable().forEach(point -> counts.merge(point.encryption(), 1, Integer::sum));
        return counts;
    }

    /// Each promised moment, one after the other: a point is missing for every whole distance over the first.
    long missing(Duration keep, Duration every, Duration lives) {
        Instant before = at.minus(keep);
        long missing = 0;
        for (Instant moment : moments(lives)) {
            if (moment.isAfter(before)) {
                missing += skipped(every, Duration.between(before, moment));
                before = moment;
            }
        }
        missing += skipped(every, Duration.between(before, at));
        return Math.min(missing, keep.dividedBy(every));
    }

    private static long skipped(Duration every, Duration distance) {
        long skipped = 0;
        for (Duration late = distance.minus(every).minus(every.dividedBy(8));
                late.isPositive();
                late = late.minus(every)) {
            skipped++;
        }
        return skipped;
    }
}
