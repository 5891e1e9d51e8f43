package io.backstay.incident;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/// The SQLite file behind the case book: how it is opened, made and locked, and what its refusals mean.
final class CaseStore implements AutoCloseable {
    private static final int FORMAT = 2;
    private static final int BUSY_MILLIS = 5_000;
    private static final List<String> TABLES = List.of(
            "create table cases (number integer primary key autoincrement, title text not null,"
                    + " tenant_id text not null, tenant_name text not null,"
                    + " practice integer not null check (practice in (0, 1)),"
                    + " state text not null check (state in ('open', 'restored', 'not restored')),"
                    + " opened_at text not null, closed_at text, report text,"
                    + " check ((state = 'open') = (closed_at is null)))",
            "create table entries (case_number integer not null references cases (number), seq integer not null,"
                    + " at text not null, actor text not null, sentence text not null,"
                    + " primary key (case_number, seq)) without rowid",
            CasePapers.TABLE,
            "pragma user_version = " + FORMAT);
    // Format 1 had no papers; nothing else changed.
    private static final List<String> FROM_1 = List.of(CasePapers.TABLE, "pragma user_version = " + FORMAT);

    private final Connection connection;
    private final Path file;

    private CaseStore(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
    }

    static CaseStore open(Path file) throws BackstayException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        CaseStore store;
        try {
            store = new CaseStore(config.createConnection("jdbc:sqlite:" + file), file);
        } catch (SQLException e) {
            throw failure(file, e);
        }
        boolean ready = false;
        try {
            store.write(CaseStore::prepare);
            ready = true;
            return store;
        } finally {
            if (!ready) {
                store.close();
            }
        }
    }

    /// Does the work in one transaction, alone among all programs that have the file open.
    synchronized <T> T write(Work<T> work) throws BackstayException {
        try {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    synchronized <T> T read(Work<T> work) throws BackstayException {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing " + file + " failed", e);
        }
    }

    private static Integer prepare(Connection connection) throws SQLException, BackstayException {
        try (Statement statement = connection.createStatement()) {
            int found;
            try (ResultSet row = statement.executeQuery("pragma user_version")) {
                row.next();
                found = row.getInt(1);
            }
            if (found == 0 || found == 1) {
                for (String sql : found == 0 ? TABLES : FROM_1) {
                    statement.execute(sql);
                }
            } else if (found != FORMAT) {
                throw new BackstayException(new Failure.Unsupported(
                        "A case book of format " + found, "Use the Backstay that wrote it, or a newer one."));
            }
            return found;
        }
    }

    private static BackstayException failure(Path file, SQLException trouble) {
        String why = String.valueOf(trouble.getMessage());
        Failure failure = trouble instanceof SQLiteException known
                ? switch (known.getResultCode()) {
                    case SQLITE_FULL -> new Failure.DiskFull(file.toString(), why);
                    case SQLITE_NOTADB, SQLITE_CORRUPT -> new Failure.Corrupt(file.toString(), why);
                    case SQLITE_BUSY, SQLITE_LOCKED ->
                        new Failure.Conflict(
                                file + " is being written by another program", "Wait for it, then try again.");
                    default -> new Failure.Unwritable(file.toString(), why);
                }
                : new Failure.Unwritable(file.toString(), why);
        return new BackstayException(failure, trouble);
    }

    /// What is done with the connection.
    interface Work<T> {
        T on(Connection connection) throws SQLException, BackstayException;
    }
}
