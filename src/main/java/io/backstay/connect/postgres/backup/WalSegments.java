package io.backstay.connect.postgres.backup;

import io.backstay.connect.postgres.archive.WalPlace;
import org.jspecify.annotations.Nullable;

/// The segments along one line of history: every number belongs to one timeline.
interface WalSegments {
    /// Bytes of each segment.
    int segmentBytes();

    /// The name of a segment's file where the log lies, or null when there is none.
    @Nullable
    String segment(long number);

    /// Where the log lies.
    WalPlace place();
}
