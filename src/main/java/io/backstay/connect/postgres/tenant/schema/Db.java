package io.backstay.connect.postgres.tenant.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection, asked in plain SQL.
///
/// Statements without values go through a plain [Statement], where a question mark is an operator and not a
/// placeholder: expressions of indexes come from the catalog and may contain one.
public record Db(Connection connection) {

    /// Reads one row of an answer.
    @FunctionalInterface
    public interface Reader<T> {
        /// The value of the row that the cursor stands on.
        T read(ResultSet row) throws SQLException;
    }

    /// An identifier as SQL takes it.
    public static String quote(String identifier) {
        if (identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an identifier cannot hold the character 0");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /// A list of identifiers as SQL takes it, each with the prefix before it.
    ///
    /// @param prefix such as `s.`, or empty
    public static String quoteAll(String prefix, List<String> identifiers) {
        return String.join(
                ", ", identifiers.stream().map(name -> prefix + quote(name)).toList());
    }

    /// A text as SQL takes it, whatever `standard_conforming_strings` says.
    public static String literal(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text cannot hold the character 0");
        }
        return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /// Runs a statement and counts the rows it changed.
    public long run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /// Runs a statement with one list of texts as its value, and counts the rows it changed.
    public long run(String sql, List<String> texts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            return statement.executeLargeUpdate();
        }
    }

    /// Runs a statement whose answer does not matter, such as `select set_config(…)`.
    public void call(String sql, @Nullable Object... values) throws SQLException {
        list(sql, row -> "", values);
    }

    /// The number in the first column of the only row.
    public long number(String sql, @Nullable Object... values) throws SQLException {
        return one(sql, row -> row.getLong(1), values);
    }

    /// The truth in the first column of the only row.
    public boolean holds(String sql, @Nullable Object... values) throws SQLException {
        return one(sql, row -> row.getBoolean(1), values);
    }

    /// The text in the first column of the only row; empty for a null.
    public String text(String sql, @Nullable Object... values) throws SQLException {
        return one(
                sql,
                row -> {
                    String text = row.getString(1);
                    return text == null ? "" : text;
                },
                values);
    }

    /// The only row of an answer.
    public <T> T one(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = list(sql, reader, values);
        if (rows.size() != 1) {
            throw new IllegalStateException("one row expected, not " + rows.size());
        }
        return rows.getFirst();
    }

    /// All rows of an answer that is small by its nature: facts of the catalog, counts, bounded samples.
    public <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        if (values.length == 0) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return read(rows, reader);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, reader);
            }
        }
    }

    private static <T> List<T> read(ResultSet rows, Reader<T> reader) throws SQLException {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
            read.add(reader.read(rows));
        }
        return read;
    }
}
