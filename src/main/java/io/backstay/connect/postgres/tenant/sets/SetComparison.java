package io.backstay.connect.postgres.tenant.sets;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.io.IOException;
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
    ///               is written, how a line inside a cell ends
    /// @param reveal whether personal data is shown
    /// @param shown  how many rows at most are shown
    public record Options(boolean exact, boolean reveal, int shown) {}

    /// Takes the rows that only the database has.
    @FunctionalInterface
    public interface Missing {
        /// One row, with a value for each column of the set; a column that the database has not is absent.
        void take(List<@Nullable String> values) throws IOException;
    }

    /// Compares.
    ///
    /// @param rows of the tenant, in a transaction that may make a temporary table
    /// @param set  for this tenant, as [DataSet#forTenant] gives it
    /// @throws BackstayException when the file is no such set, with the line and the column
    /// @throws IOException       when the missing rows cannot be written
    public static SetDifference run(TenantRows rows, DataSet set, Path file, Options options, Missing missing)
            throws BackstayException, InterruptedException, IOException {
        try {
            return new SetComparison(rows, set, options).compare(SetFile.of(file, set), missing);
        } catch (SQLException e) {
            throw SqlFailures.translate("Comparing the data set " + set.name(), e);
        }
    }

    private SetDifference compare(SetFile file, Missing missing)
            throws BackstayException, InterruptedException, IOException, SQLException {
        List<String> notes = new ArrayList<>(file.notes());
        if (!rows.has(set.table())) {
            return SetDifference.undecided(
                    set.name(), notes, List.of("The database has no table " + set.table() + " there."));
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
        return joined(new SetQuery(table, columns, compared, options.exact()), file, notes, missing);
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

    private SetDifference joined(SetQuery query, SetFile file, List<String> notes, Missing missing)
            throws BackstayException, InterruptedException, IOException, SQLException {
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
                        told.row(row, missing);
                    }
                }
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
                    List.of());
        } finally {
            drop(db);
        }
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

        void row(ResultSet row, Missing missing) throws SQLException, IOException {
            DifferingRow.Kind kind = DifferingRow.Kind.valueOf(row.getString(1));
            long count = counts.merge(kind, 1L, Long::sum);
            if (kind == DifferingRow.Kind.MISSING) {
                missing.take(whole(row));
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

        /// The database's values, in the order of the set.
        private List<@Nullable String> whole(ResultSet row) throws SQLException {
            List<@Nullable String> values = new ArrayList<>();
            for (DataSet.Column each : set.columns()) {
                int at = query.columns().indexOf(each);
                values.add(at < 0 ? null : row.getString(BEFORE_VALUES + 1 + at));
            }
            return values;
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
