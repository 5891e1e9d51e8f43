package io.backstay.connect.s3.rollback;

import io.backstay.base.ByteSize;
import java.util.List;

/// What a rollback has done, as the store said afterwards.
///
/// @param bytes          size of everything that came back
/// @param verifiedByEtag objects whose content hash and size were found equal afterwards
/// @param verifiedBySize objects whose hash depends on how they were uploaded, so that only the size could be
///                       compared
/// @param later          the first keys that were created after the instant and stayed
/// @param problems       the first keys that need a person's eye
/// @param held           the first that came back under a lock or a legal hold, and which
public record RollbackResult(
        RollbackCounts counts,
        ByteSize bytes,
        long verifiedByEtag,
        long verifiedBySize,
        List<String> later,
        List<RollbackProblem> problems,
        List<RollbackProblem> held) {

    public RollbackResult {
        later = List.copyOf(later);
        problems = List.copyOf(problems);
        held = List.copyOf(held);
    }

    /// Whether everything that was wanted is back and was looked at afterwards.
    public boolean complete() {
        return counts.notRestored() == 0 && verifiedByEtag + verifiedBySize == counts.broughtBack();
    }
}
