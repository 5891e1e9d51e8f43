package io.backstay.connect.postgres.tenant.rows;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The canonical text of a row: its stored columns in the order of their names, without those that change by
/// themselves, as PostgreSQL writes a row of them.
public final class RowText {
    /// The first version of PostgreSQL that has a cast of bytes to a number.
    private static final int NUMBERS_OF_BYTES = 18;

    private RowText() {}

    /// The SQL expression of the text.
    public static String of(Table table, TenantMapping mapping, String alias) {
        return of(table, mapping, column -> alias + "." + Db.quote(column.name()));
    }

    /// The SQL expression of the text, where a column is read in a way of its own.
    public static String of(Table table, TenantMapping mapping, Function<Column, String> read) {
        return "row("
                + String.join(", ", columns(table, mapping).stream().map(read).toList()) + ")::text";
    }

    /// The columns that the text is made of.
    public static List<Column> columns(Table table, TenantMapping mapping) {
        Set<String> leftOut = mapping.volatileColumns(table.name());
        return table.columns().stream()
                .filter(Column::writable)
                .filter(column -> !leftOut.contains(column.name()))
                .toList();
    }

    /// The SQL expression of the digest of a text.
    public static String hash(String text) {
        return "sha256(convert_to(" + text + ", 'UTF8'))";
    }

    /// The query that counts rows and sums their digests.
    ///
    /// @param text the SQL expression of a row's text
    /// @param from the rows, as what follows FROM
    public static String setOf(Db db, String text, String from) throws SQLException {
        return "select " + sums(db, "r.h") + " from (select " + hash(text) + " h from " + from + " offset 0) r";
    }

    /// The SQL expressions that count rows and sum their digests. The digest must be a column: the server works out
    /// an expression as often as it is written.
    public static String sums(Db db, String hash) throws SQLException {
        return "count(*), coalesce(sum(" + word(db, hash, 1) + "), 0) || ':' || coalesce(sum(" + word(db, hash, 9)
                + "), 0)";
    }

    /// PostgreSQL 18 turns eight bytes into a number by itself; before it, that goes over their text.
    private static String word(Db db, String hash, int from) throws SQLException {
        String bytes = "substr(" + hash + ", " + from + ", 8)";
        return db.connection().getMetaData().getDatabaseMajorVersion() >= NUMBERS_OF_BYTES
                ? bytes + "::bigint"
                : "('x' || encode(" + bytes + ", 'hex'))::bit(64)::bigint";
    }

    /// Reads what [#setOf] selects.
    public static RowSet read(ResultSet row) throws SQLException {
        return new RowSet(row.getLong(1), row.getString(2));
    }
}
