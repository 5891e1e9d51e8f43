package io.backstay.audit;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.StateFile;
import io.backstay.codec.Json;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.MerkleTree;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The append-only record of every act: an intent is on the disk before anything is done, an outcome after it.
///
/// Every entry is stored as its canonical bytes with their leaf hash and the Merkle root (RFC 6962) over all entries up
/// to it. That shows any later change, insertion or removal inside the record; a record cut off at its end, or replaced
/// by an older copy, shows only against a root that was kept elsewhere. Several processes may append to one file.
public final class AuditLog implements AutoCloseable {
    private static final int LEAF_BYTES_MAX = 64 << 10;

    private static final List<String> VERSION_1 = List.of(
            "CREATE TABLE entry (seq INTEGER PRIMARY KEY, case_id TEXT, leaf BLOB NOT NULL,"
                    + " leaf_hash BLOB NOT NULL, root_after BLOB NOT NULL)",
            "CREATE INDEX entry_by_case ON entry (case_id, seq)",
            "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry"
                    + " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
            "CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry"
                    + " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END");

    private final StateFile file;
    private final InstantSource clock;
    private final String actor;
    private final String session;

    private final ReentrantLock appending = new ReentrantLock();

    /// Holds every entry that this process has seen; only touched under the lock.
    private MerkleTree tree = new MerkleTree();

    private boolean appended;

    private AuditLog(StateFile file, InstantSource clock, String actor, String session) {
        this.file = file;
        this.clock = clock;
        this.actor = actor;
        this.session = session;
    }

    /// Opens the record, creating it when there is none.
    ///
    /// @param actor   who acts in this process
    /// @param session names this run of Backstay
    public static AuditLog open(Path path, InstantSource clock, String actor, String session) throws BackstayException {
        return new AuditLog(StateFile.open(path, StateFile.Durability.FULL, List.of(VERSION_1)), clock, actor, session);
    }

    /// Records what is about to be done. When this throws, it must not be done.
    ///
    /// @param detail further facts, never a secret and never a customer's data
    /// @return the handle that must be told the outcome
    public Intent intent(String act, String target, @Nullable String caseId, Map<String, String> detail)
            throws BackstayException {
        return new Intent(append(new Line(AuditEntry.Type.INTENT, act, target, caseId, null, null, detail)));
    }

    /// Records something that was learned or said.
    public AuditEntry note(String act, String target, @Nullable String caseId, Map<String, String> detail)
            throws BackstayException {
        return append(new Line(AuditEntry.Type.NOTE, act, target, caseId, null, null, detail));
    }

    /// The entries of a case in order; null for all cases and none.
    public List<AuditEntry> entries(@Nullable String caseId) throws BackstayException {
        List<AuditEntry> entries = new ArrayList<>();
        each(caseId, entries::add);
        return entries;
    }

    /// Hands the entries of a case, or all for null, to the reader in order.
    public void each(@Nullable String caseId, EntryReader reader) throws BackstayException {
        file.read(connection -> {
            String where = caseId == null ? "" : " WHERE case_id = ?";
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT leaf FROM entry" + where + " ORDER BY seq")) {
                if (caseId != null) {
                    query.setString(1, caseId);
                }
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        reader.read(entry(rows.getBytes(1)));
                    }
                }
            }
            return null;
        });
    }

    /// The intents that have no outcome yet: what was going on when a process ended.
    public List<AuditEntry> unfinished() throws BackstayException {
        Map<Long, AuditEntry> open = new LinkedHashMap<>();
        each(null, entry -> {
            if (entry.type() == AuditEntry.Type.INTENT) {
                open.put(entry.seq(), entry);
            } else if (entry.intent() != null) {
                open.remove(entry.intent());
            }
        });
        return List.copyOf(open.values());
    }

    /// How many entries there are.
    public long size() throws BackstayException {
        return file.read(AuditLog::count);
    }

    /// Reads everything again and recomputes every hash and root.
    public AuditVerification verify() throws BackstayException {
        return file.read(connection -> new AuditVerifier().verify(connection));
    }

    @Override
    public void close() {
        file.close();
    }

    static AuditEntry entry(byte[] leaf) throws BackstayException {
        return Json.bind(Json.parse("audit entry", leaf), AuditEntry.class);
    }

    /// Takes up an intent that an earlier process left without an outcome.
    ///
    /// @param unfinished one of [#unfinished]
    public Intent takeUp(AuditEntry unfinished) {
        if (unfinished.type() != AuditEntry.Type.INTENT) {
            throw new IllegalArgumentException("entry " + unfinished.seq() + " is not an intent");
        }
        return new Intent(unfinished);
    }

    private AuditEntry append(Line line) throws BackstayException {
        appending.lock();
        try {
            AuditEntry written = write(line);
            appended = true;
            return written;
        } finally {
            if (!appended) {
                // The tree may hold an entry that the disk refused.
                tree = new MerkleTree();
            }
            appended = false;
            appending.unlock();
        }
    }

    private AuditEntry write(Line line) throws BackstayException {
        return file.write(connection -> {
            catchUp(connection);
            AuditEntry entry = new AuditEntry(
                    1,
                    tree.size(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    actor,
                    session,
                    line.type(),
                    line.act(),
                    line.target(),
                    line.caseId(),
                    line.intent(),
                    line.outcome(),
                    Map.copyOf(line.detail()));
            byte[] leaf = CanonicalJson.bytes(entry);
            if (leaf.length > LEAF_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "an entry has at most " + LEAF_BYTES_MAX + " bytes, not " + leaf.length);
            }
            insert(connection, entry, leaf);
            return entry;
        });
    }

    private void insert(Connection connection, AuditEntry entry, byte[] leaf) throws SQLException {
        byte[] hash = MerkleTree.leafHash(leaf);
        tree.append(hash);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO entry (seq, case_id, leaf, leaf_hash, root_after) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, entry.seq());
            insert.setString(2, entry.caseId());
            insert.setBytes(3, leaf);
            insert.setBytes(4, hash);
            insert.setBytes(5, tree.root());
            insert.executeUpdate();
        }
    }

    /// Takes in what other processes have appended.
    private void catchUp(Connection connection) throws SQLException, BackstayException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT seq, leaf_hash FROM entry WHERE seq >= ? ORDER BY seq")) {
            query.setLong(1, tree.size());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (rows.getLong(1) != tree.size()) {
                        throw new BackstayException(
                                new Failure.Corrupt("The audit log", "entry " + tree.size() + " is missing"));
                    }
                    tree.append(rows.getBytes(2));
                }
            }
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM entry");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private record Line(
            AuditEntry.Type type,
            String act,
            String target,
            @Nullable String caseId,
            @Nullable Long intent,
            @Nullable Outcome outcome,
            Map<String, String> detail) {}

    /// Takes one entry.
    @FunctionalInterface
    public interface EntryReader {
        /// Takes the entry; what it refuses stops the reading.
        void read(AuditEntry entry) throws BackstayException;
    }

    /// An act that is recorded as begun; its outcome must follow.
    public final class Intent {
        private final AuditEntry entry;
        private boolean finished;

        private Intent(AuditEntry entry) {
            this.entry = entry;
        }

        /// What was recorded.
        public AuditEntry entry() {
            return entry;
        }

        /// Records how it ended, once.
        public AuditEntry outcome(Outcome outcome, Map<String, String> detail) throws BackstayException {
            if (finished) {
                throw new IllegalStateException("the outcome of entry " + entry.seq() + " is recorded already");
            }
            AuditEntry written = append(new Line(
                    AuditEntry.Type.OUTCOME,
                    entry.act(),
                    entry.target(),
                    entry.caseId(),
                    entry.seq(),
                    outcome,
                    detail));
            finished = true;
            return written;
        }
    }
}
