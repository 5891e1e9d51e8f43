package io.backstay.restore.journal;

import io.backstay.base.BackstayException;
import io.backstay.base.StateFile;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each restore intended and what came of it, durable before the act. After a crash it says what was under
/// way.
///
/// One SQLite file with `synchronous=FULL`; a step whose intent cannot be written must not be done.
public final class RestoreJournal implements AutoCloseable {
    /// Files that were made before they told their version have this table already.
    private static final List<String> VERSION_1 = List.of("""
            create table if not exists step (
                seq integer primary key autoincrement,
                restore text not null,
                step text not null,
                intended_at text not null,
                detail text not null,
                ended_at text,
                outcome text)""");

    /// The outcome of a step whose process died in it.
    public static final String ABANDONED = "the process ended before the step did";

    private final JournalFile file;
    private final InstantSource clock;

    private RestoreJournal(JournalFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// Opens the journal, creating it when it is not there.
    public static RestoreJournal open(Path file, InstantSource clock) throws BackstayException {
        return over(file(file), clock);
    }

    /// The file of a journal, opened; created when it is not there.
    public static JournalFile file(Path file) throws BackstayException {
        return JournalFile.of(StateFile.open(
                file,
                StateFile.Durability.FULL,
                List.of(VERSION_1, List.of(RunBook.TABLE), List.of(UndoBook.TABLE), List.of(UndoBook.PROOF))));
    }

    /// The journal in a file that [#file] opened; closed with it.
    public static RestoreJournal over(JournalFile file, InstantSource clock) {
        return new RestoreJournal(file, clock);
    }

    /// The runs of plans.
    public RunBook runs() {
        return new RunBook(file, clock);
    }

    /// Undoing what runs committed.
    public UndoBook undos() {
        return new UndoBook(file, clock);
    }

    /// Begins a restore: its first step, the intake, is written under a name that nobody else has.
    ///
    /// @return the restore's name, such as `R-0001`
    public String begin(String detail) throws BackstayException {
        String sql = """
                insert into step (restore, step, intended_at, detail, ended_at, outcome)
                select printf('R-%04d', (select count(distinct restore) + 1 from step)), ?, ?, ?, ?, 'taken'
                returning restore""";
        String now = clock.instant().toString();
        return file.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, RestoreStep.INTAKE.name());
                statement.setString(2, now);
                statement.setString(3, detail);
                statement.setString(4, now);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
    }

    /// Writes down that a step is about to be done.
    ///
    /// @return the entry to complete with [#outcome]
    public long intent(String restore, RestoreStep step, String detail) throws BackstayException {
        String sql = "insert into step (restore, step, intended_at, detail) values (?, ?, ?, ?) returning seq";
        return file.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, restore);
                statement.setString(2, step.name());
                statement.setString(3, clock.instant().toString());
                statement.setString(4, detail);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /// Writes down what came of a step.
    public void outcome(long seq, String outcome) throws BackstayException {
        String sql = "update step set ended_at = ?, outcome = ? where seq = ? and outcome is null";
        int changed = file.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, clock.instant().toString());
                statement.setString(2, outcome);
                statement.setLong(3, seq);
                return statement.executeUpdate();
            }
        });
        if (changed != 1) {
            throw new IllegalStateException("journal entry " + seq + " is unknown or already has an outcome");
        }
    }

    /// Steps whose outcome was never written: what was under way when a process died.
    public List<Entry> unfinished() throws BackstayException {
        return entries("select restore, step, detail, outcome from step where outcome is null order by seq", null);
    }

    /// Ends the steps of one restore that a killed process left open.
    ///
    /// @return how many there were
    public int abandon(String restore) throws BackstayException {
        String now = clock.instant().toString();
        return file.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update step set ended_at = ?, outcome = ? where restore = ? and outcome is null")) {
                update.setString(1, now);
                update.setString(2, ABANDONED);
                update.setString(3, restore);
                return update.executeUpdate();
            }
        });
    }

    /// All steps of one restore, in order.
    public List<Entry> steps(String restore) throws BackstayException {
        return entries("select restore, step, detail, outcome from step where restore = ? order by seq", restore);
    }

    /// One step of all restores, in the order of the journal.
    public List<Entry> all(RestoreStep step) throws BackstayException {
        return entries("select restore, step, detail, outcome from step where step = ? order by seq", step.name());
    }

    private List<Entry> entries(String sql, @Nullable String wanted) throws BackstayException {
        return file.read(connection -> {
            List<Entry> entries = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                if (wanted != null) {
                    statement.setString(1, wanted);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new Entry(
                                rows.getString(1),
                                RestoreStep.valueOf(rows.getString(2)),
                                rows.getString(3),
                                rows.getString(4)));
                    }
                }
            }
            return entries;
        });
    }

    @Override
    public void close() {
        file.close();
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
