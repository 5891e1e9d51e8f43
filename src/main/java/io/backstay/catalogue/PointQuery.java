package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.catalogue.Catalogue.PointReader;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The questions about points. A page starts where the one before ended, so the last costs no more than the first.
final class PointQuery {
    private static final String ORDER = " ORDER BY taken_at DESC, id, asset";

    private final List<Object> values = new ArrayList<>();
    private final StringBuilder where = new StringBuilder();

    private PointQuery(PointFilter filter) {
        AssetId asset = filter.asset();
        if (asset != null) {
            and("asset = ?", asset.value());
        }
        if (!filter.kinds().isEmpty()) {
            var marks = "?" + ", ?".repeat(filter.kinds().size() - 1);
            and(
                    "kind IN (" + marks + ")",
                    filter.kinds().stream().map(PointKind::name).toArray());
        }
        if (!filter.text().isEmpty()) {
            and("instr(lower(id), ?) > 0", filter.text().toLowerCase(Locale.ROOT));
        }
    }

    /// First what else was taken at the last point's moment, then what was taken earlier: asked for together, an
    /// index could not lead to where the page begins, and thousands of nightly points are of the same second.
    static List<RecoveryPoint> page(Connection connection, PointFilter filter, @Nullable PointKey after, int limit)
            throws SQLException {
        List<RecoveryPoint> points = new ArrayList<>();
        List<PointQuery> rest = lists(filter);
        if (after != null) {
            long taken = Rows.micros(after.takenAt());
            List<PointQuery> same = lists(filter);
            for (PointQuery list : same) {
                list.and(
                        "taken_at = ? AND (id, asset) > (?, ?)",
                        taken,
                        after.id().value(),
                        after.asset().value());
            }
            read(connection, same, limit, points);
            rest.forEach(list -> list.and("taken_at < ?", taken));
        }
        if (points.size() < limit) {
            read(connection, rest, limit - points.size(), points);
        }
        return points;
    }

    /// Each kind has an index of its own, and so has the list of all; a rare kind is not searched for among the others.
    private static List<PointQuery> lists(PointFilter filter) {
        if (filter.asset() != null || filter.kinds().size() < 2) {
            return List.of(new PointQuery(filter));
        }
        return filter.kinds().stream()
                .map(kind -> new PointQuery(new PointFilter(null, Set.of(kind), filter.text())))
                .toList();
    }

    /// Lists that are in order already are merged while they are read, so that no row is read which is not shown.
    private static void read(Connection connection, List<PointQuery> lists, int limit, List<RecoveryPoint> points)
            throws SQLException {
        var merged = new PointQuery(PointFilter.ALL);
        lists.forEach(list -> merged.values.addAll(list.values));
        merged.values.add(limit);
        String sql = lists.stream()
                .map(list -> "SELECT " + Rows.POINT_COLUMNS + " FROM point" + list.where)
                .collect(Collectors.joining(" UNION ALL "));
        try (PreparedStatement statement = merged.bind(connection.prepareStatement(sql + ORDER + " LIMIT ?"));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                points.add(Rows.point(rows));
            }
        }
    }

    static void each(Connection connection, PointFilter filter, PointReader reader)
            throws SQLException, BackstayException {
        try (PreparedStatement statement = new PointQuery(filter).prepare(connection, Rows.POINT_COLUMNS, ORDER);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(Rows.point(rows));
            }
        }
    }

    /// Counts are kept as points come and go; only a search for text has to look at every point.
    static long count(Connection connection, PointFilter filter) throws SQLException {
        boolean kept = filter.text().isEmpty();
        var query = new PointQuery(filter);
        String sql = kept
                ? "SELECT coalesce(sum(points), 0) FROM point_count" + query.where
                : "SELECT count(*) FROM point" + query.where;
        try (PreparedStatement statement = query.bind(connection.prepareStatement(sql));
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    static @Nullable PointKey key(Connection connection, PointId id, @Nullable AssetId asset) throws SQLException {
        String sql = "SELECT " + Rows.POINT_COLUMNS + " FROM point WHERE id = ?"
                + (asset == null ? "" : " AND asset = ?") + " ORDER BY taken_at, id DESC, asset DESC LIMIT 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, id.value());
            if (asset != null) {
                query.setString(2, asset.value());
            }
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? PointKey.of(Rows.point(rows)) : null;
            }
        }
    }

    private void and(String condition, Object... bound) {
        where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.addAll(List.of(bound));
    }

    private PreparedStatement prepare(Connection connection, String columns, String rest) throws SQLException {
        return bind(connection.prepareStatement("SELECT " + columns + " FROM point" + where + rest));
    }

    private PreparedStatement bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
