package io.backstay.connect.postgres.backup;

/// Where reading the log came to an end, and why.
///
/// @param at    the position after the last whole record
/// @param words for a person, one clause without a full stop
public record WalEnd(Lsn at, Reason reason, String words) {
    /// Why the log could not be read further.
    public enum Reason {
        /// The next segment is not in the archive, or nothing was written further.
        NO_MORE,
        /// The reader of events did not want more.
        STOPPED,
        /// A segment is truncated or its bytes are not what PostgreSQL wrote.
        DAMAGED
    }
}
