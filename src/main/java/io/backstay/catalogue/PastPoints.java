package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.StateFile;
import io.backstay.catalogue.Catalogue.PastReader;
import io.backstay.codec.Json;
import io.backstay.estate.AssetPast;
import io.backstay.estate.PointColumns;
import io.backstay.estate.PointTraits;
import io.backstay.estate.RecoveryPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a listing lacks that the one before it had: kept for a while, so that a moment of the past can be judged by
/// what was there then. One row for each asset.
final class PastPoints {
    /// A year and a month.
    static final Duration KEPT = Duration.ofDays(400);

    /// Of one asset; far more than a nightly job makes in that time.
    static final int POINTS_MAX = 20_000;

    /// Of several listings within this time the last one is noted.
    private static final Duration APART_MIN = Duration.ofHours(12);

    private static final String BEFORE = "point_before";

    private final StateFile file;
    private final Connection connection;
    private final Map<AssetId, Instant> observed = new HashMap<>();

    PastPoints(StateFile file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Sets aside what is known of an asset, before its points are forgotten.
    void setAside(AssetId asset) throws SQLException {
        Instant seen = observedAt(asset);
        if (seen == null) {
            return;
        }
        if (observed.isEmpty()) {
            execute("CREATE TEMP TABLE " + BEFORE + " AS SELECT " + Rows.POINT_COLUMNS + " FROM point WHERE 0");
        }
        observed.put(asset, seen);
        try (PreparedStatement copy = connection.prepareStatement("INSERT INTO " + BEFORE + " SELECT "
                + Rows.POINT_COLUMNS + " FROM point WHERE asset = ? AND status = 'AVAILABLE'")) {
            copy.setString(1, asset.value());
            copy.executeUpdate();
        }
    }

    /// Compares with what is there now, and notes what has gone.
    void finish() throws SQLException, BackstayException {
        if (observed.isEmpty()) {
            return;
        }
        Map<AssetId, List<RecoveryPoint>> gone = gone();
        for (var before : observed.entrySet()) {
            Instant now = observedAt(before.getKey());
            // An older list, or the same one again, tells of nothing that went.
            if (now != null && now.isAfter(before.getValue())) {
                note(before.getKey(), before.getValue(), now, gone.getOrDefault(before.getKey(), List.of()));
            }
        }
        execute("DROP TABLE " + BEFORE);
        observed.clear();
    }

    private Map<AssetId, List<RecoveryPoint>> gone() throws SQLException {
        Map<AssetId, List<RecoveryPoint>> gone = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT " + Rows.POINT_COLUMNS + " FROM " + BEFORE
                        + " b WHERE NOT EXISTS (SELECT 1 FROM point p WHERE p.asset = b.asset AND p.id = b.id)");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                RecoveryPoint point = Rows.point(rows);
                gone.computeIfAbsent(point.asset(), _ -> new ArrayList<>()).add(point);
            }
        }
        return gone;
    }

    private void note(AssetId asset, Instant before, Instant now, List<RecoveryPoint> gone)
            throws SQLException, BackstayException {
        AssetPast past = read(asset);
        List<Instant> listed = new ArrayList<>(past.listed());
        if (listed.isEmpty() || !listed.getLast().equals(before)) {
            // An older list took the place of a newer one, so what went meanwhile is nobody's knowledge.
            listed.clear();
            listed.add(before);
        }
        while (listed.size() > 1
                && Duration.between(listed.get(listed.size() - 2), now).compareTo(APART_MIN) < 0) {
            listed.removeLast();
        }
        listed.add(now);
        var whole = new AssetPast(listed);
        whole.add(past.gone(), past.lastSeen(), past.missed());
        gone.forEach(point -> whole.add(point, Rows.micros(before), Rows.micros(now)));
        write(asset, whole.since(now.minus(KEPT), POINTS_MAX));
    }

    private AssetPast read(AssetId asset) throws SQLException, BackstayException {
        List<AssetPast> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT asset, listed, traits, columns, ends" + " FROM point_past WHERE asset = ?")) {
            query.setString(1, asset.value());
            readAll(file, query, (_, past) -> found.add(past));
        }
        return found.isEmpty() ? new AssetPast(List.of()) : found.getFirst();
    }

    /// Hands over the past of every asset that was observed later than that moment.
    static void read(StateFile file, Connection connection, Instant at, PastReader reader)
            throws SQLException, BackstayException {
        try (PreparedStatement query = connection.prepareStatement("SELECT asset, listed, traits, columns, ends"
                + " FROM point_past WHERE asset IN (SELECT id FROM asset WHERE observed_at > ?) ORDER BY asset")) {
            query.setLong(1, Rows.micros(at));
            readAll(file, query, reader);
        }
    }

    private static void readAll(StateFile file, PreparedStatement query, PastReader reader)
            throws SQLException, BackstayException {
        Map<String, PointTraits> known = new HashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String asset = rows.getString(1);
                List<Instant> listed = new ArrayList<>();
                for (long moment : longs(rows.getBytes(2))) {
                    listed.add(Rows.moment(moment));
                }
                var past = new AssetPast(listed);
                var columns = new PointColumns();
                long[] ends = longs(rows.getBytes(5));
                try {
                    if (ends.length > 0) {
                        columns.addPacked(rows.getBytes(4), PackedPoints.traits(rows.getString(3), known));
                    }
                    past.add(columns, every(ends, 0), every(ends, 1));
                } catch (IllegalArgumentException e) {
                    throw file.corrupt("the past points of " + asset + ": " + e.getMessage(), e);
                }
                reader.read(new AssetId(asset), past);
            }
        }
    }

    private void write(AssetId asset, AssetPast past) throws SQLException {
        long[] seen = past.lastSeen();
        long[] missed = past.missed();
        long[] ends = new long[2 * seen.length];
        for (int i = 0; i < seen.length; i++) {
            ends[2 * i] = seen[i];
            ends[2 * i + 1] = missed[i];
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO point_past (asset, listed, traits, columns, ends) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, asset.value());
            insert.setBytes(
                    2, bytes(past.listed().stream().mapToLong(Rows::micros).toArray()));
            insert.setString(3, past.gone().traits().stream().map(Json::compact).collect(Collectors.joining("\n")));
            insert.setBytes(4, past.gone().packed());
            insert.setBytes(5, bytes(ends));
            insert.executeUpdate();
        }
    }

    private @Nullable Instant observedAt(AssetId asset) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT observed_at FROM asset WHERE id = ?")) {
            query.setString(1, asset.value());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Rows.instant(rows, 1) : null;
            }
        }
    }

    private static byte[] bytes(long[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        return bytes.array();
    }

    private static long[] longs(byte[] bytes) {
        long[] numbers = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(numbers);
        return numbers;
    }

    private static long[] every(long[] pairs, int which) {
        long[] numbers = new long[pairs.length / 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = pairs[2 * i + which];
        }
        return numbers;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
