package io.backstay.estate;

import java.time.Instant;

/// A log that is copied to another region, and what can be gone back to there.
///
/// @param earliest the first moment that the copy reaches
/// @param latest   the last moment that it reaches
public record CopiedLog(String region, Instant earliest, Instant latest) {
    /// Whether data of that moment can be brought back out of it.
    public boolean reaches(Instant moment) {
        return !moment.isBefore(earliest) && !moment.isAfter(latest);
    }
}
