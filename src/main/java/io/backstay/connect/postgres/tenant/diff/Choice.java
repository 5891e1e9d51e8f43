package io.backstay.connect.postgres.tenant.diff;

/// Which side a row is to follow.
public enum Choice {
    /// The row will be what it was in the last good state.
    LAST_GOOD,
    /// The row stays what it is in live.
    LIVE
}
