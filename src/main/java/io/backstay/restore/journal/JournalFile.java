package io.backstay.restore.journal;

import io.backstay.base.BackstayException;
import io.backstay.base.StateFile;
import org.jspecify.annotations.Nullable;

/// What the journal is written to; everything that a write has done survives the end of the process.
public interface JournalFile extends AutoCloseable {
    /// Runs the work in a transaction that is durable when this returns.
    <T extends @Nullable Object> T write(StateFile.Work<T> work) throws BackstayException;

    /// Runs the work on one consistent state; it must not write.
    <T extends @Nullable Object> T read(StateFile.Work<T> work) throws BackstayException;

    @Override
    void close();

    /// A file of ours.
    static JournalFile of(StateFile file) {
        return new JournalFile() {
            @Override
            public <T extends @Nullable Object> T write(StateFile.Work<T> work) throws BackstayException {
                return file.write(work);
            }

            @Override
            public <T extends @Nullable Object> T read(StateFile.Work<T> work) throws BackstayException {
                return file.read(work);
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }
}
