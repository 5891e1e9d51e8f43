package io.backstay.catalogue;

import io.backstay.base.AssetId;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Observation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of circumstances: what each part of a source said last, each with its moment.
final class Circumstances {
    private static final String COLUMNS = "source, subject, kind, asset, value, sentence, observed_at";

    private Circumstances() {}

    /// Puts one in place of what that part said of the same subject before.
    static void put(Connection connection, String part, Circumstance each) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO circumstance (part, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            AssetId asset = each.asset();
            insert.setString(1, part);
            insert.setString(2, each.observation().source());
            insert.setString(3, each.subject());
            insert.setString(4, each.kind().name());
            insert.setString(5, asset == null ? null : asset.value());
            insert.setString(6, each.value());
            insert.setString(7, each.sentence());
            insert.setLong(8, Rows.micros(each.observation().observedAt()));
            insert.executeUpdate();
        }
    }

    /// By source, subject and kind.
    ///
    /// @param asset null for all, also those of no asset
    static List<Circumstance> of(Connection connection, @Nullable AssetId asset) throws SQLException {
        List<Circumstance> all = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS + " FROM circumstance"
                + (asset == null ? "" : " WHERE asset = ?") + " ORDER BY source, subject, kind, part")) {
            if (asset != null) {
                query.setString(1, asset.value());
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String of = rows.getString(4);
                    all.add(new Circumstance(
                            rows.getString(2),
                            of == null ? null : new AssetId(of),
                            Circumstance.Kind.valueOf(rows.getString(3)),
                            rows.getString(5),
                            rows.getString(6),
                            new Observation(rows.getString(1), Rows.moment(rows.getLong(7)))));
                }
            }
        }
        return List.copyOf(all);
    }
}
