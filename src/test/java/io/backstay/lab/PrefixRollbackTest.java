package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackMeans;
import io.backstay.connect.s3.rollback.RollbackPlan;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.lab.objects.LabStoreFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixRollbackTest {
    private static final TenantPrefix FIRM_1 = new TenantPrefix("firm-1/");

    @TempDir
    Path folder;

    private LabStoreFixture lab;

    @BeforeEach
    void start() throws BackstayException {
        lab = new LabStoreFixture(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void put(String key, String text) throws BackstayException, InterruptedException {
        lab.put(key, text);
        lab.tick(10);
    }

    private void delete(String key) throws BackstayException, InterruptedException {
        lab.deletion().delete(key);
        lab.tick(10);
    }

    private Instant pause() {
        lab.tick(500);
        Instant instant = lab.now();
        lab.tick(500);
        return instant;
    }

    private PrefixRollback rollback(Instant at, RollbackScope scope) throws BackstayException {
        return new PrefixRollback(
                lab.store(), FIRM_1, at, scope, new RollbackMeans(UploadBook.passing(), CopyLimits.S3, 1));
    }

    private RollbackResult run(Instant at, RollbackScope scope) throws BackstayException, InterruptedException {
        PrefixRollback rollback = rollback(at, scope);
        return rollback.run(rollback.plan(), Progress.NONE);
    }

    /// What a plain read of every key gives.
    private Map<String, String> state(String prefix) throws BackstayException, InterruptedException, IOException {
        Map<String, String> state = new TreeMap<>();
        for (ListedVersion version : versions(prefix)) {
            if (version.version().latest() && !version.marker()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                lab.store().get(version.key(), null, out);
                state.put(version.key(), out.toString(StandardCharsets.UTF_8));
            }
        }
        return state;
    }

    private List<ListedVersion> versions(String prefix) throws BackstayException, InterruptedException {
        List<ListedVersion> all = new ArrayList<>();
        lab.store().versions(prefix, all::add);
        return all;
    }

    @Test
    void deletedObjectsComeBackByTakingTheirMarkersOff() throws Exception {
        put("firm-1/a", "aaa");
        put("firm-1/b", "bb");
        Instant good = pause();
        delete("firm-1/a");
        delete("firm-1/b");
        RollbackPlan plan = rollback(good, RollbackScope.DELETED).plan();
        assertEquals(2, plan.counts().undeleted());
        assertEquals(0, plan.counts().copied());
        assertEquals(new ByteSize(5), plan.bytes());
        assertEquals(Map.of(), state("firm-1/"));
        RollbackResult result = run(good, RollbackScope.DELETED);
        assertTrue(result.complete(), result.toString());
        assertEquals(2, result.verifiedByEtag());
        assertEquals(Map.of("firm-1/a", "aaa", "firm-1/b", "bb"), state("firm-1/"));
        assertEquals(2, versions("firm-1/").size());
    }

    @Test
    void aKeyThatMayDeleteNothingCopiesOnTopOfTheMarkers() throws Exception {
        put("firm-1/a", "aaa");
        put("firm-1/b", "bb");
        Instant good = pause();
        delete("firm-1/a");
        delete("firm-1/b");
        PrefixRollback kept = new PrefixRollback(lab.keeper(), FIRM_1, good, RollbackScope.DELETED);
        RollbackPlan plan = kept.plan();
        assertEquals(2, plan.counts().undeleted(), "what the key may do shows when it is tried");
        RollbackResult result = kept.run(plan, Progress.NONE);
        assertTrue(result.complete(), result.toString());
        assertEquals(0, result.counts().undeleted());
        assertEquals(2, result.counts().copied());
        assertEquals(Map.of("firm-1/a", "aaa", "firm-1/b", "bb"), state("firm-1/"));
        assertEquals(2 + 2 + 2, versions("firm-1/").size(), "every version and marker is still there");
        assertEquals(0, kept.plan().counts().broughtBack(), "nothing is left to do");
    }

    @Test
    void anObjectDeletedTwiceOrOverwrittenBeforeIsCopiedForward() throws Exception {
        put("firm-1/twice", "good");
        put("firm-1/worse", "good");
        Instant good = pause();
        delete("firm-1/twice");
        delete("firm-1/twice");
        put("firm-1/worse", "bad");
        delete("firm-1/worse");
        RollbackResult result = run(good, RollbackScope.DELETED);
        assertEquals(2, result.counts().copied());
        assertTrue(result.complete(), result.toString());
        assertEquals(Map.of("firm-1/twice", "good", "firm-1/worse", "good"), state("firm-1/"));
        assertEquals(4 + 4, versions("firm-1/").size());
    }

    @Test
    void whatWasOverwrittenIsKeptUnlessAskedFor() throws Exception {
        put("firm-1/a", "before");
        Instant good = pause();
        put("firm-1/a", "typed since");
        RollbackResult kept = run(good, RollbackScope.DELETED);
        assertEquals(1, kept.counts().editsKept());
        assertEquals(Map.of("firm-1/a", "typed since"), state("firm-1/"));
        RollbackResult back = run(good, RollbackScope.DELETED_AND_OVERWRITTEN);
        assertEquals(1, back.counts().copied());
        assertEquals(Map.of("firm-1/a", "before"), state("firm-1/"));
        assertEquals(3, versions("firm-1/").size());
    }

    @Test
    void whatWasCreatedLaterIsKeptAndListed() throws Exception {
        put("firm-1/gone-then", "x");
        delete("firm-1/gone-then");
        Instant good = pause();
        put("firm-1/gone-then", "again");
        put("firm-1/new", "n");
        RollbackResult result = run(good, RollbackScope.DELETED_AND_OVERWRITTEN);
        assertEquals(List.of("firm-1/gone-then", "firm-1/new"), result.later());
        assertEquals(2, result.counts().createdLater());
        assertEquals(Map.of("firm-1/gone-then", "again", "firm-1/new", "n"), state("firm-1/"));
    }

    @Test
    void runningItAgainFindsNothingToDo() throws Exception {
        put("firm-1/a", "good");
        Instant good = pause();
        put("firm-1/a", "bad");
        run(good, RollbackScope.DELETED_AND_OVERWRITTEN);
        List<ListedVersion> after = versions("");
        RollbackResult again = run(good, RollbackScope.DELETED_AND_OVERWRITTEN);
        assertEquals(0, again.counts().broughtBack());
        assertEquals(1, again.counts().unchanged());
        assertEquals(after, versions(""));
    }

    @Test
    void aPlanThatIsNoLongerTrueIsRefusedAndChangesNothing() throws Exception {
        put("firm-1/a", "a");
        put("firm-1/b", "b");
        Instant good = pause();
        delete("firm-1/a");
        PrefixRollback rollback = rollback(good, RollbackScope.DELETED);
        RollbackPlan plan = rollback.plan();
        delete("firm-1/b");
        List<ListedVersion> before = versions("");
        BackstayException e = assertThrows(BackstayException.class, () -> rollback.run(plan, Progress.NONE));
        assertInstanceOf(Failure.Conflict.class, e.failure());
        assertEquals(before, versions(""));
    }

    @Test
    void laterWorkElsewhereDoesNotSpoilAPlan() throws Exception {
        put("firm-1/a", "a");
        Instant good = pause();
        delete("firm-1/a");
        PrefixRollback rollback = rollback(good, RollbackScope.DELETED);
        RollbackPlan plan = rollback.plan();
        put("firm-1/new", "n");
        put("firm-2/a", "other");
        assertTrue(rollback.run(plan, Progress.NONE).complete());
    }

    @Test
    void aNeighbourWhoseNameBeginsAlikeIsNotTouched() throws Exception {
        put("firm-1/a", "one");
        put("firm-10/a", "ten");
        Instant good = pause();
        delete("firm-1/a");
        delete("firm-10/a");
        run(good, RollbackScope.DELETED_AND_OVERWRITTEN);
        assertEquals(Map.of("firm-1/a", "one"), state(""));
        assertThrows(IllegalArgumentException.class, () -> new TenantPrefix("firm-1"));
        assertThrows(IllegalArgumentException.class, () -> new TenantPrefix("/"));
        assertThrows(IllegalArgumentException.class, () -> new TenantPrefix("firm-1/../firm-2/"));
    }

    @Test
    void aVersionWrittenAtTheVeryInstantBelongsToIt() throws Exception {
        Instant written = lab.now();
        put("firm-1/a", "at the instant");
        put("firm-1/a", "ten milliseconds later");
        run(written, RollbackScope.DELETED_AND_OVERWRITTEN);
        assertEquals(Map.of("firm-1/a", "at the instant"), state("firm-1/"));
        RollbackResult earlier = run(written.minusMillis(1), RollbackScope.DELETED_AND_OVERWRITTEN);
        assertEquals(1, earlier.counts().createdLater());
    }

    @Test
    void whatSomebodyWritesDuringTheRunIsNotCoveredUp() throws Exception {
        put("firm-1/a", "a");
        put("firm-1/b", "b");
        Instant good = pause();
        put("firm-1/a", "bad");
        put("firm-1/b", "bad");
        PrefixRollback rollback = rollback(good, RollbackScope.DELETED_AND_OVERWRITTEN);
        RollbackResult result = rollback.run(rollback.plan(), new Progress() {
            @Override
            public void step(String name) {}

            @Override
            public void advance(long done, long total) {
                if (done == 1) {
                    typed("firm-1/b");
                }
            }
        });
        assertEquals(1, result.counts().notRestored());
        assertEquals("firm-1/b", result.problems().getFirst().key());
        assertEquals(Map.of("firm-1/a", "a", "firm-1/b", "typed during the run"), state("firm-1/"));
    }

    private void typed(String key) {
        try {
            put(key, "typed during the run");
        } catch (BackstayException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void progressCountsUpToThePlan() throws Exception {
        for (int i = 0; i < 5; i++) {
            put("firm-1/" + i, "x");
        }
        Instant good = pause();
        for (int i = 0; i < 5; i++) {
            delete("firm-1/" + i);
        }
        List<String> heard = new ArrayList<>();
        PrefixRollback rollback = rollback(good, RollbackScope.DELETED);
        rollback.run(rollback.plan(), new Progress() {
            @Override
            public void step(String name) {}

            @Override
            public void advance(long done, long total) {
                heard.add(done + "/" + total);
            }
        });
        assertEquals(List.of("1/5", "2/5", "3/5", "4/5", "5/5"), heard);
    }

    /// Random histories over two firms; one is rolled back to a random instant. Its seed is its name.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261123, 99, 4711})
    void anyHistoryRollsBackToAnyInstantAndLeavesTheOtherFirmAlone(long seed) throws Exception {
        Random random = new Random(seed);
        Map<Instant, Map<String, String>> known = new HashMap<>();
        List<Instant> instants = new ArrayList<>();
        Map<String, String> model = new TreeMap<>();
        for (int step = 0; step < 120; step++) {
            String firm = random.nextInt(3) == 0 ? "firm-2/" : "firm-1/";
            String key = firm + List.of("a", "b c", "d+ü", "e/f", "😀", "g%2Fh").get(random.nextInt(6));
            if (random.nextInt(5) < 2) {
                delete(key);
                model.remove(key);
            } else {
                String text = "v" + random.nextInt(4);
                put(key, text);
                model.put(key, text);
            }
            if (random.nextInt(10) == 0) {
                Instant instant = pause();
                instants.add(instant);
                known.put(instant, new TreeMap<>(model));
            }
        }
        Instant at = instants.get(random.nextInt(instants.size()));
        Map<String, String> expected = expected(known.getOrDefault(at, Map.of()), model);
        List<ListedVersion> other = versions("firm-2/");
        List<String> bytesBefore = withBytes("firm-1/");

        RollbackResult result = run(at, RollbackScope.DELETED_AND_OVERWRITTEN);

        assertTrue(result.complete(), result.toString());
        assertEquals(expected, state("firm-1/"));
        assertEquals(other, versions("firm-2/"));
        assertTrue(withBytes("firm-1/").containsAll(bytesBefore), "a version with bytes is gone");
    }

    /// What was there then, and what came later under other names.
    private static Map<String, String> expected(Map<String, String> then, Map<String, String> now) {
        Map<String, String> expected = new TreeMap<>(now);
        expected.putAll(then);
        expected.keySet().removeIf(key -> !key.startsWith("firm-1/"));
        return expected;
    }

    private List<String> withBytes(String prefix) throws BackstayException, InterruptedException {
        return versions(prefix).stream()
                .filter(version -> !version.marker())
                .map(version -> version.version().versionId())
                .toList();
    }
}
