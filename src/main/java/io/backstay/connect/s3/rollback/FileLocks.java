package io.backstay.connect.s3.rollback;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What keeps a tenant's files, as they were at a moment, from being removed.
///
/// @param files   how many there were
/// @param locked  under a lock whose end is known
/// @param held    under a legal hold, with a lock or without
/// @param neither under none of both, as the store says
/// @param unknown of which this key may not see whether there is one
/// @param refused which were not asked about, because their names would lead astray ([ObjectKeys#refusal])
/// @param ends    when the first of the locks ends, absent where there is none
/// @param kept    the first of them, in the order of the keys, at most [RollbackPlan#LISTED_MAX]
public record FileLocks(
        long files,
        long locked,
        long held,
        long neither,
        long unknown,
        long refused,
        @Nullable Instant ends,
        List<Kept> kept) {
    public FileLocks {
        kept = List.copyOf(kept);
    }

    /// One file under a lock or a hold.
    ///
    /// @param key   without control characters
    /// @param words what keeps it, a sentence
    public record Kept(String key, String words) {}
}
