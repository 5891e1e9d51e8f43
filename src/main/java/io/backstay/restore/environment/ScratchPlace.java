package io.backstay.restore.environment;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.staging.OwnBackups;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A folder of its own for what one recovery puts on the disk beside its result: scratch servers, and the log that it
/// fetched from afar. It is held by a lock that ends with the process, so what a killed process left there is known
/// to be nobody's, and is removed by whoever comes next.
///
/// @param recovery recovers there
public record ScratchPlace(Recovery recovery, RunLock lock) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ScratchPlace.class.getName());
    private static final String NAME = "S-%04d";

    /// Takes the first that nobody has, and clears all that nobody has. The locks lie beside the scratch servers,
    /// because several state folders may use one lab.
    public static ScratchPlace take(Recovery recovery) throws BackstayException, InterruptedException {
        Path locks = locks(recovery);
        int number = 1;
        RunLock lock = free(locks, NAME.formatted(number));
        while (lock == null) {
            number++;
            lock = free(locks, NAME.formatted(number));
        }
        boolean done = false;
        try {
            Recovery own = recovery.within(NAME.formatted(number));
            clear(own);
            sweep(recovery);
            done = true;
            return new ScratchPlace(own, lock);
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /// Clears those that nobody has. What cannot be removed now waits for the next time.
    public static void sweep(Recovery recovery) throws InterruptedException {
        try {
            for (String name : recovery.places()) {
                try (RunLock lock = free(locks(recovery), name)) {
                    if (lock != null) {
                        clear(recovery.within(name));
                    }
                }
            }
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.DEBUG, "scratch places may be left: {0}", e.getMessage());
        }
    }

    /// The same backups, recovered here.
    public OwnBackups over(OwnBackups backups) {
        return new OwnBackups(backups.backups(), backups.archive(), recovery, backups.superuser());
    }

    private static Path locks(Recovery recovery) throws BackstayException {
        return Objects.requireNonNull(recovery.newScratchPath().getParent());
    }

    /// The lock of a place; null where somebody has it, who may have come in between.
    private static @Nullable RunLock free(Path locks, String name) throws BackstayException {
        try {
            return RunLock.take(locks, name);
        } catch (BackstayException e) {
            if (e.failure().code().equals(Refusal.RUN_ELSEWHERE.code())) {
                return null;
            }
            throw e;
        }
    }

    /// What cannot be removed now waits for the next time: it must keep nobody from recovering. A restore that is
    /// tried out in a place has a folder of its own in it.
    private static void clear(Recovery own) throws InterruptedException {
        try {
            for (String run : own.runs()) {
                tell(own.within(run));
            }
            tell(own);
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.DEBUG, "a scratch server may be left: {0}", e.getMessage());
        }
    }

    private static void tell(Recovery cleared) throws BackstayException, InterruptedException {
        for (String sentence : cleared.clear()) {
            LOG.log(System.Logger.Level.DEBUG, "{0}", sentence);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
