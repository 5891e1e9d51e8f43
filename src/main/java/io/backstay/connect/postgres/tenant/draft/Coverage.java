package io.backstay.connect.postgres.tenant.draft;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// How well some columns of a table tell whose its rows are.
///
/// @param rows     how many rows were looked at; at most [#ROWS_MAX]
/// @param set      rows in which every column has a value
/// @param distinct different values among them
/// @param matching rows whose value is a tenant of the root table
public record Coverage(TableName table, List<String> columns, long rows, long set, long distinct, long matching) {
    /// How many rows of one table are counted; of a larger table it is the first ones.
    public static final long ROWS_MAX = 1_000_000;

    private static final int PERCENT = 100;

    /// Counts.
    static Coverage of(Db db, Table table, List<String> columns, Table root, TenantMapping.Root key)
            throws SQLException {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            equal.add("r." + Db.quote(key.key().names().get(i)) + "::text = s." + Db.quote(columns.get(i)) + "::text");
        }
        String set = String.join(
                " and ",
                columns.stream()
                        .map(name -> "s." + Db.quote(name) + " is not null")
                        .toList());
        return db.one(
                "select count(*), count(*) filter (where " + set + "), count(distinct (" + Db.quoteAll("s.", columns)
                        + ")) filter (where " + set + "), count(*) filter (where exists (select from " + root.from()
                        + " r where " + String.join(" and ", equal) + ")) from (select " + Db.quoteAll("", columns)
                        + " from " + table.from() + " limit " + ROWS_MAX + ") s",
                row -> new Coverage(
                        table.name(),
                        List.copyOf(columns),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4)));
    }

    /// Whether every row names a tenant who is there.
    public boolean whole() {
        return rows == matching;
    }

    /// The coverage for a person to read.
    public String sentence() {
        String column = table + "." + String.join(", ", columns);
        if (rows == 0) {
            return column + ": the table is empty";
        }
        return "%s: %s%d rows, %d %% set, %d different, %d %% match a tenant"
                .formatted(
                        column,
                        rows == ROWS_MAX ? "the first " : "",
                        rows,
                        set * PERCENT / rows,
                        distinct,
                        matching * PERCENT / rows);
    }
}
