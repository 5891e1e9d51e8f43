package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditLogTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T01:00:00.123456789Z"));

    @TempDir
    Path folder;

    @Test
    void anActIsRecordedBeforeAndAfterAndSurvivesReopening() throws Exception {
        try (AuditLog log = open()) {
            var intent = log.intent(
                    Deed.of("restore.import", "tenant 7").inCase("case-1").with("plan", "abc"));
            log.note(Deed.of("verdict", "tenant 7").inCase("case-2"));
            intent.outcome(Outcome.DONE, Map.of("rows", "12"));
            assertThrows(IllegalStateException.class, () -> intent.outcome(Outcome.FAILED, Map.of()));
        }
        try (AuditLog log = open()) {
            assertEquals(3, log.size());
            List<AuditEntry> entries = log.entries("case-1");
            assertEquals(2, entries.size());
            assertEquals(AuditEntry.Type.INTENT, entries.getFirst().type());
            assertEquals(Map.of("plan", "abc"), entries.getFirst().detail());
            assertEquals(
                    Instant.parse("2026-11-23T01:00:00.123456Z"),
                    entries.getFirst().ts());
            assertEquals(0L, entries.getLast().intent());
            assertEquals(Outcome.DONE, entries.getLast().outcome());
            assertEquals(3, log.entries(null).size());
            assertTrue(log.verify(Trust.NONE).intact(), log.verify(Trust.NONE).toString());
            log.note(Deed.of("later", "x"));
            assertTrue(log.verify(Trust.NONE).intact(), log.verify(Trust.NONE).toString());
            assertEquals(List.of(), log.unfinished());
        }
    }

    @Test
    void anIntentWithoutAnOutcomeIsFoundAndCanBeTakenUp() throws Exception {
        try (AuditLog log = open()) {
            log.intent(Deed.of("a", "x"));
            log.intent(Deed.of("b", "x")).outcome(Outcome.DONE, Map.of());
        }
        try (AuditLog log = open()) {
            AuditEntry left = log.unfinished().getFirst();
            assertEquals("a", left.act());
            log.takeUp(left).outcome(Outcome.INTERRUPTED, Map.of());
            assertEquals(List.of(), log.unfinished());
            assertTrue(log.verify(Trust.NONE).intact(), log.verify(Trust.NONE).toString());
        }
    }

    @Test
    void twoProcessesMayAppendInTurn() throws Exception {
        try (AuditLog one = open();
                AuditLog two = open()) {
            for (int i = 0; i < 5; i++) {
                one.note(Deed.of("one", "x"));
                two.note(Deed.of("two", "x"));
            }
            assertEquals(10, one.size());
            assertTrue(two.verify(Trust.NONE).intact(), two.verify(Trust.NONE).toString());
        }
    }

    @Test
    void anActWhoseIntentCannotBeWrittenIsRefused() throws Exception {
        try (AuditLog log = open();
                Connection other = raw()) {
            log.note(Deed.of("first", "x"));
            execute(other, "CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END");
            var e = assertThrows(BackstayException.class, () -> log.intent(Deed.of("b", "x")));
            assertTrue(e.failure() instanceof Failure.Unwritable, e.failure().message());
            execute(other, "DROP TRIGGER full");
            log.intent(Deed.of("c", "x"));
            assertEquals(2, log.size());
            assertTrue(log.verify(Trust.NONE).intact(), log.verify(Trust.NONE).toString());
        }
    }

    @Test
    void anEntryLongerThanTheLimitIsADefect() throws Exception {
        try (AuditLog log = open()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> log.note(Deed.of("a", "x").with("k", "v".repeat(70_000))));
            log.note(Deed.of("b", "x"));
            assertTrue(log.verify(Trust.NONE).intact(), log.verify(Trust.NONE).toString());
        }
    }

    @Test
    void entriesCannotBeChangedOrRemovedInPassing() throws Exception {
        fill(2);
        try (Connection other = raw()) {
            assertThrows(SQLException.class, () -> execute(other, "UPDATE entry SET case_id = 'x'"));
            assertThrows(SQLException.class, () -> execute(other, "DELETE FROM entry"));
        }
    }

    @Test
    void everyFlippedByteOfEveryLeafIsFound() throws Exception {
        fill(4);
        try (AuditLog log = open();
                Connection other = raw()) {
            dropTriggers(other);
            for (long seq = 0; seq < 4; seq++) {
                byte[] leaf = leaf(other, seq);
                for (int i = 0; i < leaf.length; i++) {
                    byte[] changed = leaf.clone();
                    changed[i] ^= 1;
                    store(other, seq, changed);
                    assertEquals(seq, log.verify(Trust.NONE).firstBroken());
                }
                store(other, seq, leaf);
            }
            assertTrue(log.verify(Trust.NONE).intact(), log.verify(Trust.NONE).toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE entry SET leaf_hash = zeroblob(32) WHERE seq = 2                        | 2
            UPDATE entry SET root_after = zeroblob(32) WHERE seq = 1                       | 1
            UPDATE entry SET case_id = 'other' WHERE seq = 2                               | 2
            UPDATE entry SET case_id = NULL WHERE seq = 0                                  | 0
            DELETE FROM entry WHERE seq = 1                                                | 1
            DELETE FROM entry WHERE seq = 0                                                | 0
            UPDATE entry SET seq = 9 WHERE seq = 3                                         | 3
            UPDATE entry SET leaf = (SELECT leaf FROM entry WHERE seq = 0) WHERE seq = 1   | 1
            """)
    void everyOtherChangeIsFoundToo(String change, long seq) throws Exception {
        fill(4);
        try (AuditLog log = open();
                Connection other = raw()) {
            dropTriggers(other);
            execute(other, change);
            AuditVerification verification = log.verify(Trust.NONE);
            assertFalse(verification.intact());
            assertEquals(seq, verification.firstBroken());
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Files.writeString(
                folder.resolve("audit.db"), "this is not a database, but long enough to be looked at".repeat(9));
        var e = assertThrows(BackstayException.class, this::open);
        assertTrue(e.failure() instanceof Failure.Corrupt, e.failure().message());
    }

    @Test
    void aFolderInPlaceOfTheFileIsNamed() throws Exception {
        Files.createDirectory(folder.resolve("audit.db"));
        var e = assertThrows(BackstayException.class, this::open);
        assertTrue(e.failure() instanceof Failure.Unwritable, e.failure().message());
    }

    @Test
    void aFileOfANewerVersionIsLeftAlone() throws Exception {
        fill(1);
        try (Connection other = raw()) {
            execute(other, "UPDATE schema_version SET version = 99");
        }
        var e = assertThrows(BackstayException.class, this::open);
        assertTrue(e.failure() instanceof Failure.Unsupported, e.failure().message());
    }

    private AuditLog open() throws BackstayException {
        return AuditLog.open(
                folder.resolve("audit.db"), CLOCK, new Who("ada", "responder", "session-1"), new SplittableRandom(1));
    }

    private void fill(int count) throws BackstayException {
        try (AuditLog log = open()) {
            for (int i = 0; i < count; i++) {
                log.note(Deed.of("act", "ünï " + i).inCase("case").with("i", String.valueOf(i)));
            }
        }
    }

    private Connection raw() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
    }

    private static void dropTriggers(Connection connection) throws SQLException {
        execute(connection, "DROP TRIGGER entry_is_never_changed");
        execute(connection, "DROP TRIGGER entry_is_never_removed");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static byte[] leaf(Connection connection, long seq) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT leaf FROM entry WHERE seq = " + seq)) {
            return row.getBytes(1);
        }
    }

    private static void store(Connection connection, long seq, byte[] leaf) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE entry SET leaf = ? WHERE seq = ?")) {
            update.setBytes(1, leaf);
            update.setLong(2, seq);
            update.executeUpdate();
        }
    }
}
