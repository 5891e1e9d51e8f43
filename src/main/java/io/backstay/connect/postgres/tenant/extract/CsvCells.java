package io.backstay.connect.postgres.tenant.extract;

import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.ColumnKind;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/// How the database itself writes cells that no spreadsheet takes for a formula, by the rule of
/// [io.backstay.codec.csv.Formula], which takes it back. Numbers and times need no apostrophe: they are what
/// they seem.
public final class CsvCells {
    private static final byte[] LINE_END = {'\r', '\n'};
    /// What begins a formula in a spreadsheet.
    private static final String FORMULA = " E'^''*[=+@\\t\\r\\n-]'";
    /// The same with the wide forms that some take for it, which a database in another encoding may have no
    /// words for.
    private static final String FORMULA_WIDE = " E'^''*[=+@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20-]'";

    private final String formula;

    private CsvCells(String formula) {
        this.formula = formula;
    }

    /// The cells of a database, by its encoding.
    public static CsvCells of(Db db) throws SQLException {
        return new CsvCells("UTF8".equals(db.text("show server_encoding")) ? FORMULA_WIDE : FORMULA);
    }

    /// The value of the row `t` as a text: the same whether it is written to a file or compared with one. COPY alone
    /// would write the booleans in another way than a cast does.
    public static String text(Column column) {
        return "t." + Db.quote(column.name()) + "::text";
    }

    /// The expression of a cell of the row `t`.
    String cell(Column column) {
        return guarded(text(column), column);
    }

    /// The expression of a cell whose value is already read.
    ///
    /// @param text an expression of what [#text] gave
    public String guarded(String text, Column column) {
        if (ColumnKind.of(column) != ColumnKind.TEXT) {
            return text;
        }
        // A collation that is not deterministic has no regular expressions.
        return "case when " + text + " collate \"C\" ~" + formula + " then '''' || " + text + " else " + text + " end";
    }

    /// Writes a line as the server sent it, ended as RFC 4180 says.
    static void line(byte[] row, OutputStream to) throws IOException {
        // One message of the protocol is one row, whatever line ends its cells hold.
        to.write(row, 0, row.length - 1);
        to.write(LINE_END);
    }
}
