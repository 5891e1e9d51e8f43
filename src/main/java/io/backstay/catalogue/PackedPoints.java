package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.StateFile;
import io.backstay.catalogue.Catalogue.SeriesReader;
import io.backstay.codec.Json;
import io.backstay.estate.PointColumns;
import io.backstay.estate.PointTraits;
import io.backstay.estate.RecoveryPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The second form of the points in the catalogue: per asset in columns, some thousands to a row, since a million rows
/// take seconds to read. A row's traits are lines of JSON.
final class PackedPoints {
    private static final String SEPARATOR = "\n";

    private PackedPoints() {}

    /// Hands over every asset's points, by asset. Points that an older Backstay wrote have no second form until they
    /// are listed again; they are read one by one.
    static void read(StateFile file, Connection connection, SeriesReader reader)
            throws SQLException, BackstayException {
        Map<String, PointTraits> known = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT asset, traits, columns FROM point_series ORDER BY asset, part");
                ResultSet rows = query.executeQuery()) {
            String asset = "";
            PointColumns points = new PointColumns();
            while (rows.next()) {
                String next = rows.getString(1);
                if (!next.equals(asset)) {
                    hand(asset, points, reader);
                    asset = next;
                    points = new PointColumns();
                }
                try {
                    points.addPacked(rows.getBytes(3), traits(rows.getString(2), known));
                } catch (IllegalArgumentException e) {
                    throw file.corrupt("the points of " + asset + ": " + e.getMessage(), e);
                }
            }
            hand(asset, points, reader);
        }
        readUnpacked(connection, reader);
    }

    private static void hand(String asset, PointColumns points, SeriesReader reader) throws BackstayException {
        if (points.size() > 0) {
            reader.read(new AssetId(asset), points);
        }
    }

    private static void readUnpacked(Connection connection, SeriesReader reader)
            throws SQLException, BackstayException {
        try (PreparedStatement query = connection.prepareStatement("SELECT DISTINCT asset FROM point_count"
                        + " WHERE asset NOT IN (SELECT asset FROM point_series) ORDER BY asset");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                var asset = new AssetId(rows.getString(1));
                var points = new PointColumns();
                PointQuery.each(connection, PointFilter.of(asset), points::add);
                reader.read(asset, points);
            }
        }
    }

    /// The traits that lines of JSON tell of; what is known already is one and the same object.
    static List<PointTraits> traits(String lines, Map<String, PointTraits> known) throws BackstayException {
        List<PointTraits> traits = new ArrayList<>();
        for (String line : lines.split(SEPARATOR, -1)) {
            PointTraits read = known.get(line);
            if (read == null) {
                read = Json.parse("catalogue", line, PointTraits.class);
                known.put(line, read);
            }
            traits.add(read);
        }
        return traits;
    }

    /// Packs the points of one update. They come in any order, and only so many wait at once.
    static final class Writer {
        private static final int WAITING_MAX = 200_000;

        /// Hardly ever reached, unless every point says something else.
        private static final int TRAITS_MAX = 20_000;

        private final Connection connection;
        private final Map<AssetId, PointColumns> waiting = new HashMap<>();
        private final Map<AssetId, Integer> parts = new HashMap<>();
        private int count;
        private int traits;

        Writer(Connection connection) {
            this.connection = connection;
        }

        void add(RecoveryPoint point) throws SQLException {
            PointColumns points = waiting.computeIfAbsent(point.asset(), _ -> new PointColumns());
            int before = points.traitCount();
            points.add(point);
            traits += points.traitCount() - before;
            count++;
            if (count == WAITING_MAX || traits == TRAITS_MAX) {
                write();
            }
        }

        /// Writes those that wait.
        void write() throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO point_series (asset, part, traits, columns) VALUES (?, ?, ?, ?)")) {
                for (var series : waiting.entrySet()) {
                    insert.setString(1, series.getKey().value());
                    insert.setInt(2, parts.merge(series.getKey(), 1, Integer::sum));
                    insert.setString(
                            3,
                            series.getValue().traits().stream()
                                    .map(Json::compact)
                                    .collect(Collectors.joining(SEPARATOR)));
                    insert.setBytes(4, series.getValue().packed());
                    insert.executeUpdate();
                }
            }
            waiting.clear();
            count = 0;
            traits = 0;
        }
    }
}
