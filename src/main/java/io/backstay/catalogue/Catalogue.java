package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.base.StateFile;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetPast;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import io.backstay.estate.PointColumns;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What we have seen and when: assets, recovery points and restore tests; answers while everything else is down.
///
/// Instants are kept to the microsecond. Nothing in here is secret.
public final class Catalogue implements AutoCloseable {
    /// The longest page that is answered.
    public static final int PAGE_MAX = 1_000;

    private final StateFile file;

    private Catalogue(StateFile file) {
        this.file = file;
    }

    /// Opens the catalogue, creating it when there is none.
    public static Catalogue open(Path path) throws BackstayException {
        return new Catalogue(StateFile.open(path, StateFile.Durability.NORMAL, Schema.VERSIONS));
    }

    /// Changes the catalogue in one transaction: all of it is seen afterwards, or nothing when the work throws.
    public void update(Work work) throws BackstayException {
        file.write(connection -> {
            try (var update = new CatalogueUpdate(file, connection)) {
                work.run(update);
                update.finish();
            }
            return null;
        });
    }

    /// Puts an asset and its points in place of what was known of it; its restore tests stay. What the new list lacks
    /// is listed no more, and remembered for [#eachPast].
    public void replace(Asset asset, Iterable<RecoveryPoint> points) throws BackstayException {
        update(update -> {
            update.asset(asset);
            for (RecoveryPoint point : points) {
                update.point(point);
            }
        });
    }

    /// Notes a restore that was done.
    public void add(RestoreTest test) throws BackstayException {
        update(update -> update.restoreTest(test));
    }

    /// All assets, by id.
    public List<Asset> assets() throws BackstayException {
        return file.read(connection -> {
            List<Asset> assets = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("SELECT document FROM asset ORDER BY id");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    assets.add(Rows.asset(rows.getString(1)));
                }
            }
            return assets;
        });
    }

    /// When each part of a source was last listed completely; others are not named.
    public Map<String, Instant> listed(String source) throws BackstayException {
        return file.read(connection -> {
            Map<String, Instant> listed = new TreeMap<>();
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT part, at FROM part_listed WHERE source = ?")) {
                query.setString(1, source);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        listed.put(rows.getString(1), Rows.moment(rows.getLong(2)));
                    }
                }
            }
            return listed;
        });
    }

    /// What was last said besides assets and points, by source and subject.
    ///
    /// @param asset null for all, also for what belongs to no asset
    public List<Circumstance> circumstances(@Nullable AssetId asset) throws BackstayException {
        return file.read(connection -> Circumstances.of(connection, asset));
    }

    /// What the last act of that sort on a source came to; null when there was none.
    public @Nullable Outcome outcome(String source, String act) throws BackstayException {
        return file.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT at, document FROM outcome WHERE source = ? AND act = ?")) {
                query.setString(1, source);
                query.setString(2, act);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? new Outcome(Rows.moment(rows.getLong(1)), rows.getString(2)) : null;
                }
            }
        });
    }

    /// How the newest listing of each source went; sources that were never listed part by part are not named.
    public Map<String, Heard> heard() throws BackstayException {
        return file.read(connection -> {
            Map<String, Heard> heard = new TreeMap<>();
            try (PreparedStatement query = connection.prepareStatement("SELECT source, at, since FROM source_heard");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    heard.put(rows.getString(1), new Heard(Rows.moment(rows.getLong(2)), Rows.moment(rows.getLong(3))));
                }
            }
            return heard;
        });
    }

    /// One page of points, newest first, then by id.
    ///
    /// @param after the last point of the page before, null for the first page
    /// @param limit 1 to [#PAGE_MAX]
    public List<RecoveryPoint> points(PointFilter filter, @Nullable PointKey after, int limit)
            throws BackstayException {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + PAGE_MAX + " points, not " + limit);
        }
        return file.read(connection -> PointQuery.page(connection, filter, after, limit));
    }

    /// How many points match on all pages together.
    public long count(PointFilter filter) throws BackstayException {
        return file.read(connection -> PointQuery.count(connection, filter));
    }

    /// Whether the asset has a point that could be restored from at that instant: available, complete, not gone.
    public boolean hasUsable(AssetId asset, Instant at) throws BackstayException {
        return file.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT 1 FROM point WHERE asset = ? AND status = 'AVAILABLE' AND taken_at <= ?"
                            + " AND (completed_at IS NULL OR completed_at <= ?)"
                            + " AND (expires_at IS NULL OR expires_at > ?) LIMIT 1")) {
                query.setString(1, asset.value());
                for (int i = 2; i <= 4; i++) {
                    Rows.instant(query, i, at);
                }
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /// How many points of each kind the asset has; kinds without one are left out.
    public Map<PointKind, Long> counts(AssetId asset) throws BackstayException {
        return file.read(connection -> {
            Map<PointKind, Long> counts = new EnumMap<>(PointKind.class);
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT kind, points FROM point_count WHERE asset = ?")) {
                query.setString(1, asset.value());
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        counts.put(PointKind.valueOf(rows.getString(1)), rows.getLong(2));
                    }
                }
            }
            return counts;
        });
    }

    /// The place of a point in the list, or null when it is not known; with an id that several assets use, the last.
    ///
    /// @param asset null when any asset's will do
    public @Nullable PointKey key(PointId id, @Nullable AssetId asset) throws BackstayException {
        return file.read(connection -> PointQuery.key(connection, id, asset));
    }

    /// Hands every matching point to the reader, one at a time, newest first.
    public void eachPoint(PointFilter filter, PointReader reader) throws BackstayException {
        file.read(connection -> {
            PointQuery.each(connection, filter, reader);
            return null;
        });
    }

    /// Hands the points of each asset to the reader in columns, by asset: the fastest way through all of them.
    public void eachSeries(SeriesReader reader) throws BackstayException {
        file.read(connection -> {
            PackedPoints.read(file, connection, reader);
            return null;
        });
    }

    /// Hands the past of each asset to the reader, of those that were observed later than that moment: what was listed
    /// before it, and points that have gone since. Of others the newest listing tells all there is to know.
    public void eachPast(Instant at, PastReader reader) throws BackstayException {
        file.read(connection -> {
            PastPoints.read(file, connection, at, reader);
            return null;
        });
    }

    /// All restore tests, by asset, oldest first.
    public List<RestoreTest> restoreTests() throws BackstayException {
        return file.read(connection -> {
            List<RestoreTest> tests = new ArrayList<>();
            try (PreparedStatement query =
                            connection.prepareStatement("SELECT document FROM restore_test ORDER BY asset, at, kind");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tests.add(Rows.restoreTest(rows.getString(1)));
                }
            }
            return tests;
        });
    }

    /// When the oldest fact about any asset was observed, or null when nothing was ever observed.
    public @Nullable Instant observedAt() throws BackstayException {
        return file.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT min(observed_at) FROM asset");
                    ResultSet rows = query.executeQuery()) {
                return rows.next() ? Rows.instant(rows, 1) : null;
            }
        });
    }

    @Override
    public void close() {
        file.close();
    }

    /// Changes what is known.
    @FunctionalInterface
    public interface Work {
        /// Does so; what it throws undoes all of it.
        void run(CatalogueUpdate update) throws BackstayException;
    }

    /// Takes the points of one asset.
    @FunctionalInterface
    public interface SeriesReader {
        /// Takes them, to keep; what it throws stops the reading.
        void read(AssetId asset, PointColumns points) throws BackstayException;
    }

    /// Takes the past of one asset.
    @FunctionalInterface
    public interface PastReader {
        /// Takes it, to keep; what it throws stops the reading.
        void read(AssetId asset, AssetPast past) throws BackstayException;
    }

    /// Takes one point.
    @FunctionalInterface
    public interface PointReader {
        /// Takes the point; what it throws stops the reading.
        void read(RecoveryPoint point) throws BackstayException;
    }
}
