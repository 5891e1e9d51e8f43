package io.backstay.connect.s3.count;

import io.backstay.base.BackstayException;
import io.backstay.connect.s3.ListingPlace;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers counts that broke off, so that they go on. Safe for use by several threads.
public interface CountBook {
    /// What was counted.
    ///
    /// @param keys     names that have a version or a delete marker
    /// @param versions versions with bytes
    /// @param markers  delete markers
    record Sum(long keys, long versions, long markers) {}

    /// A count that broke off.
    ///
    /// @param begun when
    /// @param place behind which it goes on
    /// @param sum   of what lies before
    record Broken(Instant begun, ListingPlace place, Sum sum) {}

    /// The count of that name that broke off, absent when none did.
    @Nullable
    Broken broken(String what) throws BackstayException;

    /// It broke off.
    void brokeOff(String what, Broken broken) throws BackstayException;

    /// It came to its end, or must begin anew.
    void ended(String what) throws BackstayException;

    /// One that forgets when the process ends.
    static CountBook passing() {
        Map<String, Broken> all = new ConcurrentHashMap<>();
        return new CountBook() {
            @Override
            public @Nullable Broken broken(String what) {
                return all.get(what);
            }

            @Override
            public void brokeOff(String what, Broken broken) {
                all.put(what, broken);
            }

            @Override
            public void ended(String what) {
                all.remove(what);
            }
        };
    }
}
