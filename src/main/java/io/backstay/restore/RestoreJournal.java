package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each restore intended and what came of it, durable before the act. After a crash it says what was under way.
///
/// One SQLite file with `synchronous=FULL`; a step whose intent cannot be written must not be done.
public final class RestoreJournal implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final InstantSource clock;

    private RestoreJournal(Path file, Connection connection, InstantSource clock) {
        this.file = file;
        this.connection = connection;
        this.clock = clock;
    }

    /// Opens the journal, creating it when it is not there.
    public static RestoreJournal open(Path file, InstantSource clock) throws BackstayException {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma journal_mode=wal");
                statement.execute("pragma synchronous=full");
                statement.execute("pragma busy_timeout=5000");
                statement.execute("""
                        create table if not exists step (
                            seq integer primary key autoincrement,
                            restore text not null,
                            step text not null,
                            intended_at text not null,
                            detail text not null,
                            ended_at text,
                            outcome text)""");
            }
            return new RestoreJournal(file, connection, clock);
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    /// Begins a restore: its first step, the intake, is written under a name that nobody else has.
    ///
    /// @return the restore's name, such as `R-0001`
    public synchronized String begin(String detail) throws BackstayException {
        String sql = """
                insert into step (restore, step, intended_at, detail, ended_at, outcome)
                select printf('R-%04d', (select count(distinct restore) + 1 from step)), ?, ?, ?, ?, 'taken'
                returning restore""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            String now = clock.instant().toString();
            statement.setString(1, RestoreStep.INTAKE.name());
            statement.setString(2, now);
            statement.setString(3, detail);
            statement.setString(4, now);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    /// Writes down that a step is about to be done.
    ///
    /// @return the entry to complete with [#outcome]
    public synchronized long intent(String restore, RestoreStep step, String detail) throws BackstayException {
        String sql = "insert into step (restore, step, intended_at, detail) values (?, ?, ?, ?) returning seq";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, restore);
            statement.setString(2, step.name());
            statement.setString(3, clock.instant().toString());
            statement.setString(4, detail);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    /// Writes down what came of a step.
    public synchronized void outcome(long seq, String outcome) throws BackstayException {
        String sql = "update step set ended_at = ?, outcome = ? where seq = ? and outcome is null";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, clock.instant().toString());
            statement.setString(2, outcome);
            statement.setLong(3, seq);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("journal entry " + seq + " is unknown or already has an outcome");
            }
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    /// Steps whose outcome was never written: what was under way when a process died.
    public synchronized List<Entry> unfinished() throws BackstayException {
        return entries("select restore, step, detail, outcome from step where outcome is null order by seq", null);
    }

    /// All steps of one restore, in order.
    public synchronized List<Entry> steps(String restore) throws BackstayException {
        return entries("select restore, step, detail, outcome from step where restore = ? order by seq", restore);
    }

    private List<Entry> entries(String sql, @Nullable String restore) throws BackstayException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (restore != null) {
                statement.setString(1, restore);
            }
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(
                            rows.getString(1),
                            RestoreStep.valueOf(rows.getString(2)),
                            rows.getString(3),
                            rows.getString(4)));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the restore journal could not be closed", e);
        }
    }

    private static BackstayException unusable(Path file, SQLException e) {
        return new BackstayException(new Failure.Unwritable(file.toString(), String.valueOf(e.getMessage())), e);
    }

    /// One step of one restore.
    ///
    /// @param outcome absent while the step is under way, or for ever when the process died in it
    public record Entry(
            String restore,
            RestoreStep step,
            String detail,
            @Nullable String outcome) {}
}
