package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditVerification.Verdict;
import io.backstay.base.BackstayException;
import io.backstay.seal.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A reference record of which every byte of every leaf and of every checkpoint is altered in turn.
final class EveryByteTest {
    private static final long SEED = 1;
    private static final int SIZE = 7;
    private static final int TAIL = 2;

    @TempDir
    Path folder;

    private Connection log;
    private List<byte[]> leaves;
    private long signed;

    @BeforeEach
    void make() throws Exception {
        MadeLog made = MadeLog.of(folder.resolve("audit.db"), SEED, SIZE, TAIL);
        signed = made.signedAt().getLast();
        assertEquals(List.of(2L, 5L), made.signedAt());
        log = DriverManager.getConnection("jdbc:sqlite::memory:");
        execute("restore from '" + made.file() + "'");
        for (String trigger : List.of(
                "entry_is_never_changed",
                "entry_is_never_removed",
                "checkpoint_stands_against_update",
                "checkpoint_stands_against_delete",
                "origin_stands_against_update",
                "origin_stands_against_delete")) {
            execute("DROP TRIGGER " + trigger);
        }
        leaves = blobs("SELECT leaf FROM entry ORDER BY seq");
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void theReferenceRecordVerifies() throws Exception {
        AuditVerification found = verify();
        assertEquals(Verdict.VERIFIED, found.verdict(), found.toString());
        assertEquals(leaves.size(), found.size());
        assertEquals(signed, found.signedSize());
        assertEquals(TAIL, found.unsignedTail());
        assertTrue(String.valueOf(found.signedBy()).startsWith("owner.example/log ("), found.toString());
    }

    @Test
    void everyByteOfEveryLeafIsMissedWhereItIsAltered() throws Exception {
        for (int seq = 0; seq < leaves.size(); seq++) {
            for (int at = 0; at < leaves.get(seq).length; at++) {
                store("UPDATE entry SET leaf = ? WHERE seq = ?", altered(leaves.get(seq), at), seq);
                AuditVerification found = verify();
                assertEquals(Verdict.TAMPERED, found.verdict(), "byte " + at + " of " + seq);
                assertEquals((long) seq, found.firstBroken(), "byte " + at + " of " + seq);
            }
            store("UPDATE entry SET leaf = ? WHERE seq = ?", leaves.get(seq), seq);
        }
    }

    /// Who recomputes every hash and root behind the alteration is caught by the root that the next entry names, or
    /// by a checkpoint. The last entry of an unsigned tail has neither, as the description of the format says.
    @Test
    void recomputedHashesHideAnAlterationNowhereButInTheLastUnsignedEntry() throws Exception {
        int hidden = 0;
        for (int seq = 0; seq < leaves.size(); seq++) {
            for (int at = 0; at < leaves.get(seq).length; at += 3) {
                List<byte[]> all = new ArrayList<>(leaves);
                all.set(seq, altered(leaves.get(seq), at));
                rehash(all);
                AuditVerification found = verify();
                if (found.verdict() == Verdict.VERIFIED) {
                    hidden++;
                    assertEquals(leaves.size() - 1, seq, "byte " + at);
                } else {
                    long firstBroken = found.firstBroken() == null ? -1 : found.firstBroken();
                    assertEquals(Verdict.TAMPERED, found.verdict());
                    assertTrue(firstBroken >= 0 && firstBroken <= seq + 1, found.toString());
                }
            }
        }
        assertTrue(hidden > 0, "the table promises too little: nothing of the unsigned tail could be altered");
    }

    @Test
    void noCheckpointWithAnotherByteVouchesForAnything() throws Exception {
        List<byte[]> notes = blobs("SELECT note FROM checkpoint ORDER BY size");
        List<byte[]> sizes = blobs("SELECT CAST(size AS TEXT) FROM checkpoint ORDER BY size");
        int unknown = 0;
        for (int i = 0; i < notes.size(); i++) {
            long size = Long.parseLong(new String(sizes.get(i), StandardCharsets.US_ASCII));
            for (int at = 0; at < notes.get(i).length; at++) {
                store("UPDATE checkpoint SET note = ? WHERE size = ?", altered(notes.get(i), at), size);
                AuditVerification found = verify();
                assertNotEquals(Verdict.VERIFIED, found.verdict(), "byte " + at + " of the one at " + size);
                unknown += found.verdict() == Verdict.UNVERIFIABLE ? 1 : 0;
            }
            store("UPDATE checkpoint SET note = ? WHERE size = ?", notes.get(i), size);
        }
        // An altered name or id is that of a key that nobody knows; it proves nothing, and contradicts nothing.
        assertTrue(unknown > 0 && unknown < 40 * notes.size(), "of unknown keys: " + unknown);
        assertEquals(Verdict.VERIFIED, verify().verdict());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            UPDATE entry SET act = 'x' WHERE seq = 1 ; TAMPERED ; 1
            UPDATE entry SET target = target || ' ' WHERE seq = 2 ; TAMPERED ; 2
            UPDATE entry SET actor = 'eve' WHERE seq = 3 ; TAMPERED ; 3
            UPDATE entry SET tenant = 'eve' WHERE seq = 4 ; TAMPERED ; 4
            UPDATE entry SET run = 'R-9' WHERE seq = 0 ; TAMPERED ; 0
            UPDATE entry SET type = 'other' WHERE seq = 0 ; TAMPERED ; 0
            UPDATE entry SET intent = 77 WHERE seq = 2 ; TAMPERED ; 2
            UPDATE entry SET leaf_hash = '' WHERE seq = 2 ; TAMPERED ; 2
            UPDATE entry SET leaf = zeroblob(100000) WHERE seq = 2 ; TAMPERED ; 2
            UPDATE entry SET leaf = '' WHERE seq = 2 ; TAMPERED ; 2
            UPDATE entry SET seq = -1 WHERE seq = 0 ; TAMPERED ; 0
            UPDATE origin SET name = 'backstay/0000000000000000' ; TAMPERED ; 0
            DELETE FROM origin ; TAMPERED ;
            INSERT INTO origin SELECT name FROM origin ; TAMPERED ;
            UPDATE checkpoint SET size = size - 1 ; TAMPERED ;
            UPDATE checkpoint SET note = x'' WHERE size = (SELECT max(size) FROM checkpoint) ; TAMPERED ;
            UPDATE checkpoint SET note = zeroblob(100000) ; TAMPERED ;
            INSERT INTO checkpoint SELECT 0, note FROM checkpoint LIMIT 1 ; TAMPERED ;
            INSERT INTO checkpoint SELECT 999, note FROM checkpoint LIMIT 1 ; TAMPERED ; 7
            DELETE FROM checkpoint ; UNVERIFIABLE ;
            """)
    void everyOtherPartOfTheFileIsHeldAgainstTheLeaves(String change, Verdict verdict, Long firstBroken)
            throws Exception {
        execute(change);
        AuditVerification found = verify();
        assertEquals(verdict, found.verdict(), found.toString());
        assertEquals(firstBroken, found.firstBroken(), found.toString());
        assertNotEquals(null, found.problem());
    }

    private AuditVerification verify() throws SQLException, BackstayException {
        return new AuditVerifier(ForgedLog.TRUST, null).verify(log);
    }

    private static byte[] altered(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= (byte) (1 << at % 7);
        return other;
    }

    private void rehash(List<byte[]> all) throws SQLException {
        MerkleTree tree = new MerkleTree();
        try (PreparedStatement update =
                log.prepareStatement("UPDATE entry SET leaf = ?, leaf_hash = ?, root_after = ? WHERE seq = ?")) {
            for (int i = 0; i < all.size(); i++) {
                byte[] hash = MerkleTree.leafHash(all.get(i));
                tree.append(hash);
                update.setBytes(1, all.get(i));
                update.setBytes(2, hash);
                update.setBytes(3, tree.root());
                update.setLong(4, i);
                update.executeUpdate();
            }
        }
    }

    private void store(String sql, byte[] bytes, long key) throws SQLException {
        try (PreparedStatement update = log.prepareStatement(sql)) {
            update.setBytes(1, bytes);
            update.setLong(2, key);
            assertEquals(1, update.executeUpdate());
        }
    }

    private List<byte[]> blobs(String sql) throws SQLException {
        List<byte[]> blobs = new ArrayList<>();
        try (Statement statement = log.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                blobs.add(rows.getBytes(1));
            }
        }
        return blobs;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = log.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
