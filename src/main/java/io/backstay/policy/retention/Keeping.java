package io.backstay.policy.retention;

import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The points of one asset under keep rules at one instant: which stay, why, and until when.
///
/// Besides the rules it minds three facts: a point that a kept one rests on stays with it, a locked one cannot go
/// before its lock ends, and one that the provider drops by itself goes then, whatever the rules say.
///
/// @param kept    newest first
/// @param expired newest first
/// @param every   how far apart new points are taken to be made; absent where that is not known, and then no rule
///                says when a point goes
public record Keeping(
        List<Kept> kept, List<Point> expired, @Nullable Duration every) {
    private static final String NEEDED = "needed by ";
    private static final String LOCKED = "locked";

    /// As many distances between the newest points are looked at for the usual one.
    private static final int DISTANCES = 31;

    /// What the rules need of a recovery point.
    ///
    /// @param expiresAt   when the provider drops it by itself, absent when it does not or that is not known
    /// @param lockedUntil when its lock ends
    /// @param basedOn     the point that it rests on
    /// @param regions     where it lies; copies in other regions are judged on their own
    public record Point(
            String id,
            Instant takenAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lockedUntil,
            @Nullable String basedOn,
            List<String> regions) {
        /// Of which nobody says where it lies.
        public Point(
                String id,
                Instant takenAt,
                @Nullable Instant expiresAt,
                @Nullable Instant lockedUntil,
                @Nullable String basedOn) {
            this(id, takenAt, expiresAt, lockedUntil, basedOn, List.of());
        }

        /// What counts of a point at an instant; null when nothing can be restored from it then.
        public static @Nullable Point of(RecoveryPoint point, Instant at) {
            Instant ready = point.completedAt() == null ? point.takenAt() : point.completedAt();
            boolean gone = point.expiresAt() != null && !point.expiresAt().isAfter(at);
            if (point.status() != PointStatus.AVAILABLE || point.takenAt().isAfter(at) || ready.isAfter(at) || gone) {
                return null;
            }
            return new Point(
                    point.id().value(),
                    point.takenAt(),
                    point.expiresAt(),
                    point.lockedUntil(),
                    point.basedOn() == null ? null : point.basedOn().value(),
                    point.regions());
        }
    }

    /// A point that stays.
    ///
    /// @param reasons   such as `daily`, `oldest weekly`, `needed by ID` and `locked`
    /// @param expiresAt when it goes, as far as can be foreseen; absent when it stays for good or nobody can tell
    public record Kept(
            Point point, List<String> reasons, @Nullable Instant expiresAt) {}

    /// Judges the points of one asset. A point and its copy in another region are of one moment: so that they do not
    /// use up counts together, what lies in the same regions is judged by itself.
    ///
    /// @param points those that count, in any order
    /// @param every  how far apart new ones are made; absent for the usual distance between the newest
    /// @param at     the instant at which they are judged
    public static Keeping of(KeepRules rules, List<Point> points, @Nullable Duration every, Instant at) {
        List<Point> newestFirst = new ArrayList<>(points);
        newestFirst.sort(Comparator.comparing(Point::takenAt).reversed());
        Map<List<String>, List<Point>> byRegions = new LinkedHashMap<>();
        newestFirst.forEach(each -> byRegions
                .computeIfAbsent(each.regions(), _ -> new ArrayList<>())
                .add(each));
        Map<String, List<String>> reasons = new HashMap<>();
        Map<String, @Nullable Instant> goesAt = new HashMap<>();
        for (List<Point> together : byRegions.values()) {
            List<Retention.Point> seen = together.stream()
                    .map(point -> new Retention.Point(point.id(), point.takenAt(), ZoneOffset.UTC))
                    .toList();
            Retention.judge(rules, seen)
                    .forEach(each -> reasons.put(each.point().id(), each.reasons()));
            Duration distance = every == null ? usual(together) : every;
            if (distance != null) {
                goesAt.putAll(Forecast.of(rules, seen, distance).goesAt());
            }
        }
        return new Chain(at, goesAt).judge(newestFirst, reasons, every == null ? usual(newestFirst) : every);
    }

    /// From the newest to the oldest, each kept point hands its stay on to the one that it rests on.
    private static final class Chain {
        private final Instant at;
        private final Map<String, @Nullable Instant> goesAt;
        private final Map<String, Needed> needed = new HashMap<>();

        Chain(Instant at, Map<String, @Nullable Instant> goesAt) {
            this.at = at;
            this.goesAt = goesAt;
        }

        Keeping judge(List<Point> newestFirst, Map<String, List<String>> byRules, @Nullable Duration every) {
            List<Kept> kept = new ArrayList<>();
            List<Point> expired = new ArrayList<>();
            for (Point each : newestFirst) {
                Kept stays = judge(each, byRules.getOrDefault(each.id(), List.of()));
                if (stays == null) {
                    expired.add(each);
                } else {
                    kept.add(stays);
                }
            }
            return new Keeping(List.copyOf(kept), List.copyOf(expired), every);
        }

        private @Nullable Kept judge(Point point, List<String> byRules) {
            List<String> reasons = new ArrayList<>(byRules);
            Instant end = byRules.isEmpty() ? Instant.MIN : end(goesAt.get(point.id()));
            Needed by = needed.get(point.id());
            if (by != null) {
                reasons.add(NEEDED + by.id());
                end = later(end, by.until());
            }
            Instant lock = point.lockedUntil();
            if (lock != null && lock.isAfter(at)) {
                if (reasons.isEmpty()) {
                    reasons.add(LOCKED);
                }
                end = later(end, lock);
            }
            if (reasons.isEmpty()) {
                return null;
            }
            Instant dropped = end(point.expiresAt());
            Instant goes = dropped.isBefore(end) ? dropped : end;
            String base = point.basedOn();
            if (base != null) {
                needed.merge(base, new Needed(point.id(), goes), Needed::longer);
            }
            return new Kept(point, List.copyOf(reasons), goes.equals(Instant.MAX) ? null : goes);
        }
    }

    /// Who needs a point, and for how long.
    private record Needed(String id, Instant until) {
        static Needed longer(Needed one, Needed two) {
            return two.until().isAfter(one.until()) ? two : one;
        }
    }

    /// The kept point from before a moment that stays longest: until it goes, data of that moment can be brought back.
    ///
    /// @return empty when none from before is kept
    public Optional<Kept> longestBefore(Instant moment) {
        return kept.stream()
                .filter(each -> !each.point().takenAt().isAfter(moment))
                .max(Comparator.comparing((Kept each) -> end(each.expiresAt()))
                        .thenComparing(each -> each.point().takenAt()));
    }

    /// The middle one of the distances between the newest points, to the second.
    private static @Nullable Duration usual(List<Point> newestFirst) {
        List<Duration> distances = new ArrayList<>();
        for (int i = 1; i < newestFirst.size() && distances.size() < DISTANCES; i++) {
            Duration distance = Duration.between(
                    newestFirst.get(i).takenAt(), newestFirst.get(i - 1).takenAt());
            if (distance.isPositive()) {
                distances.add(distance);
            }
        }
        distances.sort(null);
        Duration middle = distances.isEmpty() ? Duration.ZERO : distances.get(distances.size() / 2);
        return middle.compareTo(Duration.ofSeconds(1)) < 0 ? null : middle.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant later(Instant one, Instant two) {
        return one.isAfter(two) ? one : two;
    }

    private static Instant end(@Nullable Instant moment) {
        return moment == null ? Instant.MAX : moment;
    }
}
