package io.backstay.restore.find;

import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search found.
///
/// @param commit   the transaction that did it, absent unless one was found
/// @param lastGood the last microsecond before it, absent unless one was found
/// @param changes  what that transaction did to the tenant's rows, per table
/// @param looks    in the order in which they were taken
/// @param effort   what it took
/// @param notes    what a person must know before taking the answer, a sentence each
public record FoundMoment(
        Outcome outcome,
        WalEvent.@Nullable Commit commit,
        @Nullable Instant lastGood,
        List<TenantCensus.Change> changes,
        List<Look> looks,
        Effort effort,
        List<String> notes) {
    public FoundMoment {
        changes = List.copyOf(changes);
        looks = List.copyOf(looks);
        notes = List.copyOf(notes);
    }

    /// What a search answers that found no transaction.
    public static FoundMoment none(Outcome outcome, List<Look> looks, Effort effort, List<String> notes) {
        return new FoundMoment(outcome, null, null, List.of(), looks, effort, notes);
    }

    /// What came of it.
    public enum Outcome {
        /// One transaction did it; the look before it is good, the look after it is bad.
        FOUND,
        /// At the end of the time searched everything is as good as at its beginning.
        NOTHING_LOST,
        /// Nothing can be said: no transaction in that time, or nothing there to lose at its beginning.
        UNDECIDABLE
    }

    /// What a search took.
    ///
    /// @param point         the base backup that was recovered
    /// @param commits       how many transactions were in question
    /// @param recoveries    how many times the base backup was copied and recovered
    /// @param recoveriesMax how many it could have taken
    public record Effort(String point, int commits, int recoveries, int recoveriesMax) {}

    /// All rows that the transaction took away, over all tables.
    public long rowsGone() {
        return changes.stream().mapToLong(TenantCensus.Change::gone).sum();
    }

    /// All rows that it changed, over all tables.
    public long rowsChanged() {
        return changes.stream().mapToLong(TenantCensus.Change::changed).sum();
    }
}
