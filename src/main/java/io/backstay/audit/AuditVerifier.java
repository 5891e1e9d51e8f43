package io.backstay.audit;

import io.backstay.audit.AuditVerification.Verdict;
import io.backstay.audit.CheckpointWatch.Wrong;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.MerkleTree;
import io.backstay.seal.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recomputes the record from its leaves alone, and holds its checkpoints against it. It believes nothing that the
/// file says about itself. Used once.
final class AuditVerifier {
    /// The largest entry, in bytes.
    static final int LEAF_BYTES_MAX = 64 << 10;

    private static final int COLUMNS_BEFORE = 5;
    private static final int CORRUPT = 11;
    private static final int CODE_MASK = 0xFF;

    private final Trust trust;
    private final @Nullable SignedNote kept;
    private final MerkleTree tree = new MerkleTree();
    private final Set<Long> open = new HashSet<>();
    private final ClockWatch clocks = new ClockWatch();
    private String root = HexFormat.of().formatHex(tree.root());
    private boolean extended;
    private @Nullable String origin;
    private int newest;
    private long read;

    /// @param kept a checkpoint that was kept elsewhere and that the record must continue; null for none
    AuditVerifier(Trust trust, @Nullable SignedNote kept) {
        this.trust = trust;
        this.kept = kept;
    }

    AuditVerification verify(Connection connection) throws SQLException, BackstayException {
        extended = version(connection) > 1;
        if (extended) {
            try {
                origin = Ledger.readOrigin(connection);
            } catch (BackstayException e) {
                return new AuditVerification(
                        Verdict.TAMPERED, 0, root, null, 0, null, e.failure().message(), clocks.warnings());
            }
        }
        String more = extended ? ", " + String.join(", ", LogSchema.COLUMNS) : "";
        try (PreparedStatement entries =
                        connection.prepareStatement("SELECT seq, case_id, " + bounded("leaf", LEAF_BYTES_MAX)
                                + ", leaf_hash, root_after" + more + " FROM entry ORDER BY seq");
                PreparedStatement notes = connection.prepareStatement(
                        extended
                                ? "SELECT size, " + bounded("note", SignedNote.BYTES_MAX)
                                        + " FROM checkpoint ORDER BY size"
                                : "SELECT 0, x'' WHERE false");
                ResultSet signed = notes.executeQuery()) {
            CheckpointWatch checkpoints = new CheckpointWatch(trust, signed, origin);
            Wrong wrong = kept == null ? null : checkpoints.keep(kept);
            return result(checkpoints, wrong == null ? entries(entries, checkpoints) : wrong);
        }
    }

    private AuditVerification result(CheckpointWatch checkpoints, @Nullable Wrong wrong) {
        String problem = wrong == null ? checkpoints.doubt() : wrong.problem();
        Verdict verdict = problem == null ? Verdict.VERIFIED : Verdict.UNVERIFIABLE;
        return new AuditVerification(
                wrong == null ? verdict : Verdict.TAMPERED,
                read,
                root,
                wrong == null ? null : wrong.firstBroken(),
                checkpoints.signedSize(),
                checkpoints.signedBy(),
                problem,
                clocks.warnings());
    }

    /// Reads to the end, or to the first thing that is wrong.
    private @Nullable Wrong entries(PreparedStatement query, CheckpointWatch checkpoints) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long seq = read++;
                String problem = problem(rows, seq);
                if (problem != null) {
                    return new Wrong(seq, problem);
                }
                Wrong wrong = checkpoints.reached(read, root);
                if (wrong != null) {
                    return wrong;
                }
            }
        } catch (SQLException e) {
            if ((e.getErrorCode() & CODE_MASK) != CORRUPT) {
                throw e;
            }
            return new Wrong(read, "Entry " + read + " cannot be read, for the file is damaged.");
        }
        return checkpoints.ended(read);
    }

    private @Nullable String problem(ResultSet row, long expected) throws SQLException {
        if (row.getLong(1) != expected) {
            return "Entry " + expected + " is missing.";
        }
        byte[] leaf = row.getBytes(3);
        if (leaf == null || leaf.length > LEAF_BYTES_MAX) {
            return "Entry " + expected + " is empty or larger than an entry can be.";
        }
        byte[] hash = MerkleTree.leafHash(leaf);
        if (!Arrays.equals(hash, row.getBytes(4))) {
            return "Entry " + expected + " does not match its hash.";
        }
        tree.append(hash);
        byte[] after = tree.root();
        if (!Arrays.equals(after, row.getBytes(5))) {
            return "The root after entry " + expected + " does not match the entries before it.";
        }
        AuditEntry quick = LeafForm.read(leaf);
        AuditEntry entry;
        try {
            entry = quick == null ? LogReader.entry(leaf) : quick;
        } catch (BackstayException e) {
            return "Entry " + expected + " cannot be read: " + e.failure().message();
        }
        if (quick == null && !LogReader.isCanonical(leaf, entry)) {
            return "Entry " + expected + " is not in canonical form.";
        }
        String problem = discord(entry, expected);
        if (problem == null) {
            problem = misplaced(entry, row);
        }
        if (problem == null) {
            root = HexFormat.of().formatHex(after);
            clocks.see(entry);
        }
        return problem;
    }

    /// What a valid hash cannot show: an entry that does not fit to those before it.
    private @Nullable String discord(AuditEntry entry, long expected) {
        if (entry.seq() != expected) {
            return "Entry " + expected + " is stored under another number than it says.";
        }
        if (entry.v() < newest) {
            return "Entry " + expected + " is of an earlier version than those before it.";
        }
        newest = entry.v();
        if (entry.v() > 1 && (!Objects.equals(entry.origin(), origin) || !root.equals(entry.prevRoot()))) {
            return "Entry " + expected + " was written into another record, or after other entries.";
        }
        if (entry.type() == AuditEntry.Type.INTENT) {
            open.add(expected);
        } else if (entry.type() == AuditEntry.Type.OUTCOME && !open.remove(entry.intent())) {
            return "Entry " + expected + " is an outcome without an intent, or a second one.";
        }
        return null;
    }

    private @Nullable String misplaced(AuditEntry entry, ResultSet row) throws SQLException {
        boolean found = Objects.equals(entry.caseId(), row.getString(2));
        int place = COLUMNS_BEFORE;
        for (String column : extended ? LogSchema.COLUMNS : List.<String>of()) {
            Object said = Ledger.column(entry, column);
            found &= Objects.equals(said == null ? null : said.toString(), row.getString(++place));
        }
        return found ? null : "Entry " + entry.seq() + " is filed under something else than it says.";
    }

    /// A value that is too large to be ours is not even fetched.
    private static String bounded(String column, int bytes) {
        return "CASE WHEN length(%s) <= %d THEN %s END".formatted(column, bytes, column);
    }

    private static int version(Connection connection) throws SQLException, BackstayException {
        requireTable(connection, "schema_version");
        requireTable(connection, "entry");
        try (PreparedStatement query = connection.prepareStatement("SELECT max(version) FROM schema_version");
                ResultSet rows = query.executeQuery()) {
            int version = rows.next() ? rows.getInt(1) : 0;
            if (version < 1 || version > LogSchema.VERSION) {
                throw new BackstayException(new Failure.Unsupported(
                        "An audit log of version " + version + " (known are 1 to " + LogSchema.VERSION + ")",
                        "Verify it with the Backstay that wrote it."));
            }
            if (version > 1) {
                requireTable(connection, "checkpoint");
                requireTable(connection, "origin");
            }
            return version;
        }
    }

    /// A view of that name could answer anything, and without an end.
    private static void requireTable(Connection connection, String name) throws SQLException, BackstayException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND sql NOT LIKE 'CREATE VIRTUAL%'")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new BackstayException(new Failure.BadInput(
                            "This is no audit log: it has no table '" + name + "'.",
                            "Check that it is the right file."));
                }
            }
        }
    }
}
