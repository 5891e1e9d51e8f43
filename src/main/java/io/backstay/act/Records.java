package io.backstay.act;

import io.backstay.base.BackstayException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of acts, for reading.
public interface Records {
    /// The newest entries, oldest first.
    ///
    /// @param limit 1 to 10,000
    List<Entry> newest(int limit) throws BackstayException;

    /// How many entries there are.
    long size() throws BackstayException;

    /// Recomputes every hash.
    Check verify() throws BackstayException;

    /// One act or its outcome.
    ///
    /// @param kind    `intent`, `outcome` or `note`
    /// @param caseId  the case it belongs to, if any
    record Entry(
            long seq,
            Instant at,
            String actor,
            String kind,
            String act,
            String target,
            @Nullable String caseId,
            @Nullable String outcome) {}

    /// What recomputing found.
    ///
    /// @param size        entries read
    /// @param root        the Merkle root over them, in hex
    /// @param firstBroken the first entry that does not match, or null when all do
    record Check(long size, String root, @Nullable Long firstBroken) {}
}
