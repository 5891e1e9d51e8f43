package io.backstay.act.test;

import io.backstay.act.connection.reach.NewBucket;
import io.backstay.base.BackstayException;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.restore.Site;
import io.backstay.restore.environment.FileRows;
import org.jspecify.annotations.Nullable;

/// What a restore test stands on: one connection, reachable until it is closed.
public interface TestGround extends AutoCloseable {
    /// How its databases and files are reached.
    Site site();

    /// The rows that name files, null when there are none.
    @Nullable
    FileRows fileRows();

    /// An empty bucket for its files where everything is restored to a new place; nothing of it is asked yet.
    ///
    /// @throws BackstayException when there are no files here, or the bucket's key may not be used so
    ObjectStore newBucket(NewBucket bucket) throws BackstayException;

    /// Lays delete markers over copies that a test made, null where nothing may be deleted.
    @Nullable
    Eraser eraser();

    /// Whether it holds made-up data only.
    boolean practice();

    /// Ends what was started for the test.
    @Override
    void close();

    /// Deletes objects of a bucket with versions, so that only a delete marker is laid over them.
    @FunctionalInterface
    interface Eraser {
        /// Deletes one object.
        void delete(String key) throws BackstayException, InterruptedException;
    }
}
