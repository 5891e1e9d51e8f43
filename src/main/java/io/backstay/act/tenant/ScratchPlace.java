package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.restore.RunLock;
import io.backstay.restore.plan.Refusal;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A folder of its own for one scratch server, held by a lock that ends with the process. So what a killed process
/// left there is known to be nobody's, and is removed by whoever comes next.
///
/// @param recovery makes the scratch server
record ScratchPlace(Recovery recovery, RunLock lock) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ScratchPlace.class.getName());
    private static final String NAME = "S-%04d";

    /// Takes the first that nobody has. The locks lie beside the scratch servers, because several state folders may
    /// use one lab.
    static ScratchPlace take(Recovery recovery) throws BackstayException, InterruptedException {
        Path locks = Objects.requireNonNull(recovery.newScratchPath().getParent());
        int number = 1;
        RunLock lock = free(locks, number);
        while (lock == null) {
            number++;
            lock = free(locks, number);
        }
        String name = NAME.formatted(number);
        boolean done = false;
        try {
            Recovery own = recovery.within(name);
            clear(own);
            done = true;
            return new ScratchPlace(own, lock);
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /// The lock of a place; null where somebody has it, who may have come in between.
    private static @Nullable RunLock free(Path locks, int number) throws BackstayException {
        try {
            return RunLock.take(locks, NAME.formatted(number));
        } catch (BackstayException e) {
            if (e.failure().code().equals(Refusal.RUN_ELSEWHERE.code())) {
                return null;
            }
            throw e;
        }
    }

    /// What cannot be removed now waits for the next time: it must keep nobody from reading.
    private static void clear(Recovery own) throws InterruptedException {
        try {
            for (String sentence : own.clear()) {
                LOG.log(System.Logger.Level.DEBUG, "{0}", sentence);
            }
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.DEBUG, "a scratch server may be left: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
