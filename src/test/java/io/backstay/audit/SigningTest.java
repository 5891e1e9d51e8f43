package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditVerification.Verdict;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.MerkleProof;
import io.backstay.seal.Signer;
import io.backstay.seal.VerifierKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When checkpoints are signed, what they are over, and when none may be.
final class SigningTest {
    private static final Deed DEED = Deed.of("test.act", "x");

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();

    @Test
    void nothingStaysUnsignedForLongerThanPromised() throws Exception {
        try (AuditLog log = open(1)) {
            log.note(DEED);
            assertFalse(log.signIfDue(clock.instant().plus(Duration.ofDays(1))), "without a key");
            log.signWith(ForgedLog.OWNER);
            log.note(DEED);
            Duration unsigned = Duration.ZERO;
            while (!log.signIfDue(clock.instant())) {
                clock.pass(AuditLog.LOOK_EVERY);
                unsigned = unsigned.plus(AuditLog.LOOK_EVERY);
            }
            assertTrue(unsigned.compareTo(AuditLog.SIGN_WITHIN) <= 0, unsigned::toString);
            assertTrue(unsigned.compareTo(AuditLog.LOOK_EVERY) > 0, "at once: " + unsigned);
            assertEquals(2, log.signedSize());
            clock.pass(Duration.ofDays(1));
            assertFalse(log.signIfDue(clock.instant()), "there is nothing new");
            log.note(DEED);
            assertFalse(log.signIfDue(clock.instant()));
            clock.set(Duration.ofHours(-2));
            assertTrue(log.signIfDue(clock.instant()), "a clock that was set back put it off");
        }
    }

    @Test
    void aRecordWithAKeySignsWhenItIsClosedAndSaysWithWhich() throws Exception {
        try (AuditLog log = open(1)) {
            log.signWith(ForgedLog.OWNER);
            log.note(DEED);
            assertEquals(
                    ForgedLog.OWNER.key().idHex(), log.entries(null).getLast().key());
            assertNull(log.latestCheckpoint());
        }
        try (AuditLog log = open(2)) {
            Seen seen = Objects.requireNonNull(log.latestCheckpoint());
            assertEquals(1, seen.size());
            log.note(DEED);
            AuditEntry last = log.entries(null).getLast();
            assertNull(last.key(), "no key is at hand");
            assertEquals(seen.root(), last.prevRoot());
            assertEquals(seen.origin(), last.origin());
            assertEquals(1, log.verify(ForgedLog.TRUST).unsignedTail());
            assertFalse(log.sign(), "without a key");
        }
    }

    @Test
    void aKeyThatCannotBeUsedLeavesTheEndUnsignedAndTheEntriesThere() throws Exception {
        Signer locked = new Signer() {
            @Override
            public VerifierKey key() {
                return ForgedLog.OWNER.key();
            }

            @Override
            public byte[] sign(byte[] message) throws BackstayException {
                throw new BackstayException(new Failure.Refused("The vault", "it is locked", "Unlock it."));
            }
        };
        try (AuditLog log = open(1)) {
            log.signWith(locked);
            log.note(DEED);
            assertThrows(BackstayException.class, log::sign);
            log.note(DEED);
        }
        try (AuditLog log = open(2)) {
            assertEquals(2, log.size());
            assertEquals(Verdict.UNVERIFIABLE, log.verify(ForgedLog.TRUST).verdict());
        }
    }

    @Test
    void twoProcessesAppendAndSignInTurn() throws Exception {
        try (AuditLog one = open(1);
                AuditLog two = open(2)) {
            one.signWith(ForgedLog.OWNER);
            two.signWith(ForgedLog.OWNER);
            for (int i = 0; i < 6; i++) {
                one.note(DEED);
                if (i % 2 == 0) {
                    assertTrue(one.sign());
                }
                two.note(DEED);
                two.note(DEED);
                assertTrue(two.sign());
            }
            AuditVerification found = one.verify(ForgedLog.TRUST);
            assertEquals(Verdict.VERIFIED, found.verdict(), found.toString());
            assertEquals(18, found.signedSize());
            assertEquals(
                    1,
                    one.entries(null).stream()
                            .map(AuditEntry::origin)
                            .distinct()
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            DELETE FROM entry WHERE seq > 1
            UPDATE entry SET leaf_hash = zeroblob(32) WHERE seq = 1
            UPDATE checkpoint SET note = replace(CAST(note AS TEXT), char(10, 52, 10), char(10, 51, 10))
            UPDATE checkpoint SET note = x'00'
            """)
    void twoCheckpointsThatDoNotContinueEachOtherAreNeverSigned(String change) throws Exception {
        try (AuditLog log = open(1)) {
            log.signWith(ForgedLog.OWNER);
            for (int i = 0; i < 4; i++) {
                log.note(DEED);
            }
        }
        change(change);
        try (AuditLog log = open(2)) {
            log.signWith(ForgedLog.OWNER);
            log.note(DEED);
            var e = assertThrows(BackstayException.class, log::sign);
            assertTrue(e.failure() instanceof Failure.Corrupt, e.failure().message());
            assertEquals(Verdict.TAMPERED, log.verify(ForgedLog.TRUST).verdict());
        }
    }

    @Test
    void checkpointsThatVanishWhileItIsOpenAreMissed() throws Exception {
        try (AuditLog log = open(1)) {
            log.signWith(ForgedLog.OWNER);
            log.note(DEED);
            assertTrue(log.sign());
            change("DELETE FROM checkpoint");
            log.note(DEED);
            assertThrows(BackstayException.class, log::sign);
            assertThrows(BackstayException.class, log::sign);
        }
        try (AuditLog log = open(2)) {
            assertNull(log.latestCheckpoint(), "it signed when it was closed");
        }
    }

    @Test
    void checkpointsAreAppendOnlyToo() throws Exception {
        try (AuditLog log = open(1)) {
            log.signWith(ForgedLog.OWNER);
            log.note(DEED);
            log.sign();
        }
        try (Connection other = raw();
                Statement statement = other.createStatement()) {
            for (String change : List.of(
                    "DELETE FROM checkpoint",
                    "UPDATE checkpoint SET size = 2",
                    "DELETE FROM origin",
                    "UPDATE origin SET name = 'x'")) {
                var e = assertThrows(SQLException.class, () -> statement.execute(change), change);
                assertTrue(String.valueOf(e.getMessage()).contains("append-only"), e.getMessage());
            }
        }
    }

    @Test
    void theRecordProvesThatItContinuesWhatSomebodyHasSeen() throws Exception {
        try (AuditLog log = open(1)) {
            log.signWith(ForgedLog.OWNER);
            for (int i = 0; i < 5; i++) {
                log.note(DEED);
            }
            log.sign();
            Seen before = Objects.requireNonNull(log.latestCheckpoint());
            for (int i = 0; i < 90; i++) {
                log.note(DEED);
            }
            log.sign();
            Seen now = Objects.requireNonNull(log.latestCheckpoint());
            List<byte[]> proof = log.consistency(before.size()).stream()
                    .map(HexFormat.of()::parseHex)
                    .toList();
            assertTrue(MerkleProof.continues(before.size(), root(before), now.size(), root(now), proof));
            assertFalse(MerkleProof.continues(before.size(), root(now), now.size(), root(now), proof));
        }
    }

    private static byte[] root(Seen seen) {
        return HexFormat.of().parseHex(seen.root());
    }

    @Test
    void aClockThatWasSetBackIsAWarningAndNoProofOfAnything() throws Exception {
        try (AuditLog log = open(1)) {
            log.signWith(ForgedLog.OWNER);
            log.note(DEED);
            clock.set(Duration.ofMinutes(-5));
            clock.pass(Duration.ofSeconds(1));
            log.note(DEED);
            clock.pass(Duration.ofHours(1));
            clock.set(Duration.ofMinutes(-10));
            log.note(DEED);
            log.sign();
            AuditVerification found = log.verify(ForgedLog.TRUST);
            assertEquals(Verdict.VERIFIED, found.verdict());
            assertEquals(
                    List.of(
                            "Entry 1 is dated 2026-11-23T00:55:01Z, before the entry that stands before it.",
                            "The clock was set back by about 600 s between entries 1 and 2."),
                    found.warnings());
        }
    }

    @Test
    void anOutcomeIsWrittenOnceWhoeverTakesItUp() throws Exception {
        try (AuditLog one = open(1);
                AuditLog two = open(2)) {
            AuditLog.Intent first = one.intent(DEED);
            AuditLog.Intent second = two.takeUp(two.unfinished().getFirst());
            first.outcome(Outcome.DONE, Map.of());
            var e = assertThrows(BackstayException.class, () -> second.outcome(Outcome.INTERRUPTED, Map.of()));
            assertTrue(e.failure() instanceof Failure.Conflict, e.failure().message());
            two.note(DEED);
            assertEquals(3, one.size());
            assertTrue(one.verify(Trust.NONE).intact());
        }
    }

    @Test
    void noTwoRecordsHaveOneNameAndNoTwoEntriesOneNonce() throws Exception {
        try (AuditLog log = open(1);
                AuditLog other =
                        AuditLog.open(folder.resolve("other.db"), clock, clock, who("s9"), new SplittableRandom(9))) {
            log.note(DEED);
            log.note(DEED);
            other.note(DEED);
            assertNotEquals(
                    log.entries(null).getFirst().origin(),
                    other.entries(null).getFirst().origin());
            assertNotEquals(
                    log.entries(null).getFirst().nonce(),
                    log.entries(null).getLast().nonce());
            assertTrue(
                    Objects.requireNonNull(log.entries(null).getFirst().nonce()).matches("[0-9a-f]{32}"));
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection other = raw();
                Statement statement = other.createStatement()) {
            for (String trigger : List.of(
                    "entry_is_never_changed",
                    "entry_is_never_removed",
                    "checkpoint_stands_against_update",
                    "checkpoint_stands_against_delete")) {
                statement.execute("DROP TRIGGER IF EXISTS " + trigger);
            }
            statement.execute(sql);
        }
    }

    private Connection raw() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
    }

    private static Who who(String session) {
        return new Who("ada", "responder", session);
    }

    private AuditLog open(long session) throws BackstayException {
        return AuditLog.open(
                folder.resolve("audit.db"), clock, clock, who("s" + session), new SplittableRandom(session));
    }
}
