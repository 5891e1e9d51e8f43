package io.backstay.estate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A log that is copied to another region, and what can be gone back to there.
///
/// @param earliest the first moment that the copy reaches
/// @param latest   the last moment that it reaches
/// @param backups  what its provider calls the copy, by which it can be restored from; absent when not said
public record CopiedLog(
        String region,
        Instant earliest,
        Instant latest,
        @Nullable String backups) {
    /// A copy of which nobody said what it is called.
    public CopiedLog(String region, Instant earliest, Instant latest) {
        this(region, earliest, latest, null);
    }

    /// Whether data of that moment can be brought back out of it.
    public boolean reaches(Instant moment) {
        return !moment.isBefore(earliest) && !moment.isAfter(latest);
    }
}
