package io.backstay.connect.postgres.tenant.rows;

import io.backstay.connect.postgres.tenant.schema.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/// One transaction with a frozen view, and the settings under which rows are read as text.
///
/// Text depends on the session: time zone, number of digits, search path. Both sides of a comparison use the same
/// settings, and writing uses the database's own, because triggers were made for those.
public final class FrozenSession implements AutoCloseable {
    /// How long a statement waits for another session's lock.
    private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

    /// How long one statement may run.
    private static final Duration STATEMENT_RUN = Duration.ofMinutes(30);

    /// How long a session is given to say that it is still there.
    private static final int ANSWER_SECONDS = 5;

    private static final Map<String, String> READING = reading();

    private static final String SET_READING = READING.entrySet().stream()
            .map(setting -> "pg_catalog.set_config('" + setting.getKey() + "', '" + setting.getValue() + "', true)")
            .collect(Collectors.joining(", ", "select ", ""));

    private static final String SET_WRITING = READING.keySet().stream()
            .map(setting -> "set local " + setting + " to default; ")
            .collect(Collectors.joining("", "", "set local row_security = on"));

    private final Connection connection;
    private final Db db;
    private final boolean autoCommitBefore;

    private FrozenSession(Connection connection, boolean autoCommitBefore) {
        this.connection = connection;
        this.db = new Db(connection);
        this.autoCommitBefore = autoCommitBefore;
    }

    private static Map<String, String> reading() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("search_path", "pg_catalog");
        settings.put("row_security", "off");
        settings.put("timezone", "UTC");
        settings.put("datestyle", "ISO, YMD");
        settings.put("intervalstyle", "postgres");
        settings.put("extra_float_digits", "1");
        settings.put("bytea_output", "hex");
        settings.put("xmlbinary", "base64");
        settings.put("lc_monetary", "C");
        return settings;
    }

    /// Begins a transaction that sees one moment and can write.
    public static FrozenSession begin(Connection connection) throws SQLException {
        return begin(connection, "read write");
    }

    /// Begins a transaction that sees one moment and only reads, as a server in recovery demands.
    public static FrozenSession reading(Connection connection) throws SQLException {
        return begin(connection, "read only");
    }

    /// Begins a transaction that sees exactly what another one sees, and only reads.
    ///
    /// @param snapshot as `pg_export_snapshot` named it in the other transaction, which must still be open
    public static FrozenSession sharing(Connection connection, String snapshot) throws SQLException {
        return begin(connection, "read only; set transaction snapshot " + Db.literal(snapshot));
    }

    private static FrozenSession begin(Connection connection, String access) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        // A savepoint would give rows another transaction id than the one that the proof looks for.
        connection.unwrap(PGConnection.class).setAutosave(AutoSave.NEVER);
        if (!autoCommit) {
            connection.rollback();
        }
        connection.setAutoCommit(false);
        FrozenSession session = new FrozenSession(connection, autoCommit);
        session.db.run("set transaction isolation level repeatable read, " + access + "; set local lock_timeout = "
                + LOCK_WAIT.toMillis() + "; set local statement_timeout = " + STATEMENT_RUN.toMillis()
                + "; set local idle_in_transaction_session_timeout = 0");
        session.readAsText();
        return session;
    }

    public Db db() {
        return db;
    }

    /// Rows are read, as the same text everywhere, and an incomplete view is an error.
    public void readAsText() throws SQLException {
        db.call(SET_READING);
    }

    /// Rows are written, under the database's own settings, and row-level security holds.
    public void asTheDatabaseWrites() throws SQLException {
        db.run(SET_WRITING);
    }

    /// Commits; the answer may be lost, and then the caller must look before it says anything.
    public void commit() throws SQLException {
        connection.commit();
    }

    /// Undoes everything that was not committed. A session that is gone has been undone by the server.
    @Override
    public void close() throws SQLException {
        if (connection.isValid(ANSWER_SECONDS)) {
            connection.rollback();
            connection.setAutoCommit(autoCommitBefore);
        }
    }
}
