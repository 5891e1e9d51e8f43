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
    private RowText() {}

    /// The SQL expression of the text.
    public static String of(Table table, TenantMapping mapping, String alias) {
        return of(table, mapping, column -> alias + "." + Db.quote(column.name()));
    }

    /// The SQL expression of the text, where a column is read in a way of its own.
    public static String of(Table table, TenantMapping mapping, Function<Column, String> read) {
        Set<String> leftOut = mapping.volatileColumns(table.name());
        List<String> columns = table.columns().stream()
                .filter(Column::writable)
                .filter(column -> !leftOut.contains(column.name()))
                .map(read)
                .toList();
        return "row(" + String.join(", ", columns) + ")::text";
    }

    /// The SQL expressions that count rows and sum their digests, over a text column.
    public static String setOf(String text) {
        String hash = "sha256(convert_to(" + text + ", 'UTF8'))";
        return "count(*), coalesce(sum(" + word(hash, 1) + "), 0) || ':' || coalesce(sum(" + word(hash, 9) + "), 0)";
    }

    private static String word(String hash, int from) {
        return "('x' || encode(substr(" + hash + ", " + from + ", 8), 'hex'))::bit(64)::bigint::numeric";
    }

    /// Reads what [#setOf] selects.
    public static RowSet read(ResultSet row) throws SQLException {
        return new RowSet(row.getLong(1), row.getString(2));
    }
}
