package io.backstay.connect.postgres.backup;

import java.time.Instant;

/// A moment that the write-ahead log itself names.
public sealed interface WalEvent {
    /// Where its record begins.
    Lsn lsn();

    /// Where its record ends, its filling up to eight bytes included.
    Lsn end();

    /// By the clock of the server, to the microsecond.
    Instant at();

    /// A transaction was committed, the second phase of a prepared one included.
    ///
    /// @param xid of the transaction; 0 when its record is too large to look that far into
    record Commit(Lsn lsn, Lsn end, Instant at, long xid) implements WalEvent {}

    /// Somebody gave a moment a name.
    record RestorePoint(Lsn lsn, Lsn end, Instant at, String name) implements WalEvent {}
}
