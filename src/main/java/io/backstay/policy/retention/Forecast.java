package io.backstay.policy.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When each kept point will go, if new points go on being made at the same distance and rules are applied
/// after each.
///
/// It is a forecast: rules count points, and a backup that fails makes older ones stay longer.
///
/// @param goesAt by id, for every point that is kept now, oldest first; null when it stays beyond the horizon
public record Forecast(Map<String, @Nullable Instant> goesAt, Map<String, Instant> takenAt) {
    /// As many future points are looked at; hourly ones for two years, daily ones for forty.
    static final int POINTS_MAX = 17_544;

    /// Rules that keep all of a kind let the list grow; this many judgements are made in all.
    private static final long JUDGED_MAX = 500_000;

    private static final String FUTURE = "future ";

    /// Looks ahead.
    ///
    /// @param points of one asset
    /// @param every  how far apart new points are made; longer than nothing
    public static Forecast of(KeepRules rules, List<Retention.Point> points, Duration every) {
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("points are made at a distance longer than nothing");
        }
        List<Retention.Point> there = kept(rules, points);
        Map<String, Instant> takenAt = new LinkedHashMap<>();
        Map<String, @Nullable Instant> goesAt = new LinkedHashMap<>();
        there.stream().sorted(Comparator.comparing(Retention.Point::takenAt)).forEach(point -> {
            takenAt.put(point.id(), point.takenAt());
            goesAt.put(point.id(), null);
        });
        Set<String> waiting = new HashSet<>(takenAt.keySet());
        Retention.Point newest = there.isEmpty() ? null : there.getFirst();
        long left = JUDGED_MAX;
        for (int next = 1; newest != null && next <= POINTS_MAX && left > 0 && !waiting.isEmpty(); next++) {
            Instant moment = newest.takenAt().plus(every.multipliedBy(next));
            List<Retention.Point> all = new ArrayList<>(there);
            all.addFirst(new Retention.Point(FUTURE + next, moment, newest.own()));
            left -= all.size();
            there = kept(rules, all);
            Set<String> still = there.stream().map(Retention.Point::id).collect(Collectors.toSet());
            for (String id : takenAt.keySet()) {
                if (!still.contains(id) && waiting.remove(id)) {
                    goesAt.put(id, moment);
                }
            }
        }
        return new Forecast(goesAt, takenAt);
    }

    private static List<Retention.Point> kept(KeepRules rules, List<Retention.Point> points) {
        return Retention.judge(rules, points).stream()
                .filter(Retention.Judged::kept)
                .map(Retention.Judged::point)
                .toList();
    }

    /// The point from before a moment that stays longest: until it goes, data of that moment can be brought back.
    ///
    /// @return its id; empty when no point from before is kept
    public Optional<String> longestBefore(Instant moment) {
        return takenAt.entrySet().stream()
                .filter(point -> !point.getValue().isAfter(moment))
                .map(Map.Entry::getKey)
                .max(Comparator.comparing((String id) -> end(id)).thenComparing(id -> end(takenAt.get(id))));
    }

    private Instant end(String id) {
        return end(goesAt.get(id));
    }

    private static Instant end(@Nullable Instant moment) {
        return moment == null ? Instant.MAX : moment;
    }
}
