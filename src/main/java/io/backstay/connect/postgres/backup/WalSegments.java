package io.backstay.connect.postgres.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The segments along one line of history: every number belongs to one timeline.
interface WalSegments {
    /// Bytes of each segment.
    int segmentBytes();

    /// The file of a segment, or null when there is none.
    @Nullable
    Path segment(long number);
}
