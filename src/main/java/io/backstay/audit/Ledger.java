package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Words;
import io.backstay.seal.MerkleTree;
import io.backstay.seal.SignedNote;
import io.backstay.seal.Signer;
import io.backstay.seal.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The growing end of the record: the tree over every entry, and the last checkpoint. Used by one thread at a time,
/// inside a transaction that writes; when that fails, only [#afresh] is of use.
final class Ledger {
    private static final int LEAF_BYTES_MAX = AuditVerifier.LEAF_BYTES_MAX;
    private static final String ARTEFACT = "The record of acts";

    private final MerkleTree tree = new MerkleTree();
    private @Nullable String origin;
    private @Nullable Seen last;

    /// Why no further checkpoint may be signed: a log must never sign two that do not continue each other (RFC
    /// 9162).
    private @Nullable String discord;

    /// A ledger that reads everything again, and forgets no discord.
    Ledger afresh() {
        Ledger fresh = new Ledger();
        fresh.discord = discord;
        return fresh;
    }

    /// Where the next entry stands.
    record Place(String origin, long seq, String prevRoot) {}

    /// How many entries there are, as far as this process has seen.
    long size() {
        return tree.size();
    }

    /// Takes in what other processes have written, then adds an entry.
    AuditEntry append(Connection connection, Function<Place, AuditEntry> next) throws SQLException, BackstayException {
        catchUp(connection);
        AuditEntry entry = next.apply(
                new Place(origin(connection), tree.size(), HexFormat.of().formatHex(tree.root())));
        requireNoOutcome(connection, entry.intent());
        byte[] leaf = LeafForm.bytes(entry);
        if (leaf.length > LEAF_BYTES_MAX) {
            throw new IllegalArgumentException("an entry has at most " + LEAF_BYTES_MAX + " bytes, not " + leaf.length);
        }
        byte[] hash = MerkleTree.leafHash(leaf);
        tree.append(hash);
        insert(connection, entry, leaf, hash);
        return entry;
    }

    private static void requireNoOutcome(Connection connection, @Nullable Long intent)
            throws SQLException, BackstayException {
        if (intent == null) {
            return;
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM entry WHERE intent = ?")) {
            query.setLong(1, intent);
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next()) {
                    throw new BackstayException(new Failure.Conflict(
                            "The outcome of entry " + intent + " is recorded already",
                            "Another Backstay has taken it up; look at the record"));
                }
            }
        }
    }

    private void insert(Connection connection, AuditEntry entry, byte[] leaf, byte[] hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO entry (seq, case_id, leaf, leaf_hash, root_after, act, target, actor, tenant, run, type,"
                        + " intent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, entry.seq());
            insert.setString(2, entry.caseId());
            insert.setBytes(3, leaf);
            insert.setBytes(4, hash);
            insert.setBytes(5, tree.root());
            int place = 6;
            for (String column : LogSchema.COLUMNS) {
                insert.setObject(place++, column(entry, column));
            }
            insert.executeUpdate();
        }
    }

    /// What stands in a column of [LogSchema#COLUMNS].
    static @Nullable Object column(AuditEntry entry, String column) {
        return switch (column) {
            case "act" -> entry.act();
            case "target" -> entry.target();
            case "actor" -> entry.actor();
            case "tenant" -> entry.tenant();
            case "run" -> entry.run();
            case "type" -> Words.of(entry.type());
            case "intent" -> entry.intent();
            default -> throw new IllegalArgumentException("no column " + column);
        };
    }

    /// Signs everything that is there, unless that is signed already.
    ///
    /// @return whether there was something to sign
    /// @throws BackstayException when what is there does not continue the last checkpoint
    boolean sign(Connection connection, Signer signer) throws SQLException, BackstayException {
        catchUp(connection);
        requireConcord(connection, signer.key());
        if (tree.size() == signedSize()) {
            return false;
        }
        Seen now = new Seen(origin(connection), tree.size(), HexFormat.of().formatHex(tree.root()));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO checkpoint (size, note) VALUES (?, ?)")) {
            insert.setLong(1, now.size());
            insert.setBytes(2, SignedNote.sign(now.text(), signer).bytes());
            insert.executeUpdate();
        }
        last = now;
        return true;
    }

    private long signedSize() {
        return last == null ? 0 : last.size();
    }

    private void requireConcord(Connection connection, VerifierKey key) throws SQLException, BackstayException {
        String problem = discord;
        if (problem == null && last != null && last.size() > tree.size()) {
            problem = "it ends at entry " + tree.size() + ", but a checkpoint over " + last.size() + " was signed";
        }
        SignedNote note = problem == null ? note(connection) : null;
        if (note != null
                && note.judge((name, id) -> key.isNamed(name, id) ? key : null).forged() != null) {
            problem = "its last checkpoint was altered";
        }
        if (problem != null) {
            throw new BackstayException(new Failure.Corrupt(ARTEFACT, problem + ", so nothing more is signed"));
        }
    }

    /// Takes in what other processes have written. When the tree reaches the last checkpoint, the two must agree.
    void catchUp(Connection connection) throws SQLException, BackstayException {
        Seen before = last;
        Seen newest = newest(connection);
        if (!Objects.equals(before, newest)) {
            last = newest;
            if (newest == null || newest.size() < tree.size()) {
                discord = "checkpoints were removed from it";
            }
        }
        compare(before);
        try (PreparedStatement query =
                connection.prepareStatement("SELECT seq, leaf_hash FROM entry WHERE seq >= ? ORDER BY seq")) {
            query.setLong(1, tree.size());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] hash = rows.getBytes(2);
                    if (rows.getLong(1) != tree.size() || hash == null) {
                        throw new BackstayException(
                                new Failure.Corrupt(ARTEFACT, "entry " + tree.size() + " is missing"));
                    }
                    tree.append(hash);
                    compare(before);
                }
            }
        }
    }

    private void compare(@Nullable Seen before) {
        Seen reached = last;
        if (reached != null
                && reached.size() == tree.size()
                && !reached.equals(before)
                && !reached.root().equals(HexFormat.of().formatHex(tree.root()))) {
            discord = "its entries are not those over which the checkpoint at " + reached.size() + " was signed";
        }
    }

    private @Nullable Seen newest(Connection connection) throws SQLException {
        try {
            SignedNote note = note(connection);
            return note == null ? null : Seen.of("The last checkpoint", note);
        } catch (BackstayException e) {
            discord = "its last checkpoint cannot be read";
            return last;
        }
    }

    /// The last checkpoint's note.
    static @Nullable SignedNote note(Connection connection) throws SQLException, BackstayException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? SignedNote.parse("The last checkpoint", rows.getBytes(1)) : null;
        }
    }

    private String origin(Connection connection) throws SQLException, BackstayException {
        if (origin == null) {
            origin = readOrigin(connection);
        }
        return origin;
    }

    /// The record's name.
    static String readOrigin(Connection connection) throws SQLException, BackstayException {
        try (PreparedStatement query = connection.prepareStatement("SELECT name FROM origin");
                ResultSet rows = query.executeQuery()) {
            String name = rows.next() ? rows.getString(1) : null;
            if (name == null || rows.next()) {
                throw new BackstayException(new Failure.Corrupt(ARTEFACT, "it has not exactly one name"));
            }
            return name;
        }
    }
}
