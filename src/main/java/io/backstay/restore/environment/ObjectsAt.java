package io.backstay.restore.environment;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The objects of a bucket as they were at an instant, whoever they belong to.
public final class ObjectsAt {
    private static final int KEYS_MAX = 1_000_000;

    private ObjectsAt() {}

    /// The version of each key that was current then; keys that were deleted or not there yet are left out.
    ///
    /// @param prefix of the keys, empty for all
    public static Map<String, ListedVersion> list(ObjectStore store, String prefix, Instant at)
            throws BackstayException, InterruptedException {
        Map<String, ListedVersion> current = new TreeMap<>();
        var decided = new Object() {
            @Nullable
            String key;
        };
        store.versions(prefix, version -> {
            boolean first = !version.key().equals(decided.key);
            if (first && !version.version().lastModified().isAfter(at)) {
                decided.key = version.key();
                if (!version.marker()) {
                    current.put(version.key(), version);
                }
            }
            if (current.size() > KEYS_MAX) {
                throw new BackstayException(new Failure.TooLarge("The list of objects", new ByteSize(KEYS_MAX)));
            }
        });
        return current;
    }
}
