package io.backstay.manifest;

import io.backstay.base.AssetId;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a manifest holds, gathered while it is read: its assets, and of each how many points and which tests. The
/// points themselves are not kept, so that any number of them needs the same memory.
public final class ManifestContents implements ManifestSink {
    /// As many sources are told apart; a manifest may name another one with every point.
    private static final int SOURCES_MAX = 100;

    private final Map<AssetId, One> assets = new TreeMap<>();
    private final Set<String> sources = new TreeSet<>();
    private ManifestHeader header = new ManifestHeader(Instant.EPOCH, "");
    private @Nullable Instant observedFrom;
    private @Nullable Instant observedUntil;
    private long points;
    private long tests;
    private long circumstances;

    ManifestContents() {}

    void says(ManifestHeader of) {
        header = of;
    }

    /// What it says of itself.
    public ManifestHeader header() {
        return header;
    }

    /// Its assets, by id.
    public Collection<One> assets() {
        return Collections.unmodifiableCollection(assets.values());
    }

    /// Where its facts come from, in order; no more than a hundred of them.
    public Set<String> sources() {
        return Collections.unmodifiableSet(sources);
    }

    /// When the oldest of its facts was observed; absent where it has none.
    public @Nullable Instant observedFrom() {
        return observedFrom;
    }

    /// When the newest of its facts was observed; absent where it has none.
    public @Nullable Instant observedUntil() {
        return observedUntil;
    }

    /// How many recovery points it has.
    public long points() {
        return points;
    }

    /// How many restore tests it has.
    public long restoreTests() {
        return tests;
    }

    @Override
    public void asset(Asset asset) {
        of(asset.id()).asset = asset;
        observed(asset.observation());
    }

    @Override
    public void point(RecoveryPoint point) {
        points++;
        of(point.asset()).take(point);
        observed(point.observation());
    }

    @Override
    public void restoreTest(RestoreTest test) {
        tests++;
        of(test.asset()).take(test);
        observed(test.observation());
    }

    @Override
    public void circumstance(Circumstance circumstance) {
        circumstances++;
        observed(circumstance.observation());
    }

    /// How many circumstances it has.
    public long circumstances() {
        return circumstances;
    }

    private One of(AssetId asset) {
        return assets.computeIfAbsent(asset, _ -> new One());
    }

    private void observed(Observation observation) {
        Instant at = observation.observedAt();
        observedFrom = observedFrom == null || at.isBefore(observedFrom) ? at : observedFrom;
        observedUntil = observedUntil == null || at.isAfter(observedUntil) ? at : observedUntil;
        if (sources.size() < SOURCES_MAX) {
            sources.add(observation.source());
        }
    }

    /// One asset with what the manifest holds of it.
    public static final class One {
        private final Map<PointKind, Long> kinds = new EnumMap<>(PointKind.class);
        private final Map<String, RestoreTest> newestTests = new TreeMap<>();
        private @Nullable Asset asset;
        private @Nullable Instant oldest;
        private @Nullable Instant newest;
        private long available;
        private long tests;

        private One() {}

        private void take(RecoveryPoint point) {
            kinds.merge(point.kind(), 1L, Long::sum);
            Instant at = point.takenAt();
            oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
            newest = newest == null || at.isAfter(newest) ? at : newest;
            available += point.status() == PointStatus.AVAILABLE ? 1 : 0;
        }

        private void take(RestoreTest test) {
            tests++;
            newestTests.merge(test.kind(), test, (one, two) -> two.at().isAfter(one.at()) ? two : one);
        }

        /// The asset; every asset that has anything is described.
        public Asset asset() {
            if (asset == null) {
                throw new IllegalStateException("the reader refuses what is not described");
            }
            return asset;
        }

        /// How many points of each kind there are.
        public Map<PointKind, Long> kinds() {
            return Collections.unmodifiableMap(kinds);
        }

        /// How many points there are.
        public long points() {
            return kinds.values().stream().mapToLong(Long::longValue).sum();
        }

        /// How many of them can be restored from.
        public long available() {
            return available;
        }

        /// When the oldest point was taken; absent without points.
        public @Nullable Instant oldest() {
            return oldest;
        }

        /// When the newest point was taken; absent without points.
        public @Nullable Instant newest() {
            return newest;
        }

        /// How many restore tests there are.
        public long restoreTests() {
            return tests;
        }

        /// The newest restore test of each kind, by its kind.
        public Collection<RestoreTest> newestTests() {
            return Collections.unmodifiableCollection(newestTests.values());
        }
    }
}
