package io.backstay.connect.postgres.tenant.extract;

import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How rows are written down.
public enum RowForm {
    /// As `COPY` writes text, for another database, which takes it by `COPY`; in no order.
    TEXT {
        @Override
        String query(TenantRows rows, Table table) {
            return "copy (select " + Db.quoteAll("t.", written(table)) + " from " + rows.rows(table.name(), "t")
                    + ") to stdout";
        }

        @Override
        void write(byte[] row, OutputStream to) throws IOException {
            to.write(row);
        }
    },

    /// As CSV (RFC 4180), for people, in the order of the table's key: a line of names first, every cell that has a
    /// value in quotes, an absent one empty, and an apostrophe before what a spreadsheet would calculate.
    CSV {
        @Override
        String query(TenantRows rows, Table table) throws SQLException {
            String formula = "UTF8".equals(rows.db().text("show server_encoding")) ? FORMULA_WIDE : FORMULA;
            List<String> columns = new ArrayList<>();
            for (String name : names(table)) {
                Column column = table.column(name).orElseThrow();
                columns.add(cell(column, formula) + " as " + Db.quote(name));
            }
            List<String> key = table.identity();
            String order = key.isEmpty() ? "t.*::text collate \"C\"" : Db.quoteAll("t.", key);
            return "copy (select " + String.join(", ", columns) + " from " + rows.rows(table.name(), "t") + " order by "
                    + order + ") to stdout with (format csv, header, force_quote *)";
        }

        @Override
        void write(byte[] row, OutputStream to) throws IOException {
            // One message of the protocol is one row, whatever line ends its cells hold.
            to.write(row, 0, row.length - 1);
            to.write(LINE_END);
        }
    };

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final Pattern NUMBERS_AND_TIMES =
            Pattern.compile("(smallint|integer|bigint|numeric|real|double|boolean|uuid|date|time).*");
    /// What begins a formula in a spreadsheet.
    private static final String FORMULA = " E'^[=+@\\t\\r\\n-]'";
    /// The same with the wide forms that some take for it, which a database in another encoding may have no words for.
    private static final String FORMULA_WIDE = " E'^[=+@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20-]'";

    /// The statement that sends them.
    abstract String query(TenantRows rows, Table table) throws SQLException;

    /// Writes one row as the server sent it.
    abstract void write(byte[] row, OutputStream to) throws IOException;

    /// The columns that a table takes when such rows are loaded: all but those that it computes by itself.
    public static List<String> written(Table table) {
        return table.columns().stream()
                .filter(Column::writable)
                .map(Column::name)
                .toList();
    }

    /// The columns as they are written: those of the key first.
    static List<String> names(Table table) {
        List<String> names = new ArrayList<>(table.identity());
        table.columnNames().stream().filter(name -> !names.contains(name)).forEach(names::add);
        return names;
    }

    private static String cell(Column column, String formula) {
        String read = "t." + Db.quote(column.name());
        if (NUMBERS_AND_TIMES.matcher(column.type().toLowerCase(Locale.ROOT)).matches()
                && !column.type().endsWith("[]")) {
            return read;
        }
        String text = read + "::text";
        return "case when " + text + " ~" + formula + " then '''' || " + text + " else " + text + " end";
    }
}
