package io.backstay.connect.postgres.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.connect.postgres.recovery.ArchivingServer;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.fixture.NthCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whole jobs over an archive of which one call fails, for every call there is: each ends with that failure, leaves
/// nothing half-made, and the same job again is done.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultyLogTest {
    private static final int CALLS_MAX = 400;

    private ArchivingServer live;
    private BackupPoint backup;
    private Instant good;

    @BeforeAll
    void writeALog() throws Exception {
        live = new ArchivingServer(1);
        live.run("create table t(id int, filler text)");
        backup = live.backup("b");
        live.run("insert into t select n, repeat('x', 500) from generate_series(1, 4000) n");
        good = live.now();
        live.run("delete from t");
        live.archiveAll();
    }

    @AfterAll
    void stop() throws Exception {
        live.close();
    }

    /// A job over an archive.
    @FunctionalInterface
    private interface Job {
        /// Does it.
        ///
        /// @return what came of it
        Object over(WalArchive archive, int attempt) throws Exception;
    }

    private WalArchive behind(NthCall nth, boolean distant) {
        WalPlace folder = live.archive().place();
        return new WalArchive(nth.before(WalPlace.class, distant ? new Distant(folder) : folder));
    }

    /// Fails every call in every way.
    ///
    /// @param nothing says whether a failed job left anything
    /// @return how many calls a job makes
    private int everyCall(boolean distant, List<Failure> failures, Job job, Look nothing) throws Exception {
        Object undisturbed = job.over(behind(new NthCall(0, failures.getFirst()), distant), 0);
        int n = 1;
        for (boolean reached = true; reached; n++) {
            assertTrue(n < CALLS_MAX, "the job takes no end of calls");
            // Each call in one way, all ways in turn, where a job takes long.
            for (Failure failure :
                    failures.size() == 1 ? List.of(NthCall.FAILURES.get(n % NthCall.FAILURES.size())) : failures) {
                var nth = new NthCall(n, failure);
                WalArchive archive = behind(nth, distant);
                String where = failure + " of call " + n;
                try {
                    assertEquals(undisturbed, job.over(archive, n), where);
                    assertFalse(nth.reached(), () -> where + " was passed over");
                } catch (BackstayException e) {
                    assertSame(failure, e.failure(), where);
                    nothing.at(where);
                    assertEquals(undisturbed, job.over(archive, n), () -> where + ", and again");
                }
                reached = nth.calls() >= n && nth.reached();
            }
        }
        return n - 2;
    }

    /// Looks at what is left.
    @FunctionalInterface
    private interface Look {
        void at(String where) throws Exception;
    }

    @Test
    void aWindowIsWholeOrAFailure() throws Exception {
        for (boolean distant : new boolean[] {false, true}) {
            int calls = everyCall(
                    distant,
                    NthCall.FAILURES,
                    (archive, _) -> List.of(archive.window(List.of(backup)), archive.gaps()),
                    _ -> {});
            assertTrue(calls >= 6, "only " + calls + " calls were failed");
        }
    }

    @Test
    void aRecoveryIsThereOrNothingOfItIs() throws Exception {
        Path scratches = live.home().resolve("scratch");
        int calls = everyCall(
                true,
                List.of(NthCall.FAILURES.getFirst()),
                (archive, _) -> {
                    try (ScratchServer scratch =
                            live.recovery().recover(backup, archive, good, ArchivingServer.PASSWORD, Progress.NONE)) {
                        return ArchivingServer.one(scratch.login("postgres"), "select count(*) from t", Long.class);
                    }
                },
                where -> {
                    try (var left = Files.list(scratches)) {
                        assertEquals(List.of(), left.toList(), where);
                    }
                });
        assertTrue(calls >= 12, "only " + calls + " calls were failed");
    }

    /// A finished backup is not given up over a store that is busy for a moment.
    @Test
    void aHiccupWhileTheLastSegmentIsAwaitedCostsNothing() throws Exception {
        for (Failure failure :
                NthCall.FAILURES.stream().filter(FaultyLogTest::passes).toList()) {
            var nth = new NthCall(1, failure);
            behind(nth, true).await(1, backup.stop(), 1 << 20, Duration.ofSeconds(30));
            assertTrue(nth.calls() > 1, failure::toString);
            var late = new NthCall(1, failure);
            BackstayException e = assertThrows(
                    BackstayException.class,
                    () -> behind(late, true).await(1, backup.stop(), 1 << 20, Duration.ofSeconds(-1)));
            assertSame(failure, e.failure());
        }
    }

    private static boolean passes(Failure failure) {
        return failure instanceof Failure.Unreachable
                || failure instanceof Failure.TimedOut
                || failure instanceof Failure.Throttled;
    }

    @Test
    void aBaseBackupIsWholeOrNotThere() throws Exception {
        Path parent = Files.createDirectory(live.home().resolve("taken"));
        List<String> taken = new ArrayList<>();
        var attempts = new AtomicInteger(100);
        int calls = everyCall(
                false,
                NthCall.FAILURES.stream().filter(each -> !passes(each)).limit(2).toList(),
                (archive, _) -> {
                    String name = "n" + attempts.getAndIncrement();
                    new BaseBackup(live.login(), archive).take(parent.resolve(name), name, Progress.NONE);
                    taken.add(name);
                    return BackupPoint.read(parent.resolve(name)).label().startsWith("n");
                },
                where -> {
                    try (var left = Files.list(parent)) {
                        assertEquals(
                                taken,
                                left.map(each -> each.getFileName().toString())
                                        .sorted()
                                        .toList(),
                                where);
                    }
                });
        assertTrue(calls >= 1, "no call was failed");
    }

    /// A folder whose bytes are treated as if they had to be fetched.
    private static final class Distant extends PlaceBehind {
        Distant(WalPlace folder) {
            super(folder);
        }

        @Override
        public boolean distant() {
            return true;
        }
    }
}
