package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.restore.Site;
import io.backstay.restore.environment.ScratchPlace;
import io.backstay.restore.journal.RunLock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Scratch servers of restores that nobody is at: their processes were killed before they could stop them. Each is a
/// copy of a whole database, so none may stay; nor may the log that a restore of everything fetched.
final class Leftovers {
    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

    private Leftovers() {}

    /// Stops and removes them. What cannot be removed now waits for the next time: it must keep nobody from a restore.
    ///
    /// @param site  whose scratch servers they are; found only now
    /// @param locks with the locks of the restores
    /// @param but   a restore whose servers are left to whoever takes it up
    static void clear(Finding site, Path locks, @Nullable String but) {
        try {
            Recovery recovery = site.find().own().recovery();
            ScratchPlace.sweep(recovery);
            for (String run : recovery.runs()) {
                if (!run.equals(but) && !RunLock.isTaken(locks, run)) {
                    clear(recovery.within(run), locks, run);
                }
            }
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.DEBUG, "scratch servers may be left: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Finds a site.
    @FunctionalInterface
    interface Finding {
        /// Finds it.
        Site find() throws BackstayException;
    }

    private static void clear(Recovery run, Path locks, String restore) throws BackstayException, InterruptedException {
        try (RunLock _ = RunLock.take(locks, restore)) {
            for (String sentence : run.clear()) {
                LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", restore, sentence);
            }
        }
    }
}
