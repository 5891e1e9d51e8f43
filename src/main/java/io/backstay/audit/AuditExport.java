package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.JsonWriter;
import io.backstay.codec.WholeFile;
import io.backstay.seal.HashTree;
import io.backstay.seal.SignedNote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the entries of one tenant, each with the proof that it is under a signed root, and nothing else. Used
/// once, inside a transaction that reads.
final class AuditExport {
    static final String FORMAT = "backstay-audit/1";

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Connection connection;
    private final HashTree tree = new HashTree(this::hashes);

    AuditExport(Connection connection) {
        this.connection = connection;
    }

    /// The proof that the last checkpoint continues that of an earlier size.
    List<String> consistency(long earlier) throws SQLException, BackstayException {
        Seen seen = Seen.of("The last checkpoint", signed());
        grow(seen);
        return tree.consistency(earlier, seen.size()).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    Exported write(String tenant, Path file) throws SQLException, BackstayException {
        SignedNote note = signed();
        Seen seen = Seen.of("The last checkpoint", note);
        grow(seen);
        long[] written = {0};
        WholeFile.write(file, out -> {
            try (JsonWriter json = Json.writer(out, JsonWriter.Layout.PRETTY)) {
                json.beginObject()
                        .member("format", FORMAT)
                        .member("origin", seen.origin())
                        .member("checkpoint", new String(note.bytes(), StandardCharsets.UTF_8))
                        .name("entries")
                        .beginArray();
                written[0] = entries(json, tenant, seen.size());
                json.endArray().endObject();
            }
            out.write('\n');
        });
        return new Exported(written[0], count(tenant, seen.size()), seen);
    }

    /// Builds the tree up to the checkpoint, and holds the one against the other: no proof is given that would not
    /// hold.
    private void grow(Seen seen) throws SQLException, BackstayException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT leaf_hash FROM entry WHERE seq < ? ORDER BY seq")) {
            query.setLong(1, seen.size());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tree.append(rows.getBytes(1));
                }
            }
        }
        if (tree.size() != seen.size()
                || !HexFormat.of().formatHex(tree.root(tree.size())).equals(seen.root())) {
            throw new BackstayException(new Failure.Corrupt(
                    "The record of acts", "its entries are not those over which the last checkpoint was signed"));
        }
    }

    private long entries(JsonWriter json, String tenant, long size) throws BackstayException {
        long written = 0;
        try (PreparedStatement query =
                connection.prepareStatement("SELECT seq, leaf FROM entry WHERE tenant = ? AND seq < ? ORDER BY seq")) {
            query.setString(1, tenant);
            query.setLong(2, size);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long seq = rows.getLong(1);
                    byte[] leaf = rows.getBytes(2);
                    requireTenant(seq, leaf, tenant);
                    List<String> proof = tree.inclusion(seq, size).stream()
                            .map(BASE64::encodeToString)
                            .toList();
                    json.value(new ExportVerifier.Item(seq, BASE64.encodeToString(leaf), proof));
                    written++;
                }
            }
            return written;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// The column is only a way to find it: what leaves the house is what the leaf says.
    private static void requireTenant(long seq, byte @Nullable [] leaf, String tenant) throws BackstayException {
        if (leaf == null || !tenant.equals(LogReader.entry(leaf).tenant())) {
            throw new BackstayException(new Failure.Corrupt(
                    "The record of acts", "entry " + seq + " is filed under another tenant than it says"));
        }
    }

    private long count(String tenant, long from) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT count(*) FROM entry WHERE tenant = ? AND seq >= ?")) {
            query.setString(1, tenant);
            query.setLong(2, from);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private List<byte[]> hashes(long from, int count) throws BackstayException {
        List<byte[]> hashes = new ArrayList<>(count);
        try (PreparedStatement query =
                connection.prepareStatement("SELECT leaf_hash FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq")) {
            query.setLong(1, from);
            query.setLong(2, from + count);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    hashes.add(rows.getBytes(1));
                }
            }
            return hashes;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static BackstayException unreadable(SQLException e) {
        return new BackstayException(new Failure.Corrupt("The record of acts", String.valueOf(e.getMessage())), e);
    }

    private SignedNote signed() throws SQLException, BackstayException {
        SignedNote note = Ledger.note(connection);
        if (note == null) {
            throw new BackstayException(new Failure.Conflict(
                    "Nothing of the record is signed yet, so no proof can be given",
                    "Unlock the vault, so that there is a key to sign with, and export again."));
        }
        return note;
    }
}
