package io.backstay.base;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A SQLite file of ours: how it is opened, upgraded, read and written. The one place that knows SQLite's settings.
///
/// One connection writes and one reads, so that a long write never holds up a page of a list. Work runs in a
/// transaction: writes are committed when the work returns and rolled back when it throws. It must not hand out
/// open statements. Several processes may open the same file.
public final class StateFile implements AutoCloseable {
    private static final int BUSY_MILLIS = 10_000;
    private static final int CODE_MASK = 0xFF;

    /// At most so much of the file is held outside the heap, per connection. With SQLite's own 2 MB, a long write
    /// writes the same pages again and again.
    private static final int CACHE_KIB = 64 << 10;

    private final Path file;
    private final Connection writer;
    private final Connection reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();

    private StateFile(Path file, Connection writer, Connection reader) {
        this.file = file;
        this.writer = writer;
        this.reader = reader;
    }

    /// Opens the file, readable by its owner only when it is new, and brings its schema up to date.
    ///
    /// @param versions the script of every schema version, oldest first; each is run once, in its own transaction
    public static StateFile open(Path file, Durability durability, List<List<String>> versions)
            throws BackstayException {
        if (file.toString().contains("?")) {
            throw new BackstayException(
                    new Failure.BadInput("The path " + file + " contains a question mark.", "Choose another folder."));
        }
        create(file);
        Lifetime opened = new Lifetime();
        try {
            Connection writer = opened.own(connect(file, durability));
            upgrade(writer, file, versions);
            Connection reader = opened.own(connect(file, durability));
            return new StateFile(file, writer, reader);
        } catch (SQLException e) {
            opened.close();
            throw failure(file, e);
        } catch (BackstayException e) {
            opened.close();
            throw e;
        }
    }

    /// Runs the work in a transaction that is committed at its end.
    public <T extends @Nullable Object> T write(Work<T> work) throws BackstayException {
        writing.lock();
        try {
            return within("BEGIN IMMEDIATE", "COMMIT", writer, work);
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            writing.unlock();
        }
    }

    /// Runs the work on one consistent state of the file; it must not write.
    public <T extends @Nullable Object> T read(Work<T> work) throws BackstayException {
        reading.lock();
        try {
            return within("BEGIN", "ROLLBACK", reader, work);
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            reading.unlock();
        }
    }

    /// What a refusal of the database means for a person.
    public BackstayException failure(SQLException e) {
        return failure(file, e);
    }

    /// What content that cannot be means for a person.
    ///
    /// @param why such as `the points of db: a column is cut short`
    public BackstayException corrupt(String why, Throwable cause) {
        return new BackstayException(new Failure.Corrupt(file.toString(), why), cause);
    }

    @Override
    public void close() {
        try (var both = new Lifetime()) {
            both.own(writer);
            both.own(reader);
        }
    }

    private static void create(Path file) throws BackstayException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw new BackstayException(new Failure.Unwritable(file.toString(), "it is not a file"), e);
            }
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }

    /// The driver's own transactions begin when the one before has ended, and so hold the file while nothing is
    /// done; ours are spelt out.
    private static <T extends @Nullable Object> T within(String begin, String end, Connection connection, Work<T> work)
            throws SQLException, BackstayException {
        execute(connection, begin);
        boolean ended = false;
        try {
            T result = work.run(connection);
            execute(connection, end);
            ended = true;
            return result;
        } finally {
            if (!ended) {
                rollback(connection);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Path file, Durability durability) throws SQLException {
        var settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", durability.name());
        settings.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
        settings.setProperty("cache_size", String.valueOf(-CACHE_KIB));
        settings.setProperty("foreign_keys", "true");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), settings);
        try (Statement statement = connection.createStatement()) {
            // A hostile file must not run functions from its schema, nor have its damaged cells believed.
            statement.execute("PRAGMA trusted_schema=OFF");
            statement.execute("PRAGMA cell_size_check=ON");
            statement.execute("PRAGMA fullfsync=ON");
        }
        return connection;
    }

    private static void upgrade(Connection writer, Path file, List<List<String>> versions)
            throws SQLException, BackstayException {
        Work<Boolean> step = connection -> {
            int version = version(connection);
            if (version > versions.size()) {
                throw new BackstayException(new Failure.Unsupported(
                        file + " (schema version " + version + ", known is " + versions.size() + ")",
                        "A newer Backstay wrote it; use that one."));
            }
            if (version == versions.size()) {
                return false;
            }
            for (String sql : versions.get(version)) {
                execute(connection, sql);
            }
            execute(connection, "DELETE FROM schema_version");
            execute(connection, "INSERT INTO schema_version (version) VALUES (" + (version + 1) + ")");
            return true;
        };
        boolean upgraded = true;
        while (upgraded) {
            upgraded = within("BEGIN IMMEDIATE", "COMMIT", writer, step);
        }
    }

    private static int version(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
            try (ResultSet rows = statement.executeQuery("SELECT version FROM schema_version")) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            System.getLogger(StateFile.class.getName()).log(System.Logger.Level.WARNING, "rollback failed", e);
        }
    }

    static BackstayException failure(Path file, SQLException e) {
        String path = file.toString();
        String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        Failure failure = switch (e.getErrorCode() & CODE_MASK) {
            case 5, 6 ->
                new Failure.Conflict(
                        path + " is in use by another process",
                        "Wait until the other Backstay has finished, then try again");
            case 11, 26 -> new Failure.Corrupt(path, why);
            case 13 -> new Failure.DiskFull(path, why);
            default -> new Failure.Unwritable(path, why);
        };
        return new BackstayException(failure, e);
    }

    /// What a finished write survives.
    public enum Durability {
        /// A power cut.
        FULL,
        /// The end of the process; a power cut may take the last writes, never the file.
        NORMAL
    }

    /// What is done with a connection.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /// Does it; the connection is lent for this call only.
        T run(Connection connection) throws SQLException, BackstayException;
    }
}
