package io.backstay.connect.postgres.tenant.extract;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Copies out one tenant's data sets as CSV (RFC 4180), all as of one moment, in the order of each table's key:
/// a line of headings, every cell that has a value in quotes, an absent one empty, a guard before what a
/// spreadsheet would calculate.
public final class SetExtraction {
    private static final byte[] ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private SetExtraction() {}

    /// Where a set goes.
    @FunctionalInterface
    public interface Target {
        /// Takes one set; closed at its end.
        OutputStream open(DataSet set) throws IOException;
    }

    /// Copies them out.
    ///
    /// @param sets      for this tenant, as [DataSet#forTenant] gives them
    /// @param orderMark whether each begins with a byte order mark, by which Excel knows UTF-8
    /// @return how many rows of each, by its name
    /// @throws BackstayException when a set does not fit the database, or when the rows that were written are
    ///                           not as many as were counted under the tenant's key
    public static Map<String, Long> run(
            TenantRows rows, List<DataSet> sets, boolean orderMark, Target target, Progress progress)
            throws BackstayException, InterruptedException, IOException {
        for (DataSet set : sets) {
            require(rows, set);
        }
        Map<String, Long> written = new LinkedHashMap<>();
        try {
            CsvCells cells = CsvCells.of(rows.db());
            for (DataSet set : sets) {
                long lines;
                try (OutputStream to = target.open(set)) {
                    if (orderMark) {
                        to.write(ORDER_MARK);
                    }
                    to.write(heading(set));
                    lines = CopyLines.run(rows.db(), query(rows, set, cells), line -> CsvCells.line(line, to));
                }
                written.put(set.name(), lines);
                progress.advance(written.size(), sets.size());
            }
            Map<String, Long> counted = counted(rows, sets);
            if (!counted.equals(written)) {
                throw new BackstayException(new Failure.Conflict(
                        "The rows that were written, " + written + ", are not those of the tenant, " + counted,
                        "Nothing was kept. Export again, and report it if it comes back."));
            }
            return written;
        } catch (SQLException e) {
            throw SqlFailures.translate("Copying out the data sets", e);
        }
    }

    private static Map<String, Long> counted(TenantRows rows, List<DataSet> sets) throws SQLException {
        var counts = rows.counts();
        Map<String, Long> counted = new LinkedHashMap<>();
        sets.forEach(set -> counted.put(set.name(), counts.getOrDefault(set.table(), 0L)));
        return counted;
    }

    /// What keeps a set from being read, a sentence each; nothing when all of it is there.
    public static List<String> problems(TenantRows rows, DataSet set) {
        if (!rows.has(set.table())) {
            return List.of("The data set " + set.name() + " is of the table " + set.table()
                    + ", which is not there or holds no tenant's rows.");
        }
        Table table = rows.territory().table(set.table());
        List<String> problems = new ArrayList<>();
        for (String column : set.names().stream().sorted().toList()) {
            if (table.column(column).isEmpty()) {
                problems.add("The data set " + set.name() + " asks for the column " + set.table() + "." + column
                        + ", which is not there.");
            }
        }
        return problems;
    }

    private static void require(TenantRows rows, DataSet set) throws BackstayException {
        List<String> problems = problems(rows, set);
        if (!problems.isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    String.join(" ", problems), "Correct 'sets' in the mapping, or leave this set out."));
        }
    }

    private static String query(TenantRows rows, DataSet set, CsvCells cells) {
        Table table = rows.territory().table(set.table());
        List<String> columns = new ArrayList<>();
        for (DataSet.Column each : set.columns()) {
            columns.add(cells.cell(table.column(each.name()).orElseThrow()));
        }
        List<String> key = table.identity();
        String order = key.isEmpty() ? "t.*::text collate \"C\"" : Db.quoteAll("t.", key);
        return "copy (select " + String.join(", ", columns) + " from " + rows.rows(table.name(), "t") + " order by "
                + order + ") to stdout with (format csv, force_quote *)";
    }

    /// Written here, because the database cuts names after 63 bytes.
    private static byte[] heading(DataSet set) {
        return set.headings().stream()
                .map(each -> '"' + each.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
