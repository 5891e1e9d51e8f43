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
            CsvCells cells = CsvCells.of(rows.db());
            List<String> columns = new ArrayList<>();
            for (String name : names(table)) {
                Column column = table.column(name).orElseThrow();
                columns.add(cells.cell(column) + " as " + Db.quote(name));
            }
            List<String> key = table.identity();
            String order = key.isEmpty() ? "t.*::text collate \"C\"" : Db.quoteAll("t.", key);
            return "copy (select " + String.join(", ", columns) + " from " + rows.rows(table.name(), "t") + " order by "
                    + order + ") to stdout with (format csv, header, force_quote *)";
        }

        @Override
        void write(byte[] row, OutputStream to) throws IOException {
            CsvCells.line(row, to);
        }
    };

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
}
