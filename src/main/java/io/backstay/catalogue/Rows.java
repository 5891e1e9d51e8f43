package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.PointId;
import io.backstay.codec.Json;
import io.backstay.estate.Asset;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns rows into estate records and back.
final class Rows {
    static final String POINT_COLUMNS = "asset, id, kind, taken_at, completed_at, expires_at, status, size_bytes,"
            + " encryption, account, regions, visibility, locked_until, lock_mode, triggered, based_on, source,"
            + " observed_at";
    static final String POINT_MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final String REGION_SEPARATOR = "\n";

    private Rows() {}

    static Asset asset(String document) throws BackstayException {
        return Json.parse("catalogue", document, Asset.class);
    }

    static RestoreTest restoreTest(String document) throws BackstayException {
        return Json.parse("catalogue", document, RestoreTest.class);
    }

    static RecoveryPoint point(ResultSet row) throws SQLException {
        String basedOn = row.getString(16);
        long size = row.getLong(8);
        ByteSize known = size == 0 && row.wasNull() ? null : new ByteSize(size);
        return new RecoveryPoint(
                new PointId(row.getString(2)),
                new AssetId(row.getString(1)),
                PointKind.valueOf(row.getString(3)),
                required(row, 4),
                instant(row, 5),
                instant(row, 6),
                PointStatus.valueOf(row.getString(7)),
                known,
                row.getString(9),
                row.getString(10),
                regions(row.getString(11)),
                row.getString(12),
                instant(row, 13),
                row.getString(14),
                row.getString(15),
                basedOn == null ? null : new PointId(basedOn),
                new Observation(row.getString(17), required(row, 18)));
    }

    static void bind(PreparedStatement insert, RecoveryPoint point) throws SQLException {
        insert.setString(1, point.asset().value());
        insert.setString(2, point.id().value());
        insert.setString(3, point.kind().name());
        instant(insert, 4, point.takenAt());
        instant(insert, 5, point.completedAt());
        instant(insert, 6, point.expiresAt());
        insert.setString(7, point.status().name());
        ByteSize size = point.size();
        if (size == null) {
            insert.setNull(8, Types.BIGINT);
        } else {
            insert.setLong(8, size.bytes());
        }
        insert.setString(9, point.encryption());
        insert.setString(10, point.account());
        insert.setString(11, String.join(REGION_SEPARATOR, point.regions()));
        insert.setString(12, point.visibility());
        instant(insert, 13, point.lockedUntil());
        insert.setString(14, point.lockMode());
        insert.setString(15, point.trigger());
        PointId basedOn = point.basedOn();
        insert.setString(16, basedOn == null ? null : basedOn.value());
        insert.setString(17, point.observation().source());
        instant(insert, 18, point.observation().observedAt());
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        // Nothing is read as 0; to ask costs another call into the library, for every field of every row.
        return micros == 0 && row.wasNull() ? null : moment(micros);
    }

    static void instant(PreparedStatement statement, int column, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(column, Types.BIGINT);
        } else {
            statement.setLong(column, micros(instant));
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    private static Instant required(ResultSet row, int column) throws SQLException {
        return moment(row.getLong(column));
    }

    static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static List<String> regions(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(REGION_SEPARATOR, -1));
    }
}
