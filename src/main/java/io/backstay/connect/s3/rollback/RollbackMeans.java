package io.backstay.connect.s3.rollback;

import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadBook;

/// How a rollback works.
///
/// @param uploads remembers copies in parts that break off
/// @param limits  what the store takes of one copy
/// @param atOnce  how many keys are under way at most; fewer while the store says that it is asked too often
public record RollbackMeans(UploadBook uploads, CopyLimits limits, int atOnce) {
    /// A store answers each call in tens of milliseconds and takes many together; more than this gained nothing
    /// (`docs/benchmarks.md`).
    private static final int AT_ONCE = 32;

    public RollbackMeans {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one key is under way: " + atOnce);
        }
    }

    /// The usual, with a book that forgets copies in parts when the process ends.
    public static RollbackMeans usual() {
        return with(UploadBook.passing());
    }

    /// The usual.
    public static RollbackMeans with(UploadBook uploads) {
        return new RollbackMeans(uploads, CopyLimits.S3, AT_ONCE);
    }
}
