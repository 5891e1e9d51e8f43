package io.backstay.restore.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who works on a restore, as threads of one process see it; other processes are seen by the tests of runs.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunLockTest {
    private static final String RUN = "R-0001";
    private static final int ROUNDS = 2_000;

    @TempDir
    Path folder;

    @Test
    void oneHasARestoreUntilItLetsItGo() throws Exception {
        assertFalse(RunLock.isTaken(folder, RUN));
        try (var lock = RunLock.take(folder, RUN)) {
            assertTrue(RunLock.isTaken(folder, RUN), lock::toString);
            BackstayException refused = assertThrows(BackstayException.class, () -> RunLock.take(folder, RUN));
            assertEquals("RUN-ELSEWHERE", refused.failure().code());
            assertFalse(RunLock.isTaken(folder, "R-0002"));
        }
        assertFalse(RunLock.isTaken(folder, RUN));
        RunLock.take(folder, RUN).close();
    }

    @Test
    void whoOnlyLooksLeavesNothing() throws Exception {
        Path never = folder.resolve("runs");
        assertFalse(RunLock.isTaken(never, RUN));
        assertFalse(Files.exists(never));
    }

    @Test
    void whoOnlyLooksIsNotTakenForSomebodyAtWork() throws Exception {
        var done = new AtomicBoolean();
        var looking = new FutureTask<>(() -> {
            long looks = 0;
            while (!done.get() || looks == 0) {
                RunLock.isTaken(folder, RUN);
                looks++;
            }
            return looks;
        });
        Thread.ofPlatform().start(looking);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                RunLock.take(folder, RUN).close();
            }
        } finally {
            done.set(true);
        }
        assertTrue(looking.get() > 0);
    }
}
