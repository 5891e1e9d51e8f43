package io.backstay.lab.story;

import io.backstay.base.BackstayException;
import io.backstay.estate.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a synchronising program did to one firm's files, as the one who caused it knows it.
///
/// @param justBefore  everything was still well then
/// @param doneAt      when the last file had been damaged
/// @param deleted     keys that have a delete marker on top now
/// @param overwritten keys that have other bytes now
public record FileDamage(
        Tenant firm, Instant justBefore, Instant doneAt, List<String> deleted, List<String> overwritten) {
    private static final String TRASH = "synchronised from an empty folder, version ";

    public FileDamage {
        deleted = List.copyOf(deleted);
        overwritten = List.copyOf(overwritten);
    }

    /// The clock that dates the object store's versions.
    @FunctionalInterface
    public interface StoreClock {
        /// Waits until the next whole second and gives it, so that a store which dates in whole seconds can tell
        /// before from after.
        Instant nextSecond() throws InterruptedException;
    }

    /// A synchronising program runs with an empty source folder: it writes over every second file of the firm, then
    /// deletes the others, and writes over some a second time.
    ///
    /// @param keys the firm's files, as its rows name them
    public static FileDamage happen(Tenant firm, List<String> keys, ObjectSink files, StoreClock clock)
            throws BackstayException, InterruptedException {
        Instant before = clock.nextSecond();
        clock.nextSecond();
        List<String> deleted = new ArrayList<>();
        List<String> overwritten = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (i % 2 == 0) {
                files.put(keys.get(i), trash(1));
                overwritten.add(keys.get(i));
            } else {
                files.delete(keys.get(i));
                deleted.add(keys.get(i));
            }
        }
        for (String key : overwritten) {
            files.put(key, trash(2));
        }
        return new FileDamage(firm, before, clock.nextSecond(), deleted, overwritten);
    }

    private static byte[] trash(int version) {
        return (TRASH + version).getBytes(StandardCharsets.UTF_8);
    }

    /// All damaged files.
    public int files() {
        return deleted.size() + overwritten.size();
    }
}
