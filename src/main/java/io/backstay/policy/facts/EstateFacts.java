package io.backstay.policy.facts;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.PointColumns;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The facts that a policy is held against: assets, their points, and the restores that were practised.
///
/// They are gathered one by one, in any order, from a catalogue or a manifest; a million points take some 36 MB. When
/// all are there, several threads may read them.
public final class EstateFacts {
    private final Map<AssetId, Asset> assets = new TreeMap<>();
    private final Map<AssetId, PointColumns> points = new HashMap<>();
    private final Map<AssetId, PointSeries> series = new ConcurrentHashMap<>();
    private final Map<AssetId, List<RestoreTest>> tests = new HashMap<>();

    /// Everything that the catalogue knows.
    public static EstateFacts of(Catalogue catalogue) throws BackstayException {
        var facts = new EstateFacts();
        catalogue.assets().forEach(facts::add);
        catalogue.eachSeries(facts.points::put);
        catalogue.restoreTests().forEach(facts::add);
        return facts;
    }

    /// Takes in an asset.
    public EstateFacts add(Asset asset) {
        assets.put(asset.id(), asset);
        return this;
    }

    /// Takes in a recovery point.
    public EstateFacts add(RecoveryPoint point) {
        points.computeIfAbsent(point.asset(), _ -> new PointColumns()).add(point);
        series.remove(point.asset());
        return this;
    }

    /// Takes in a restore that was done.
    public EstateFacts add(RestoreTest test) {
        tests.computeIfAbsent(test.asset(), _ -> new ArrayList<>()).add(test);
        return this;
    }

    /// By their ids.
    public Collection<Asset> assets() {
        return assets.values();
    }

    /// The points of one asset; none when none is known.
    public PointSeries points(Asset asset) {
        return series.computeIfAbsent(asset.id(), id -> new PointSeries(points.getOrDefault(id, new PointColumns())));
    }

    /// The restores of one asset that were practised, in any order.
    public List<RestoreTest> tests(Asset asset) {
        return tests.getOrDefault(asset.id(), List.of());
    }
}
