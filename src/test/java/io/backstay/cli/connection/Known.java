package io.backstay.cli.connection;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Asset;
import io.backstay.estate.Observation;
import io.backstay.estate.RecoveryPoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a catalogue has of some sources, by the names of the things.
record Known(SortedMap<String, Asset> assets, SortedMap<String, RecoveryPoint> points) {
    /// Reads it.
    static Known of(Path home, Set<String> sources) throws BackstayException {
        Known known = new Known(new TreeMap<>(), new TreeMap<>());
        try (Catalogue catalogue = Catalogue.open(home.resolve("catalogue.db"))) {
            for (Asset each : catalogue.assets()) {
                if (sources.contains(each.observation().source())) {
                    known.assets.put(each.id().value(), each);
                    catalogue.eachPoint(PointFilter.of(each.id()), point -> {
                        if (known.points.put(point.id().value(), point) != null) {
                            throw new AssertionError(point.id() + " counts twice");
                        }
                    });
                }
            }
        }
        return known;
    }

    Asset asset(String id) {
        return Objects.requireNonNull(assets.get(id), id);
    }

    RecoveryPoint point(String id) {
        return Objects.requireNonNull(points.get(id), id);
    }

    /// When the facts of an asset were seen.
    Instant seen(String asset) {
        return asset(asset).observation().observedAt();
    }

    /// Everything but when it was seen, and how far a log reaches, which goes on by itself.
    SortedSet<String> facts() {
        SortedSet<String> facts = new TreeSet<>();
        assets.values()
                .forEach(each -> facts.add(each.toString()
                        .replace(text(each.observation()), "")
                        .replace(String.valueOf(each.pitr()), "")));
        points.values().forEach(each -> facts.add(each.toString().replace(text(each.observation()), "")));
        return facts;
    }

    private static String text(Observation seen) {
        return seen.toString();
    }
}
