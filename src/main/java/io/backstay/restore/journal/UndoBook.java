package io.backstay.restore.journal;

import io.backstay.base.BackstayException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Undoing what runs committed, in the journal's file: each attempt is written down before live is touched, and
/// what came of it afterwards. It is no step on a restore's way, so it has a table of its own.
public final class UndoBook {
    static final String TABLE = """
            create table undo (
                seq integer primary key autoincrement,
                restore text not null,
                chosen text not null,
                intended_at text not null,
                ended_at text,
                outcome text)""";

    static final String PROOF = "alter table undo add column proof text";

    private final JournalFile file;
    private final InstantSource clock;

    UndoBook(JournalFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// Writes down that a restore is about to be undone; an attempt whose process died is ended with that.
    ///
    /// @param chosen what is undone although the tenant touched it, as it was chosen; empty for nothing
    /// @return the entry to complete with [#outcome]
    public long intent(String restore, String chosen) throws BackstayException {
        String now = clock.instant().toString();
        return file.write(connection -> {
            try (PreparedStatement abandon = connection.prepareStatement(
                    "update undo set ended_at = ?, outcome = ? where restore = ? and outcome is null")) {
                abandon.setString(1, now);
                abandon.setString(2, RestoreJournal.ABANDONED);
                abandon.setString(3, restore);
                abandon.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into undo (restore, chosen, intended_at) values (?, ?, ?) returning seq")) {
                insert.setString(1, restore);
                insert.setString(2, chosen);
                insert.setString(3, now);
                try (ResultSet rows = insert.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /// Remembers what was proven, before it is committed. It says nothing about the commit.
    ///
    /// @param proof as JSON
    public void proven(long seq, String proof) throws BackstayException {
        file.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update undo set proof = ? where seq = ? and outcome is null")) {
                update.setString(1, proof);
                update.setLong(2, seq);
                return update.executeUpdate();
            }
        });
    }

    /// Writes down what came of it.
    public void outcome(long seq, String outcome) throws BackstayException {
        String now = clock.instant().toString();
        file.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update undo set ended_at = ?, outcome = ? where seq = ? and outcome is null")) {
                update.setString(1, now);
                update.setString(2, outcome);
                update.setLong(3, seq);
                return update.executeUpdate();
            }
        });
    }

    /// The attempts to undo a restore, in order.
    public List<Entry> of(String restore) throws BackstayException {
        return file.read(connection -> {
            List<Entry> entries = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select chosen, outcome, proof from undo where restore = ? order by seq")) {
                select.setString(1, restore);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getString(3)));
                    }
                }
            }
            return entries;
        });
    }

    /// One attempt.
    ///
    /// @param outcome absent while it is under way, or until the next attempt when its process died in it
    /// @param proof   what was measured before the commit, as JSON; absent before
    public record Entry(
            String chosen,
            @Nullable String outcome,
            @Nullable String proof) {}
}
