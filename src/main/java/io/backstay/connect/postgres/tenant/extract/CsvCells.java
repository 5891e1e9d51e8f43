package io.backstay.connect.postgres.tenant.extract;

import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/// How the database itself writes cells that no spreadsheet takes for a formula, by the rule of
/// [io.backstay.codec.csv.Formula], which takes it back. Numbers and times need no apostrophe: they are what
/// they seem.
final class CsvCells {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final Pattern NUMBERS_AND_TIMES =
            Pattern.compile("(smallint|integer|bigint|numeric|real|double|boolean|uuid|date|time).*");
    /// What begins a formula in a spreadsheet.
    private static final String FORMULA = " E'^''*[=+@\\t\\r\\n-]'";
    /// The same with the wide forms that some take for it, which a database in another encoding may have no
    /// words for.
    private static final String FORMULA_WIDE = " E'^''*[=+@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20-]'";

    private final String formula;

    private CsvCells(String formula) {
        this.formula = formula;
    }

    static CsvCells of(Db db) throws SQLException {
        return new CsvCells("UTF8".equals(db.text("show server_encoding")) ? FORMULA_WIDE : FORMULA);
    }

    /// The expression of a cell of the row `t`.
    String cell(Column column) {
        String read = "t." + Db.quote(column.name());
        if (NUMBERS_AND_TIMES.matcher(column.type().toLowerCase(Locale.ROOT)).matches()
                && !column.type().endsWith("[]")) {
            return read;
        }
        String text = read + "::text";
        return "case when " + text + " ~" + formula + " then '''' || " + text + " else " + text + " end";
    }

    /// Writes a line as the server sent it, ended as RFC 4180 says.
    static void line(byte[] row, OutputStream to) throws IOException {
        // One message of the protocol is one row, whatever line ends its cells hold.
        to.write(row, 0, row.length - 1);
        to.write(LINE_END);
    }
}
