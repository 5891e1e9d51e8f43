package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.StateFile;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the points of one update as rows and in columns, some hundreds at a time, and counts them.
final class PointInserts implements AutoCloseable {
    private static final int BATCH = 500;
    private static final int CONSTRAINT = 19;
    private static final int CODE_MASK = 0xFF;

    private final StateFile file;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PackedPoints.Writer series;
    private final List<RecoveryPoint> waiting = new ArrayList<>();
    private final Map<AssetId, Map<PointKind, Integer>> counts = new HashMap<>();
    private boolean begun;
    private boolean unindexed;

    PointInserts(StateFile file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.series = new PackedPoints.Writer(connection);
        this.insert = connection.prepareStatement(
                "INSERT INTO point (" + Rows.POINT_COLUMNS + ") VALUES (" + Rows.POINT_MARKS + ")");
    }

    void add(RecoveryPoint point) throws SQLException, BackstayException {
        waiting.add(point);
        if (waiting.size() == BATCH) {
            writeWaiting();
        }
        series.add(point);
        counts.computeIfAbsent(point.asset(), _ -> new EnumMap<>(PointKind.class))
                .merge(point.kind(), 1, Integer::sum);
    }

    void finish() throws SQLException, BackstayException {
        writeWaiting();
        series.write();
        if (unindexed) {
            for (String index : Schema.POINT_INDEXES) {
                execute(index);
            }
        }
        try (PreparedStatement count =
                connection.prepareStatement("INSERT INTO point_count (asset, kind, points) VALUES (?, ?, ?)")) {
            for (var asset : counts.entrySet()) {
                for (var kind : asset.getValue().entrySet()) {
                    count.setString(1, asset.getKey().value());
                    count.setString(2, kind.getKey().name());
                    count.setInt(3, kind.getValue());
                    count.executeUpdate();
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }

    private void writeWaiting() throws SQLException, BackstayException {
        if (!begun) {
            begun = true;
            dropIndexes();
        }
        execute("SAVEPOINT batch");
        try {
            for (RecoveryPoint point : waiting) {
                Rows.bind(insert, point);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            if ((e.getErrorCode() & CODE_MASK) != CONSTRAINT) {
                throw e;
            }
            execute("ROLLBACK TO batch");
            writeOneByOne();
        }
        execute("RELEASE batch");
        waiting.clear();
    }

    /// The first points of a catalogue are often a million; an index is made several times faster when all are there.
    private void dropIndexes() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM point LIMIT 1");
                ResultSet rows = query.executeQuery()) {
            unindexed = !rows.next();
        }
        if (unindexed) {
            for (String index : Schema.POINT_INDEXES) {
                execute("DROP INDEX " + Schema.nameOf(index));
            }
        }
    }

    /// A batch that was refused does not say which of its points it was.
    private void writeOneByOne() throws SQLException, BackstayException {
        insert.clearBatch();
        for (RecoveryPoint point : waiting) {
            Rows.bind(insert, point);
            try {
                insert.executeUpdate();
            } catch (SQLException e) {
                throw (e.getErrorCode() & CODE_MASK) == CONSTRAINT ? twice(point, e) : file.failure(e);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static BackstayException twice(RecoveryPoint point, SQLException e) {
        return new BackstayException(
                new Failure.BadInput(
                        "The recovery point '" + point.id() + "' of the asset '" + point.asset() + "' appears twice.",
                        "Give every point of an asset its own id."),
                e);
    }
}
