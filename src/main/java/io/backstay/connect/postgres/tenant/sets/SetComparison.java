package io.backstay.connect.postgres.tenant.sets;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.extract.CsvCells;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds a file against the tenant's rows. Neither side is kept in memory: the file goes into a temporary table
/// of the session, which ends with it, and what differs is streamed.
public final class SetComparison {
    private static final int FETCH = 100;

    private final TenantRows rows;
    private final DataSet set;
    private final Options options;
    private final Set<String> personal;

    private SetComparison(TenantRows rows, DataSet set, Options options) {
        this.rows = rows;
        this.set = set;
        this.options = options;
        this.personal = rows.territory().mapping().words().personal().getOrDefault(set.table(), Set.of());
    }

    /// How to compare.
    ///
    /// @param exact  whether the file is byte for byte as it was exported; otherwise what a spreadsheet does
    ///               not keep is not compared: whether an empty cell is absent or an empty text, how a number
    ///               or a boolean is written, how a line inside a cell ends
    /// @param reveal whether personal data is shown
    /// @param shown  how many rows at most are shown
    public record Options(boolean exact, boolean reveal, int shown) {}

    /// Takes the rows that only the database has.
    ///
    /// @param <X> what it may throw: `IOException`, or nothing
    @FunctionalInterface
    public interface Missing<X extends Exception> {
        /// One row, with a cell for each column of the set as an export writes it, guarded where a spreadsheet would
        /// calculate; a column that the database has not is absent.
        void take(List<@Nullable String> cells) throws X;
    }

    /// Compares.
    ///
    /// @param rows of the tenant, in a transaction that may make a temporary table
    /// @param set  for this tenant, as [DataSet#forTenant] gives it
    /// @throws BackstayException when the file is no such set, with the line and the column
    /// @throws X                 when the missing rows cannot be written
    public static <X extends Exception> SetDifference run(
            TenantRows rows, DataSet set, Path file, Options options, Missing<X> missing)
            throws BackstayException, InterruptedException, X {
        try {
            return new SetComparison(rows, set, options).compare(SetFile.of(file, set), missing);
        } catch (SQLException e) {
            throw SqlFailures.translate("Comparing the data set " + set.name(), e);
        }
    }

    private <X extends Exception> SetDifference compare(SetFile file, Missing<X> missing)
            throws BackstayException, InterruptedException, SQLException, X {
        List<String> notes = new ArrayList<>(file.notes());
        if (!rows.has(set.table())) {
            return SetDifference.undecided(
                    set.name(),
                    notes,
                    List.of("The table " + set.table() + " is not there, or holds no tenant's rows by the mapping."));
        }
        Table table = rows.territory().table(set.table());
        List<DataSet.Column> columns = new ArrayList<>();
        for (DataSet.Column each : set.columns()) {
            if (table.column(each.name()).isPresent()) {
                columns.add(each);
            } else {
                notes.add("The database has no column " + set.table() + "." + each.name()
                        + " there, so it was not compared.");
            }
        }
        List<String> why = keyless(table, columns, file);
        if (!why.isEmpty()) {
            return SetDifference.undecided(set.name(), notes, why);
        }
        List<String> compared = columns.stream()
                .map(DataSet.Column::name)
                .filter(file.places()::containsKey)
                .toList();
        var query = new SetQuery(table, columns, compared, options.exact(), CsvCells.of(rows.db()));
        return joined(query, file, notes, missing);
    }

    private static List<String> keyless(Table table, List<DataSet.Column> columns, SetFile file) {
        List<String> why = new ArrayList<>();
        if (table.identity().isEmpty()) {
            why.add("The table " + table.name() + " has no key that tells its rows apart.");
        }
        for (String key : table.identity()) {
            Optional<DataSet.Column> column =
                    columns.stream().filter(each -> each.name().equals(key)).findFirst();
            if (column.isEmpty()) {
                why.add("The data set leaves the key " + table.name() + "." + key + " out.");
            } else if (!file.places().containsKey(key)) {
                why.add("The file has no column '" + column.get().heading() + "', which tells its rows apart.");
            }
        }
        return why;
    }

    private <X extends Exception> SetDifference joined(
            SetQuery query, SetFile file, List<String> notes, Missing<X> missing)
            throws BackstayException, InterruptedException, SQLException, X {
        Db db = rows.db();
        db.run(query.create());
        try {
            long count = FileRows.load(db, file, query);
            db.run("analyze pg_temp." + SetQuery.FILE);
            List<String> twice = db.list(
                    query.twice(),
                    row -> "The lines " + row.getLong(1) + " and " + row.getLong(2) + " of the file have one key.");
            if (!twice.isEmpty()) {
                return SetDifference.undecided(set.name(), notes, twice);
            }
            long there = rows.counts().getOrDefault(set.table(), 0L);
            var told = new Telling(query);
            try (Statement statement = db.connection().createStatement()) {
                statement.setFetchSize(FETCH);
                try (ResultSet row = statement.executeQuery(query.differing(rows))) {
                    while (row.next()) {
                        if (Thread.interrupted()) {
                            throw new InterruptedException("comparing a data set");
                        }
                        told.row(row, missing);
                    }
                }
            }
            List<String> keyOnly = keyOnly(query);
            boolean known = keyOnly.isEmpty() || !told.counts.isEmpty();
            if (known) {
                notes.addAll(keyOnly);
            }
            return new SetDifference(
                    set.name(),
                    count,
                    there,
                    told.count(DifferingRow.Kind.MISSING),
                    told.count(DifferingRow.Kind.ADDED),
                    told.count(DifferingRow.Kind.CHANGED),
                    told.shown,
                    notes,
                    known ? List.of() : keyOnly);
        } finally {
            drop(db);
        }
    }

    /// A list of keys shows which rows are missing, but never that nothing differs.
    private static List<String> keyOnly(SetQuery query) {
        int key = query.table().identity().size();
        return query.compared().size() > key || query.columns().size() == key
                ? List.of()
                : List.of(
                        "Of the set's columns the file has only the key, so the values of the rows were not compared.");
    }

    /// After a failure the transaction is over, and the table with it.
    private static void drop(Db db) {
        try {
            db.run("drop table if exists pg_temp." + SetQuery.FILE);
        } catch (SQLException e) {
            System.getLogger(SetComparison.class.getName())
                    .log(System.Logger.Level.DEBUG, "the file's rows go with the transaction", e);
        }
    }

    /// Counts rows and keeps the first of each kind to show.
    private final class Telling {
        private static final int BEFORE_VALUES = 2;

        private final SetQuery query;
        private final Map<DifferingRow.Kind, Long> counts = new EnumMap<>(DifferingRow.Kind.class);
        private final List<DifferingRow> shown = new ArrayList<>();

        Telling(SetQuery query) {
            this.query = query;
        }

        <X extends Exception> void row(ResultSet row, Missing<X> missing) throws SQLException, X {
            DifferingRow.Kind kind = DifferingRow.Kind.valueOf(row.getString(1));
            long count = counts.merge(kind, 1L, Long::sum);
            if (kind == DifferingRow.Kind.MISSING) {
                missing.take(cells(row));
            }
            if (count <= options.shown()) {
                shown.add(shown(kind, row));
            }
        }

        long count(DifferingRow.Kind kind) {
            return counts.getOrDefault(kind, 0L);
        }

        private int afterValues() {
            return BEFORE_VALUES + query.columns().size() + query.compared().size() + 1;
        }

        /// The row as an export writes it, in the order of the set.
        private List<@Nullable String> cells(ResultSet row) throws SQLException {
            List<@Nullable String> cells = new ArrayList<>();
            for (DataSet.Column each : set.columns()) {
                int at = query.columns().indexOf(each);
                cells.add(
                        at < 0
                                ? null
                                : row.getString(afterValues() + query.compared().size() + at));
            }
            return cells;
        }

        private DifferingRow shown(DifferingRow.Kind kind, ResultSet row) throws SQLException {
            List<DifferingRow.Value> key = new ArrayList<>();
            List<DifferingRow.Cell> cells = new ArrayList<>();
            for (int i = 0; i < query.columns().size(); i++) {
                DataSet.Column column = query.columns().get(i);
                int at = query.compared().indexOf(column.name());
                String there = row.getString(BEFORE_VALUES + 1 + i);
                String file = at < 0
                        ? null
                        : row.getString(BEFORE_VALUES + query.columns().size() + 1 + at);
                if (query.table().identity().contains(column.name())) {
                    key.add(new DifferingRow.Value(
                            column.heading(), masked(column, kind == DifferingRow.Kind.ADDED ? file : there, null)));
                } else if (kind == DifferingRow.Kind.CHANGED
                        ? at >= 0 && row.getBoolean(afterValues() + at)
                        : there != null || file != null) {
                    cells.add(new DifferingRow.Cell(
                            column.heading(), masked(column, file, there), masked(column, there, file)));
                }
            }
            long line = row.getLong(2);
            return new DifferingRow(kind, row.wasNull() ? null : line, List.copyOf(key), List.copyOf(cells));
        }

        private @Nullable String masked(DataSet.Column column, @Nullable String value, @Nullable String other) {
            return value != null && !options.reveal() && personal.contains(column.name())
                    ? TenantMapping.Words.MASK
                    : Sight.of(value, other);
        }
    }
}
