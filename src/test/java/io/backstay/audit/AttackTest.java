package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditVerification.Verdict;
import io.backstay.fixture.Campaign;
import io.backstay.seal.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every attack of the table in `docs/formats/audit.md`, by somebody who can write anything into the file: what is
/// noticed from the file alone, what only with a checkpoint that was kept elsewhere, and what is not.
final class AttackTest {
    private static final int SEEDS = 25;
    private static final int SEEDS_DEEP = 1_000;

    enum Attack {
        EDIT,
        INSERT,
        DELETE,
        REORDER,
        TRUNCATE,
        ROLL_BACK,
        FORK,
        RE_SIGN
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void isNoticedAsTheTableSays(Attack attack) throws Exception {
        for (long seed : LongStream.range(0, SEEDS).toArray()) {
            attack(attack, seed);
        }
    }

    @Test
    @Tag("deep")
    void everyAttackIsNoticedAsTheTableSays() throws Exception {
        long done = new Campaign("attacks on the record", SEEDS_DEEP).run(seed -> {
            for (Attack attack : Attack.values()) {
                attack(attack, SEEDS + seed);
            }
        });
        assertTrue(done > 0);
    }

    /// What the attacker finds.
    ///
    /// @param signed the size of the newest checkpoint
    /// @param kept   a checkpoint that somebody else has, over at most as much
    private record Scene(
            ForgedLog log, int signed, int keptSize, SignedNote kept, SplittableRandom random, String said) {
        static Scene of(Attack attack, long seed) throws Exception {
            var random = new SplittableRandom(seed * 31 + attack.name().hashCode());
            int size = 4 + random.nextInt(24);
            int signed = 1 + random.nextInt(size);
            int keptSize = 1 + random.nextInt(signed);
            List<Integer> signedAt = new ArrayList<>(List.of(signed, keptSize));
            while (random.nextBoolean()) {
                signedAt.add(1 + random.nextInt(signed));
            }
            ForgedLog log = ForgedLog.honest(seed, size, signedAt);
            String said = attack + ", seed " + seed + ": " + size + " entries, signed at " + signedAt;
            return new Scene(log, signed, keptSize, log.note(keptSize, ForgedLog.OWNER), random, said);
        }

        Verdict alone() throws Exception {
            return log.verify(null).verdict();
        }

        Verdict withKept() throws Exception {
            return log.verify(kept).verdict();
        }
    }

    private static void attack(Attack attack, long seed) throws Exception {
        Scene scene = Scene.of(attack, seed);
        assertEquals(Verdict.VERIFIED, scene.alone(), scene.said());
        assertEquals(Verdict.VERIFIED, scene.withKept(), scene.said());
        switch (attack) {
            case EDIT, INSERT, DELETE, REORDER -> rewrite(attack, scene);
            case TRUNCATE -> truncate(scene);
            case ROLL_BACK -> rollBack(scene);
            case FORK -> fork(scene);
            case RE_SIGN -> signAgain(scene);
        }
    }

    /// Inside a signed prefix it is noticed, with the first entry that nothing vouches for; behind it, it is not.
    private static void rewrite(Attack attack, Scene scene) throws Exception {
        ForgedLog log = scene.log();
        int at = scene.random().nextInt(log.size() - 1);
        long vouched = log.signedUpTo(at);
        switch (attack) {
            case EDIT -> log.edit(at, "something else");
            case INSERT -> log.insert(at, "something more");
            case DELETE -> log.remove(at);
            default -> log.swapWithNext(at);
        }
        boolean below = at < scene.signed();
        AuditVerification found = log.verify(null);
        assertEquals(below ? Verdict.TAMPERED : Verdict.VERIFIED, found.verdict(), scene.said() + " at " + at);
        assertEquals(below ? Verdict.TAMPERED : Verdict.VERIFIED, scene.withKept(), scene.said() + " at " + at);
        if (below) {
            // One entry fewer may leave every checkpoint that it breaks beyond the end.
            long broken = log.signedUpTo(log.size()) > at ? vouched : log.size();
            assertEquals(broken, found.firstBroken(), scene.said() + " at " + at);
        }
    }

    /// Cut off below a checkpoint that is still there, it is noticed; behind the last one, not even by who kept
    /// one.
    private static void truncate(Scene scene) throws Exception {
        int size = scene.random().nextInt(scene.log().size());
        scene.log().truncate(size, false);
        Verdict expected = size < scene.signed() ? Verdict.TAMPERED : Verdict.VERIFIED;
        AuditVerification found = scene.log().verify(null);
        assertEquals(expected, found.verdict(), scene.said() + " to " + size);
        assertEquals(expected, scene.withKept(), scene.said() + " to " + size);
        if (expected == Verdict.TAMPERED) {
            assertEquals((long) size, found.firstBroken(), scene.said());
        }
    }

    /// An older state of the whole file looks whole; only who knows a later one can tell.
    private static void rollBack(Scene scene) throws Exception {
        int size = scene.random().nextInt(scene.log().size());
        scene.log().truncate(size, true);
        Verdict alone = scene.log().signedUpTo(size) > 0 ? Verdict.VERIFIED : Verdict.UNVERIFIABLE;
        assertEquals(alone, scene.alone(), scene.said() + " to " + size);
        Verdict withKept = size < scene.keptSize() ? Verdict.TAMPERED : Verdict.VERIFIED;
        assertEquals(withKept, scene.withKept(), scene.said() + " to " + size);
    }

    /// Two histories from one point on, each signed by the record's own key: each looks whole, and a checkpoint of
    /// the one does not fit to the other.
    private static void fork(Scene scene) throws Exception {
        int from = scene.random().nextInt(scene.log().size());
        scene.log().edit(from, "another history");
        scene.log().signAgain(ForgedLog.OWNER);
        assertEquals(Verdict.VERIFIED, scene.alone(), scene.said() + " from " + from);
        Verdict withKept = from < scene.keptSize() ? Verdict.TAMPERED : Verdict.VERIFIED;
        assertEquals(withKept, scene.withKept(), scene.said() + " from " + from);
    }

    /// A key of one's own makes nothing but a record that nobody vouches for.
    private static void signAgain(Scene scene) throws Exception {
        int at = scene.random().nextInt(scene.log().size());
        scene.log().edit(at, "something else");
        scene.log().signAgain(ForgedLog.STRANGER);
        assertEquals(Verdict.UNVERIFIABLE, scene.alone(), scene.said() + " at " + at);
        Verdict withKept = at < scene.keptSize() ? Verdict.TAMPERED : Verdict.UNVERIFIABLE;
        assertEquals(withKept, scene.withKept(), scene.said() + " at " + at);
    }
}
