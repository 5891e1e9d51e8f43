package io.backstay.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a SQLite file that lies anywhere, such as a copy that somebody sent: neither the file nor its folder is
/// changed, and nothing in it is believed or run.
public final class LoneFile {
    private static final String LOG = "-wal";
    private static final int COPIES_MAX = 5;

    /// SQLite's flags for reading only, and for taking the name as a URI.
    private static final String READ_ONLY_URI = String.valueOf(0x01 | 0x40);

    private LoneFile() {}

    /// Runs the work on the file's state. When a write-ahead log lies beside it, both are copied to a temporary
    /// folder first, because SQLite would otherwise write the one into the other.
    public static <T extends @Nullable Object> T read(Path file, StateFile.Work<T> work) throws BackstayException {
        if (!Files.isRegularFile(file)) {
            throw new BackstayException(new Failure.NotFound("The file " + file, "Check the path."));
        }
        try {
            Path log = file.resolveSibling(file.getFileName() + LOG);
            return Files.exists(log) && Files.size(log) > 0 ? copied(file, log, work) : within(file, true, work);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            file + " cannot be read: " + e.getMessage() + ".", "Check that you may read it."),
                    e);
        } catch (SQLException e) {
            throw StateFile.failure(file, e);
        }
    }

    private static <T extends @Nullable Object> T copied(Path file, Path log, StateFile.Work<T> work)
            throws IOException, SQLException, BackstayException {
        Path folder = Files.createTempDirectory("backstay-read-");
        Path copy = folder.resolve("copy.db");
        Path copyOfLog = folder.resolve("copy.db" + LOG);
        try {
            List<Object> before = stamps(file, log);
            List<Object> after = List.of();
            for (int copies = 0; !before.equals(after); copies++) {
                if (copies == COPIES_MAX) {
                    throw new BackstayException(new Failure.Conflict(
                            file + " is being written to all the time", "Try again, or verify a copy of it."));
                }
                before = stamps(file, log);
                replace(file, copy);
                replace(log, copyOfLog);
                after = stamps(file, log);
            }
            return within(copy, false, work);
        } finally {
            try (Stream<Path> left = Files.list(folder)) {
                for (Path each : left.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException e) {
            // The log goes when the last process closes the file; then the file holds everything.
            if (Files.exists(from)) {
                throw e;
            }
        }
    }

    /// What changes whenever somebody writes.
    private static List<Object> stamps(Path file, Path log) throws IOException {
        FileTime logTime = Files.exists(log) ? Files.getLastModifiedTime(log) : FileTime.fromMillis(0);
        return List.of(Files.getLastModifiedTime(file), Files.size(file), logTime);
    }

    private static <T extends @Nullable Object> T within(Path file, boolean immutable, StateFile.Work<T> work)
            throws SQLException, BackstayException {
        var settings = new Properties();
        if (immutable) {
            settings.setProperty("open_mode", READ_ONLY_URI);
        }
        String url = "jdbc:sqlite:" + file.toUri() + (immutable ? "?immutable=1" : "");
        try (Connection connection = DriverManager.getConnection(url, settings);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only=ON");
            statement.execute("PRAGMA trusted_schema=OFF");
            statement.execute("PRAGMA cell_size_check=ON");
            statement.execute("BEGIN");
            return work.run(connection);
        }
    }
}
