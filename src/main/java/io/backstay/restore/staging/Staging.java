package io.backstay.restore.staging;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the scratch databases of one restore and takes them away again. One thread at a time.
///
/// What it makes is known by its restore and its origin alone, so that another process which takes the restore up
/// finds it, or makes the same again. Live is never written; a stated server is held against it.
public interface Staging extends AutoCloseable {
    /// By which connection a plan says that it is made, absent for the database's own backups.
    @Nullable
    String by();

    /// Out of what it makes the data of a moment.
    ///
    /// @param base   the recovery point of the verdict
    /// @param wanted the moment of the verdict, or of a person
    Origin origin(RecoveryPoint base, Instant wanted) throws BackstayException;

    /// Out of what it makes a later moment, beside an origin that is in use.
    Origin later(Origin used, Instant wanted) throws BackstayException;

    /// Makes the scratch database, or goes on with what was made of it before, and waits until it can be read.
    ///
    /// @throws BackstayException when the origin is out of reach; what took long to make stays then
    Staged bringUp(Origin origin, Progress progress) throws BackstayException, InterruptedException;

    /// The name of what it makes of an origin, known before it is asked for, where it stays and costs money until it
    /// is taken away; absent where it does not.
    default @Nullable String lasting(Origin origin) throws BackstayException {
        return null;
    }

    /// Writes down that something is taken away, before it is and after.
    @FunctionalInterface
    interface Recording {
        /// Has it taken away.
        ///
        /// @param server     what is taken away
        /// @param connection by which it was made
        /// @return whether it was there
        boolean removed(String server, String connection, Removal removal)
                throws BackstayException, InterruptedException;
    }

    /// Takes one thing away.
    @FunctionalInterface
    interface Removal {
        /// Takes it away.
        ///
        /// @return whether it was there
        boolean run() throws BackstayException, InterruptedException;
    }

    /// Takes away what was made for the restore and is still there, when the restore needs it no more. What cannot be
    /// taken away is told, never a failure of the restore.
    ///
    /// @return what was done and what is left to do, a sentence each
    List<String> over(List<Origin> used, Recording recording, Progress progress) throws InterruptedException;

    /// Removes what a killed process of this restore left running on this machine.
    ///
    /// @return what was cleared, a sentence each
    default List<String> clear() throws BackstayException, InterruptedException {
        return List.of();
    }

    /// Searches for the transaction that did the damage, before anything is made.
    default FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        throw new BackstayException(new Failure.Unsupported(
                "Searching for the moment where the log is not at hand",
                "Name the moment yourself; what the scratch database holds then tells whether it is early enough."));
    }

    /// The first commit after the moment of an origin.
    ///
    /// @param until nothing later is looked at
    /// @return absent when the log ends before one, or when there is no log to read
    default @Nullable Instant firstAfter(Origin origin, Instant until) throws BackstayException, InterruptedException {
        return null;
    }

    @Override
    void close();
}
