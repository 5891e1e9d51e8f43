package io.backstay.policy.facts;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetPast;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import io.backstay.estate.PointColumns;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Map<AssetId, AssetPast> pasts = new HashMap<>();
    private final Map<AssetId, Then> thens = new ConcurrentHashMap<>();
    private final Map<String, Heard> heard = new HashMap<>();
    private final Map<AssetId, List<Circumstance>> circumstances = new HashMap<>();

    /// Facts that were observed so shortly after an instant are facts of that instant.
    public static final Duration JUST_THEN = Duration.ofMinutes(5);

    /// Everything that the catalogue knows of now: what was last listed.
    public static EstateFacts of(Catalogue catalogue) throws BackstayException {
        var facts = new EstateFacts();
        catalogue.assets().forEach(facts::add);
        catalogue.eachSeries(facts.points::put);
        catalogue.restoreTests().forEach(facts::add);
        facts.heard.putAll(catalogue.heard());
        catalogue.circumstances(null).forEach(facts::add);
        return facts;
    }

    /// Everything that the catalogue knows of an instant, also points that have gone since.
    public static EstateFacts of(Catalogue catalogue, Instant at) throws BackstayException {
        var facts = of(catalogue);
        catalogue.eachPast(at, facts::add);
        return facts;
    }

    /// The same, as if there were no other assets than some.
    public EstateFacts only(Set<AssetId> some) {
        var facts = new EstateFacts();
        facts.assets.putAll(assets);
        facts.assets.keySet().retainAll(some);
        facts.points.putAll(points);
        facts.series.putAll(series);
        facts.tests.putAll(tests);
        facts.pasts.putAll(pasts);
        facts.heard.putAll(heard);
        facts.circumstances.putAll(circumstances);
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
        thens.remove(point.asset());
        return this;
    }

    /// Takes in when the asset's points were listed, and what has gone of them.
    public EstateFacts add(AssetId asset, AssetPast past) {
        pasts.put(asset, past);
        thens.remove(asset);
        return this;
    }

    /// Takes in a restore that was done.
    public EstateFacts add(RestoreTest test) {
        tests.computeIfAbsent(test.asset(), _ -> new ArrayList<>()).add(test);
        return this;
    }

    /// Takes in how the newest listing of a source went.
    public EstateFacts add(String source, Heard listing) {
        heard.put(source, listing);
        return this;
    }

    /// Takes in a circumstance; one of no asset says nothing of any.
    public EstateFacts add(Circumstance circumstance) {
        AssetId asset = circumstance.asset();
        if (asset != null) {
            circumstances.computeIfAbsent(asset, _ -> new ArrayList<>()).add(circumstance);
        }
        return this;
    }

    /// The circumstances of one asset, in any order.
    public List<Circumstance> circumstances(Asset asset) {
        return circumstances.getOrDefault(asset.id(), List.of());
    }

    /// Whether the newest listing of the asset's source looked for it by that instant and did not hear of it.
    public boolean isUnheard(Asset asset, Instant at) {
        Heard newest = heard.get(asset.observation().source());
        return newest != null && !newest.at().isAfter(at) && newest.isMissing(asset.observation());
    }

    /// By their ids.
    public Collection<Asset> assets() {
        return assets.values();
    }

    /// The points of one asset; none when none is known.
    public PointSeries points(Asset asset) {
        return series.computeIfAbsent(asset.id(), id -> new PointSeries(points.getOrDefault(id, new PointColumns())));
    }

    /// The points of one asset as they were at an instant, which may lie before the last listing.
    public PointsThen points(Asset asset, Instant at) {
        Instant observed = asset.observation().observedAt();
        if (!at.isBefore(observed.minus(JUST_THEN))) {
            PointSeries known = points(asset);
            return new PointsThen(known, known, true);
        }
        Then given = thens.get(asset.id());
        if (given == null || !given.at().equals(at)) {
            given = new Then(at, past(asset, at));
            thens.put(asset.id(), given);
        }
        return given.points();
    }

    private PointsThen past(Asset asset, Instant at) {
        AssetPast past = pasts.get(asset.id());
        PointSeries left = points(asset);
        if (past == null) {
            return new PointsThen(left, left, false);
        }
        PointColumns known = copy(asset);
        PointSeries sure = past.addTo(known, at, false) ? new PointSeries(known) : left;
        PointColumns more = known.copy();
        PointSeries possible = past.addTo(more, at, true) ? new PointSeries(more) : sure;
        return new PointsThen(sure, possible, past.covers(at));
    }

    private PointColumns copy(Asset asset) {
        PointColumns listed = points.get(asset.id());
        return listed == null ? new PointColumns() : listed.copy();
    }

    /// The restores of one asset that were practised, in any order.
    public List<RestoreTest> tests(Asset asset) {
        return tests.getOrDefault(asset.id(), List.of());
    }

    /// What was asked last.
    private record Then(Instant at, PointsThen points) {}
}
