package io.backstay.connect.postgres.archive;

import io.backstay.base.BackstayException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a server's archived log lies, asked by the names of files: segments, `.history` and whatever else an
/// archiver leaves there. Nothing is written there.
///
/// Every question gives up with a [BackstayException] in one sentence and ends when its thread is interrupted.
public interface WalPlace {
    /// Tells the name of every file, in any order.
    void names(NameVisitor visitor) throws BackstayException, InterruptedException;

    /// Hears of names.
    @FunctionalInterface
    interface NameVisitor {
        /// One more.
        void visit(String name) throws BackstayException, InterruptedException;
    }

    /// Whether a file is there now.
    boolean holds(String name) throws BackstayException, InterruptedException;

    /// When a file that is there was written.
    Instant writtenAt(String name) throws BackstayException, InterruptedException;

    /// A file's first bytes, fewer where it has fewer.
    byte[] beginning(String name, int bytes) throws BackstayException, InterruptedException;

    /// A file to be read at any place. What had to be fetched for it, nobody else may read, and it is gone when the
    /// channel is closed.
    ///
    /// @throws BackstayException also when it is gone or is not what was listed
    FileChannel open(String name) throws BackstayException, InterruptedException;

    /// Why a file whose name was just told cannot be read as it stands, as far as the listing of names says: it
    /// lies in an archive, or has another length than a file of its name has. A clause; null where nothing speaks
    /// against it.
    ///
    /// @param bytes how long it has to be, 0 where nobody knows
    default @Nullable String unfit(String name, long bytes) {
        return null;
    }

    /// Whether bytes have to be fetched over a network, so that no more of them are read than are needed.
    boolean distant();

    /// How long it is waited before it is looked again whether a file has come.
    Duration poll();

    /// For a sentence, such as the path of a folder.
    @Override
    String toString();
}
