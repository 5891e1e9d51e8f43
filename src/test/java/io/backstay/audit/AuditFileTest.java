package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditVerification.Verdict;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Digest;
import io.backstay.seal.MerkleTree;
import io.backstay.seal.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that lie anywhere: verified alone, left as they were, and of either version.
final class AuditFileTest {
    private static final List<String> VERSION_1 = List.of(
            "CREATE TABLE schema_version (version INTEGER NOT NULL)",
            "INSERT INTO schema_version VALUES (1)",
            "CREATE TABLE entry (seq INTEGER PRIMARY KEY, case_id TEXT, leaf BLOB NOT NULL,"
                    + " leaf_hash BLOB NOT NULL, root_after BLOB NOT NULL)",
            "CREATE INDEX entry_by_case ON entry (case_id, seq)",
            "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry"
                    + " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
            "CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry"
                    + " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END");

    @TempDir
    Path folder;

    @Test
    void aCopyIsVerifiedInAFolderThatCannotBeWritten() throws Exception {
        Path file = MadeLog.of(folder.resolve("a b&%#.db"), 1, 9, 1).file();
        assertTrue(file.toFile().setReadOnly());
        Map<String, String> before = state();
        AuditVerification found = AuditFile.verify(file, ForgedLog.TRUST, null);
        assertEquals(Verdict.VERIFIED, found.verdict(), found.toString());
        assertEquals(1, found.unsignedTail());
        assertEquals(before, state());
    }

    @Test
    void whatIsStillInTheWriteAheadLogIsVerifiedTooAndStaysThere() throws Exception {
        Path file = folder.resolve("audit.db");
        Path copy = folder.resolve("copy");
        Files.createDirectory(copy);
        try (AuditLog log = open(file)) {
            log.signWith(ForgedLog.OWNER);
            log.note(Deed.of("test.act", "x"));
            log.sign();
            Files.copy(file, copy.resolve("audit.db"));
            Files.copy(folder.resolve("audit.db-wal"), copy.resolve("audit.db-wal"));
        }
        Map<String, String> before = state();
        AuditVerification found = AuditFile.verify(copy.resolve("audit.db"), ForgedLog.TRUST, null);
        assertEquals(Verdict.VERIFIED, found.verdict(), found.toString());
        assertEquals(1, found.size());
        assertEquals(before, state());
    }

    @Test
    void aKeptCheckpointTellsWhatTheFileAloneDoesNot() throws Exception {
        MadeLog old = MadeLog.of(folder.resolve("audit.db"), 1, 9, 0);
        Path rolledBack = folder.resolve("older.db");
        Files.copy(old.file(), rolledBack);
        Path kept = folder.resolve("checkpoint");
        try (AuditLog log = open(old.file())) {
            log.signWith(ForgedLog.OWNER);
            log.note(Deed.of("test.act", "later"));
            log.sign();
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + old.file())) {
            SignedNote note = Ledger.note(database);
            Files.write(kept, note == null ? new byte[0] : note.bytes());
        }
        SignedNote checkpoint = AuditFile.checkpoint(kept);
        assertEquals(
                Verdict.VERIFIED,
                AuditFile.verify(old.file(), ForgedLog.TRUST, checkpoint).verdict());
        AuditVerification alone = AuditFile.verify(rolledBack, ForgedLog.TRUST, null);
        assertEquals(Verdict.VERIFIED, alone.verdict(), "a whole older copy looks whole");
        AuditVerification found = AuditFile.verify(rolledBack, ForgedLog.TRUST, checkpoint);
        assertEquals(Verdict.TAMPERED, found.verdict(), found.toString());
        assertEquals(alone.size(), found.firstBroken());
        assertEquals(
                Verdict.UNVERIFIABLE,
                AuditFile.verify(rolledBack, Trust.NONE, checkpoint).verdict(),
                "nobody vouches for the kept one");
        AuditVerification another =
                AuditFile.verify(MadeLog.of(folder.resolve("b.db"), 2, 9, 0).file(), ForgedLog.TRUST, checkpoint);
        assertEquals(Verdict.TAMPERED, another.verdict(), another.toString());
        assertNull(another.firstBroken());
    }

    @Test
    void entriesOfTheFirstVersionStayReadableAndAreUnderTheNextCheckpoint() throws Exception {
        Path file = folder.resolve("audit.db");
        firstVersion(file);
        AuditVerification before = AuditFile.verify(file, ForgedLog.TRUST, null);
        assertEquals(Verdict.UNVERIFIABLE, before.verdict(), before.toString());
        assertEquals(3, before.size());
        try (AuditLog log = open(file)) {
            assertEquals("R-0001", log.entries("case-1").getFirst().detail().get("restore"));
            assertEquals(1, log.unfinished().size());
            assertEquals(
                    List.of(2L),
                    log.newest(new EntryFilter(null, null, null, "VERD"), 9).stream()
                            .map(AuditEntry::seq)
                            .toList());
            log.takeUp(log.unfinished().getFirst()).outcome(AuditEntry.Outcome.INTERRUPTED, Map.of());
            log.signWith(ForgedLog.OWNER);
            assertTrue(log.sign());
            AuditVerification found = log.verify(ForgedLog.TRUST);
            assertEquals(Verdict.VERIFIED, found.verdict(), found.toString());
            assertEquals(4, found.signedSize());
        }
        assertEquals(
                Verdict.VERIFIED, AuditFile.verify(file, ForgedLog.TRUST, null).verdict());
    }

    /// As version 0.1 wrote it.
    private static void firstVersion(Path file) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            for (String sql : VERSION_1) {
                statement.execute(sql);
            }
            MerkleTree tree = new MerkleTree();
            for (int seq = 0; seq < 3; seq++) {
                Map<String, Object> entry = new TreeMap<>(Map.of(
                        "v",
                        1,
                        "seq",
                        seq,
                        "ts",
                        Instant.parse("2026-11-23T01:00:00Z").plusSeconds(seq),
                        "actor",
                        "ada",
                        "session",
                        "s",
                        "type",
                        seq == 1 ? "intent" : "note",
                        "act",
                        seq == 2 ? "restore.verdict" : "restore.stage",
                        "target",
                        "Harrow",
                        "caseId",
                        "case-1",
                        "detail",
                        Map.of("restore", "R-0001")));
                byte[] leaf = CanonicalJson.bytes(entry);
                byte[] hash = MerkleTree.leafHash(leaf);
                tree.append(hash);
                try (PreparedStatement insert =
                        database.prepareStatement("INSERT INTO entry VALUES (?, 'case-1', ?, ?, ?)")) {
                    insert.setInt(1, seq);
                    insert.setBytes(2, leaf);
                    insert.setBytes(3, hash);
                    insert.setBytes(4, tree.root());
                    insert.executeUpdate();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CREATE TABLE schema_version (version INTEGER)",
                "CREATE TABLE schema_version (version INTEGER); CREATE TABLE entry (x)",
                "CREATE TABLE schema_version (version INTEGER); INSERT INTO schema_version VALUES (3);"
                        + " CREATE TABLE entry (x)",
                "CREATE TABLE schema_version (version INTEGER); INSERT INTO schema_version VALUES (1);"
                        + " CREATE VIEW entry AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT i AS seq, '' AS case_id, '' AS leaf, '' AS leaf_hash, '' AS root_after FROM n"
            })
    void aDatabaseThatIsNoRecordIsRefused(String script) throws Exception {
        Path file = folder.resolve("other.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE something (x)");
            for (String sql : script.split(";", -1)) {
                statement.execute(sql.isBlank() ? "SELECT 1" : sql);
            }
        }
        var e = assertThrows(BackstayException.class, () -> AuditFile.verify(file, ForgedLog.TRUST, null));
        assertTrue(
                e.failure() instanceof Failure.BadInput || e.failure() instanceof Failure.Unsupported,
                e.failure().message());
    }

    @Test
    void whatIsNoFileAtAllOrNoneOfOursIsRefused() throws Exception {
        Path text = folder.resolve("text");
        Files.writeString(text, "nothing of ours");
        Path cut = folder.resolve("cut.db");
        byte[] whole = Files.readAllBytes(
                MadeLog.of(folder.resolve("audit.db"), 1, 9, 0).file());
        Files.write(cut, Arrays.copyOf(whole, 2_000));
        for (Path file : List.of(text, cut, folder, folder.resolve("absent"))) {
            assertThrows(BackstayException.class, () -> AuditFile.verify(file, ForgedLog.TRUST, null), file.toString());
        }
        assertThrows(BackstayException.class, () -> AuditFile.checkpoint(text));
        assertThrows(BackstayException.class, () -> AuditFile.checkpoint(folder.resolve("absent")));
    }

    @Test
    void keysAreReadFromAFileOrFromAllFilesOfAFolder() throws Exception {
        Path keys = folder.resolve("trust");
        assertTrue(Trust.folder(keys).isEmpty());
        Files.createDirectory(keys);
        assertTrue(Trust.read(keys).isEmpty());
        String owner = ForgedLog.OWNER.key().encoded();
        Files.writeString(keys.resolve("a.keys"), "# whom we know\n\n" + owner + "\r\n");
        Files.writeString(
                keys.resolve("b.keys"), "  " + ForgedLog.STRANGER.key().encoded() + "  ");
        Files.writeString(keys.resolve("note.txt"), "not looked at");
        Trust trust = Trust.read(keys);
        assertEquals(
                ForgedLog.OWNER.key(),
                trust.key("owner.example/log", ForgedLog.OWNER.key().idHex()));
        assertEquals(
                ForgedLog.STRANGER.key(),
                trust.key("stranger.example/log", ForgedLog.STRANGER.key().idHex()));
        assertNull(trust.key("owner.example/log", "00000000"));
        assertNull(Trust.read(keys.resolve("a.keys"))
                .key("stranger.example/log", ForgedLog.STRANGER.key().idHex()));
        Files.writeString(keys.resolve("c.keys"), "\n" + owner.substring(1));
        var e = assertThrows(BackstayException.class, () -> Trust.read(keys));
        assertTrue(
                e.failure().message().contains("c.keys, line 2: "), e.failure().message());
        Files.write(keys.resolve("c.keys"), new byte[] {(byte) 0xFF});
        assertThrows(BackstayException.class, () -> Trust.read(keys));
        assertThrows(BackstayException.class, () -> Trust.read(folder.resolve("typing-error.keys")));
    }

    /// Every file of the folder, byte for byte.
    private Map<String, String> state() throws Exception {
        Map<String, String> state = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                state.put(folder.relativize(file).toString(), Digest.hex(bytes));
            }
        }
        return state;
    }

    private AuditLog open(Path file) throws BackstayException {
        return AuditLog.open(file, new SteppingClock(), new Who("ada", "responder", "later"), new SplittableRandom(99));
    }
}
