package io.backstay.connect.postgres.tenant.sets;

import io.backstay.connect.postgres.tenant.extract.CsvCells;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.ColumnKind;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.util.ArrayList;
import java.util.List;

/// The question which rows differ: the tenant's rows joined with the file's, which lie in a temporary table,
/// over the key. The database sorts and joins on disk where memory does not do.
///
/// @param columns  of the set that the table has, in the set's order
/// @param compared those of them that the file has
/// @param exact    whether the file is as it was exported
/// @param cells    how the database writes cells
record SetQuery(Table table, List<DataSet.Column> columns, List<String> compared, boolean exact, CsvCells cells) {
    static final String FILE = "backstay_set";

    /// What the database takes for a number, with an exponent that it writes out in reasonable length.
    private static final String PLAIN_NUMBER =
            "'^[+-]?([0-9]{1,100}([.][0-9]{0,100})?|[.][0-9]{1,100})([eE][+-]?[0-9]{1,3})?$'";

    /// The temporary table for the file's rows.
    String create() {
        List<String> texts = new ArrayList<>(List.of("line bigint"));
        compared.forEach(name -> texts.add(inFile(name) + " text collate \"C\""));
        return "create temp table " + FILE + " (" + String.join(", ", texts) + ") on commit drop";
    }

    /// Lines that have the key of another line, a pair each; what cannot be joined one to one.
    String twice() {
        List<String> key =
                table.identity().stream().map(each -> key(each, inFile(each))).toList();
        return "select min(line), max(line) from pg_temp." + FILE + " where "
                + String.join(
                        " and ", key.stream().map(each -> each + " is not null").toList()) + " group by "
                + String.join(", ", key) + " having count(*) > 1 order by 1 limit 5";
    }

    /// Kind, line, the database's values of all columns, the file's of those
    /// that are compared, of each of those whether it differs, and of a missing row the cells as an export
    /// writes them; missing rows first, each kind in the order of the key.
    String differing(TenantRows rows) {
        List<String> read = new ArrayList<>(List.of("true as there"));
        List<String> order = new ArrayList<>();
        for (DataSet.Column each : columns) {
            read.add(CsvCells.text(column(each.name())) + " collate \"C\" as " + there(each.name()));
        }
        List<String> joined = new ArrayList<>();
        for (String key : table.identity()) {
            read.add("t." + Db.quote(key) + " as k" + order.size());
            order.add("d.k" + order.size());
            joined.add(key(key, "d." + there(key)) + " = " + key(key, "f." + inFile(key)));
        }
        List<String> differ = compared.stream()
                .map(each -> table.identity().contains(each) ? "false" : "(" + differ(each) + ")")
                .toList();
        List<String> selected = new ArrayList<>();
        columns.forEach(each -> selected.add("d." + there(each.name())));
        compared.forEach(each -> selected.add("f." + inFile(each)));
        selected.addAll(differ);
        for (DataSet.Column each : columns) {
            String cell = cells.guarded("d." + there(each.name()), column(each.name()));
            selected.add("case when f.line is null then " + cell + " end");
        }
        return "select case when f.line is null then 'MISSING' when d.there is null then 'ADDED' else 'CHANGED' end,"
                + " f.line, "
                + String.join(", ", selected) + " from (select " + String.join(", ", read) + " from "
                + rows.rows(table.name(), "t") + ") d full join pg_temp." + FILE + " f on "
                + String.join(" and ", joined) + " where f.line is null or d.there is null"
                + " or " + String.join(" or ", differ) + " order by f.line is not null, d.there is null, "
                + String.join(", ", order) + ", f.line";
    }

    /// A spreadsheet keeps neither the difference between nothing and an empty text, nor how a number, a boolean
    /// or a line break was written; so where one may have been at work, these count as the same.
    private String differ(String column) {
        String there = "d." + there(column);
        String file = "f." + inFile(column);
        if (exact) {
            return there + " is distinct from " + file;
        }
        return lines(plain(column, there)) + " <> " + lines(plain(column, file));
    }

    /// What rows are paired by. Only a text can be empty, so only of a text the empty cell is a value.
    private String key(String column, String value) {
        if (exact) {
            return value;
        }
        return kind(column) == ColumnKind.TEXT ? "coalesce(" + value + ", '')" : plain(column, value);
    }

    /// A number or a boolean in one form, however it is written.
    private String plain(String column, String value) {
        return switch (kind(column)) {
            case NUMBER ->
                "case when " + value + " ~ " + PLAIN_NUMBER + " then trim_scale(" + value
                        + "::numeric)::text collate \"C\" else " + value + " end";
            case BOOLEAN ->
                "case lower(" + value + ") when 't' then 'true' when 'f' then 'false' else lower(" + value + ") end";
            case FIXED, TEXT -> value;
        };
    }

    private ColumnKind kind(String column) {
        return ColumnKind.of(column(column));
    }

    private Column column(String name) {
        return table.column(name).orElseThrow();
    }

    private static String lines(String value) {
        return "replace(replace(coalesce(" + value + ", ''), E'\\r\\n', E'\\n'), E'\\r', E'\\n')";
    }

    private int number(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(column + " is not a column of the set");
    }

    private String there(String column) {
        return "c" + number(column);
    }

    String inFile(String column) {
        return "f" + number(column);
    }
}
