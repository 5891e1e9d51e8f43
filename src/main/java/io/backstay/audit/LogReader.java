package io.backstay.audit;

import io.backstay.audit.AuditLog.EntryReader;
import io.backstay.base.BackstayException;
import io.backstay.base.StateFile;
import io.backstay.codec.Json;
import io.backstay.seal.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds entries. It believes what it reads; [AuditVerifier] does not.
record LogReader(StateFile file) {
    private static final String LEAVES = "SELECT leaf FROM entry";

    static AuditEntry entry(byte[] leaf) throws BackstayException {
        return Json.bind(Json.parse("audit entry", leaf), AuditEntry.class);
    }

    /// Whether the leaf is the one byte sequence for its entry; what holds half a character has none.
    static boolean isCanonical(byte[] leaf, AuditEntry entry) {
        try {
            return Arrays.equals(leaf, LeafForm.bytes(entry));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    List<AuditEntry> all(EntryFilter filter) throws BackstayException {
        List<AuditEntry> entries = new ArrayList<>();
        each(filter, entries::add);
        return entries;
    }

    void each(EntryFilter filter, EntryReader taker) throws BackstayException {
        file.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LEAVES + filter.where() + " ORDER BY seq")) {
                filter.bind(query);
                hand(query, taker);
            }
            return null;
        });
    }

    List<AuditEntry> newest(EntryFilter filter, int limit) throws BackstayException {
        List<AuditEntry> newest = new ArrayList<>();
        file.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement(LEAVES + filter.where() + " ORDER BY seq DESC LIMIT ?")) {
                query.setInt(filter.bind(query), limit);
                hand(query, newest::add);
            }
            return null;
        });
        return newest.reversed();
    }

    @Nullable
    AuditEntry newest(String act, String target) throws BackstayException {
        List<AuditEntry> newest = new ArrayList<>();
        file.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement(LEAVES + " WHERE act = ? AND target = ? ORDER BY seq DESC LIMIT 1")) {
                query.setString(1, act);
                query.setString(2, target);
                hand(query, newest::add);
            }
            return null;
        });
        return newest.isEmpty() ? null : newest.getFirst();
    }

    List<AuditEntry> unfinished() throws BackstayException {
        List<AuditEntry> open = new ArrayList<>();
        file.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LEAVES
                    + " AS begun WHERE type = 'intent'"
                    + " AND NOT EXISTS (SELECT 1 FROM entry AS ended WHERE ended.intent = begun.seq) ORDER BY seq")) {
                hand(query, open::add);
            }
            return null;
        });
        return List.copyOf(open);
    }

    private static void hand(PreparedStatement query, EntryReader taker) throws SQLException, BackstayException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                taker.read(entry(rows.getBytes(1)));
            }
        }
    }

    long size() throws BackstayException {
        return file.read(connection -> number(connection, "SELECT count(*) FROM entry"));
    }

    long signedSize() throws BackstayException {
        return file.read(connection -> number(connection, "SELECT max(size) FROM checkpoint"));
    }

    @Nullable
    Seen latestCheckpoint() throws BackstayException {
        SignedNote note = file.read(Ledger::note);
        return note == null ? null : Seen.of("The last checkpoint", note);
    }

    /// The root after so many entries, absent when there are fewer.
    @Nullable
    String rootAfter(long size) throws BackstayException {
        return file.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT root_after FROM entry WHERE seq = ?")) {
                query.setLong(1, size - 1);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? HexFormat.of().formatHex(rows.getBytes(1)) : null;
                }
            }
        });
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
