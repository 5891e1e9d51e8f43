package io.backstay.connect.postgres.tenant.diff;

import org.jspecify.annotations.Nullable;

/// One row of a diff, for a person to look at; values are shortened and personal data is masked.
///
/// @param key      the primary key as text, such as `1042`
/// @param lastGood the row in the last good state, absent when it was not there
/// @param live     the row in live, absent when it is not there
public record SampleRow(
        String table,
        Finding finding,
        String key,
        @Nullable String lastGood,
        @Nullable String live) {

    /// What happened to the row.
    public enum Finding {
        LOST,
        RETYPED,
        CONFLICT,
        LIVE_ONLY
    }
}
