package io.backstay.connect.postgres.tenant.sets;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.csv.CsvReader;
import io.backstay.codec.csv.Formula;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A data set in a CSV file: ours, or one that went through a spreadsheet, with its columns and rows in any
/// order and a separator of its own.
///
/// @param separator between its cells
/// @param width     how many columns it has
/// @param places    where the columns of the set stand in it, by the column's name
/// @param notes     what else it has or has not, a sentence each
record SetFile(Path file, char separator, int width, Map<String, Integer> places, List<String> notes) {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /// Takes the records of a file.
    @FunctionalInterface
    interface Rows {
        /// Takes one record.
        ///
        /// @param line   where it begins
        /// @param values one for each column that is wanted
        void take(long line, List<@Nullable String> values) throws SQLException;
    }

    /// Reads the heading, by the separator with which the most of the set's columns are found.
    ///
    /// @throws BackstayException when there is none, or when it names a column twice
    static SetFile of(Path file, DataSet set) throws BackstayException {
        SetFile best = null;
        BackstayException first = null;
        for (char separator : SEPARATORS) {
            try {
                List<@Nullable String> heading = heading(file, separator);
                Map<String, Integer> places = places(heading, set);
                if (best == null || places.size() > best.places().size()) {
                    best = new SetFile(file, separator, heading.size(), places, notes(heading, places, set));
                }
            } catch (BackstayException e) {
                // Another separator may fit; if none does, what the first one met is told.
                first = first == null ? e : first;
            }
        }
        if (first != null && (best == null || best.places().isEmpty())) {
            throw first;
        }
        if (best == null || best.places().isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    file + ", line 1, column 1: no column is called like one of the data set " + set.name() + ".",
                    "Its first line names the columns: " + String.join(", ", set.headings())
                            + ". Name the set with --set if it is another one."));
        }
        best.requireOnce(set);
        return best;
    }

    private static List<@Nullable String> heading(Path file, char separator) throws BackstayException {
        try (CsvReader reader = CsvReader.open(file, separator)) {
            return reader.next() ? new ArrayList<>(reader.cells()) : List.of();
        }
    }

    private static Map<String, Integer> places(List<@Nullable String> heading, DataSet set) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (DataSet.Column column : set.columns()) {
            for (int i = 0; i < heading.size(); i++) {
                if (isCalled(heading.get(i), column, set)) {
                    places.put(column.name(), i);
                    break;
                }
            }
        }
        return places;
    }

    /// A heading, whatever its case, goes before the name of another column.
    private static boolean isCalled(@Nullable String written, DataSet.Column column, DataSet set) {
        if (written == null) {
            return false;
        }
        String name = Formula.plain(written).strip();
        return name.equalsIgnoreCase(column.heading())
                || (name.equals(column.name()) && set.headings().stream().noneMatch(name::equalsIgnoreCase));
    }

    private void requireOnce(DataSet set) throws BackstayException {
        List<@Nullable String> heading = heading(file, separator);
        for (DataSet.Column column : set.columns()) {
            if (heading.stream().filter(each -> isCalled(each, column, set)).count() > 1) {
                throw new BackstayException(new Failure.BadInput(
                        file + ", line 1, column 1: two columns are called '" + column.heading() + "'.",
                        "Take one of them out, or give it another name."));
            }
        }
    }

    private static List<String> notes(List<@Nullable String> heading, Map<String, Integer> places, DataSet set) {
        List<String> notes = new ArrayList<>();
        for (DataSet.Column column : set.columns()) {
            if (!places.containsKey(column.name())) {
                notes.add("The file has no column '" + column.heading() + "', so it was not compared.");
            }
        }
        for (int i = 0; i < heading.size(); i++) {
            if (!places.containsValue(i)) {
                String name = heading.get(i);
                notes.add("The file's column " + (i + 1) + (name == null ? "" : ", '" + shortened(name) + "',")
                        + " is not one of the data set, so it was not compared.");
            }
        }
        return List.copyOf(notes);
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    /// Reads all records below the heading; lines in which every cell is empty are passed over.
    ///
    /// @param columns the columns that are wanted, each of which the file has
    /// @return how many there were
    /// @throws BackstayException naming the line of a record with more or fewer cells than the heading
    long read(List<String> columns, Rows rows) throws BackstayException, InterruptedException, SQLException {
        List<Integer> wanted = columns.stream().map(places::get).toList();
        long count = 0;
        try (CsvReader reader = CsvReader.open(file, separator)) {
            reader.next();
            while (reader.next()) {
                List<@Nullable String> cells = reader.cells();
                if (cells.stream().allMatch(each -> each == null || each.isEmpty())) {
                    continue;
                }
                if (cells.size() != width) {
                    throw reader.refused("it has " + cells.size() + " cells, and the heading has " + width);
                }
                List<@Nullable String> values = new ArrayList<>(wanted.size());
                for (int at : wanted) {
                    String cell = cells.get(at);
                    values.add(cell == null ? null : Formula.plain(cell));
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("reading a data set");
                }
                rows.take(reader.line(), values);
                count++;
            }
        }
        return count;
    }
}
