package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Utc;
import io.backstay.estate.Asset;
import io.backstay.estate.CopiedLog;
import io.backstay.policy.facts.PointDetails;
import io.backstay.policy.facts.PointSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What lies in other regions than live: copies of points, each a point with a region of its own, and a log that is
/// copied there.
final class Elsewhere {
    private Elsewhere() {}

    /// Where a moment lies: every usable point of it counts, and a copied log that reaches it.
    static Set<String> regions(Subject subject, PointDetails newest) {
        PointSeries points = subject.points();
        Set<String> regions = new TreeSet<>(newest.trait().regions());
        long now = PointSeries.micros(subject.at());
        long moment = PointSeries.micros(newest.takenAt());
        for (int i = points.begunBy(subject.at()) - 1; i >= 0 && points.taken(i) >= moment; i--) {
            if (points.taken(i) == moment && points.isUsable(i, now)) {
                regions.addAll(points.traits(i).regions());
            }
        }
        for (CopiedLog each : subject.asset().kept().copiedLogs()) {
            if (each.reaches(newest.takenAt())) {
                regions.add(each.region());
            }
        }
        return regions;
    }

    /// Whether what lies in another region is young enough; null when nobody knows of which moment it is.
    static Means notOlder(Subject subject, Duration promised) {
        Instant newest = newest(subject);
        if (newest == null) {
            return new Means(
                    null,
                    "Of which moment the newest copy in another region is, is not known: have its points"
                            + " observed there");
        }
        Duration age = Duration.between(newest, subject.at());
        boolean holds = age.compareTo(promised) <= 0;
        if (!holds && Duration.between(newest, subject.seen()).compareTo(promised) <= 0) {
            return new Means(
                    null,
                    "Whether there is a newer copy in another region than that of " + Utc.words(newest)
                            + " is not known, since nobody looked after " + Utc.words(subject.seen())
                            + ": list its points, then check again");
        }
        return new Means(
                holds,
                "The newest copy in another region, of " + Utc.words(newest) + ", is " + words(age) + " old"
                        + (holds ? "" : ", promised is at most " + words(promised)));
    }

    private static @Nullable Instant newest(Subject subject) {
        Asset asset = subject.asset();
        PointSeries points = subject.points();
        long now = PointSeries.micros(subject.at());
        Instant newest = null;
        for (int i = points.begunBy(subject.at()) - 1; i >= 0 && newest == null; i--) {
            if (points.isUsable(i, now) && isElsewhere(points.traits(i).regions(), asset.region())) {
                newest = PointSeries.instant(points.taken(i));
            }
        }
        for (CopiedLog each : asset.kept().copiedLogs()) {
            Instant reached = each.latest().isAfter(subject.at()) ? subject.at() : each.latest();
            // What the copy begins with later was not there yet.
            if (each.reaches(reached) && (newest == null || reached.isAfter(newest))) {
                newest = reached;
            }
        }
        return newest;
    }

    private static boolean isElsewhere(List<String> regions, @Nullable String home) {
        return home != null && regions.stream().anyMatch(each -> !each.equals(home));
    }
}
