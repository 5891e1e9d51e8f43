package io.backstay.connect.s3.rollback;

import io.backstay.connect.s3.wire.ListedVersion;
import org.jspecify.annotations.Nullable;

/// One key of a prefix: what it is now and what it was at an instant.
///
/// @param now        the newest version or delete marker
/// @param belowNow   the one under it, null when there is none
/// @param then       the version or delete marker that was newest at the instant, null when the key did not
///                   exist yet
/// @param sameSecond whether something happened to the key within the second of the instant, at a time that the
///                   store gives in whole seconds only, so that before and after cannot be told apart
public record KeyAt(
        ListedVersion now,
        @Nullable ListedVersion belowNow,
        @Nullable ListedVersion then,
        boolean sameSecond) {

    /// The object's name.
    public String key() {
        return now.key();
    }
}
