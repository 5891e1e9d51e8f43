package io.backstay.connect.s3.rollback;

import io.backstay.base.ByteSize;
import java.util.List;

/// What a rollback would do, found without changing anything.
///
/// @param bytes    size of everything that comes back
/// @param digest   SHA-256 in hex over every single step; equal digests mean equal steps
/// @param archived how many of them lie in an archive and must be asked for first
/// @param later    the first keys that were created after the instant and stay
/// @param problems the first keys that need a person's eye
public record RollbackPlan(
        RollbackCounts counts,
        ByteSize bytes,
        String digest,
        long archived,
        List<String> later,
        List<RollbackProblem> problems) {
    /// How many keys each list holds at most; the counts are always whole.
    public static final int LISTED_MAX = 1000;

    public RollbackPlan {
        later = List.copyOf(later);
        problems = List.copyOf(problems);
    }
}
