package io.backstay.connect.s3.copy;

import io.backstay.base.BackstayException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers which copies in parts were begun here and not ended, so that they go on, and so that nothing of
/// somebody else's is ever taken away. Safe for use by several threads.
public interface UploadBook {
    /// The upload of that copy that was begun and has not ended; absent when there is none.
    ///
    /// @param copy names store, bucket, key and version
    @Nullable
    String open(String copy) throws BackstayException;

    /// An upload was begun; written down before anything is put into it.
    void begun(String copy, String upload) throws BackstayException;

    /// It was completed, or taken away.
    void ended(String copy) throws BackstayException;

    /// Whether it still knows after this process has ended. A copy that breaks off is taken away at once otherwise.
    boolean lasts();

    /// One that forgets when the process ends.
    static UploadBook passing() {
        Map<String, String> open = new ConcurrentHashMap<>();
        return new UploadBook() {
            @Override
            public @Nullable String open(String copy) {
                return open.get(copy);
            }

            @Override
            public void begun(String copy, String upload) {
                open.put(copy, upload);
            }

            @Override
            public void ended(String copy) {
                open.remove(copy);
            }

            @Override
            public boolean lasts() {
                return false;
            }
        };
    }
}
