package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.MerkleTree;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recomputes the record from its leaves alone.
final class AuditVerifier {
    private final MerkleTree tree = new MerkleTree();
    private final Set<Long> open = new HashSet<>();

    AuditVerification verify(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT seq, case_id, leaf, leaf_hash, root_after FROM entry ORDER BY seq");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long expected = tree.size();
                String root = HexFormat.of().formatHex(tree.root());
                String problem = problem(rows, expected);
                if (problem != null) {
                    return new AuditVerification(expected + 1, root, expected, problem);
                }
            }
        }
        return new AuditVerification(tree.size(), HexFormat.of().formatHex(tree.root()), null, null);
    }

    private @Nullable String problem(ResultSet row, long expected) throws SQLException {
        if (row.getLong(1) != expected) {
            return "Entry " + expected + " is missing.";
        }
        byte[] leaf = row.getBytes(3);
        byte[] hash = MerkleTree.leafHash(leaf);
        if (!Arrays.equals(hash, row.getBytes(4))) {
            return "Entry " + expected + " does not match its hash.";
        }
        tree.append(hash);
        if (!Arrays.equals(tree.root(), row.getBytes(5))) {
            return "The root after entry " + expected + " does not match the entries before it.";
        }
        try {
            AuditEntry entry = AuditLog.entry(leaf);
            return inconsistency(entry, leaf, expected, row.getString(2));
        } catch (BackstayException e) {
            return "Entry " + expected + " cannot be read: " + e.failure().message();
        }
    }

    /// What a valid hash cannot show: an entry that says something else than its row, or answers no intent.
    private @Nullable String inconsistency(AuditEntry entry, byte[] leaf, long expected, @Nullable String caseId) {
        if (entry.seq() != expected || !Objects.equals(entry.caseId(), caseId)) {
            return "Entry " + expected + " is stored under another number or case than it says.";
        }
        if (!Arrays.equals(leaf, CanonicalJson.bytes(entry))) {
            return "Entry " + expected + " is not in canonical form.";
        }
        if (entry.type() == AuditEntry.Type.INTENT) {
            open.add(expected);
        } else if (entry.type() == AuditEntry.Type.OUTCOME && !open.remove(entry.intent())) {
            return "Entry " + expected + " is an outcome without an intent.";
        }
        return null;
    }
}
