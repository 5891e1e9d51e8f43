package io.backstay.incident.report;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CasePapers.Paper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A restore was taken back, as a paper of its case: what it had brought back is not there any more.
///
/// @param restore such as `R-0001`
/// @param at      when it was committed
/// @param deleted how many rows the undo took away, which may be fewer than the restore brought back; absent where
///                nobody here counted them
/// @param putBack how many rows it put back as they were before the restore, absent with the others
public record RestoreUndone(
        String restore,
        Instant at,
        @Nullable Long deleted,
        @Nullable Long putBack) {
    /// The kind of paper that it is kept as in a case.
    public static final String PAPER = "undone";

    /// One that nobody here counted.
    public RestoreUndone(String restore, Instant at) {
        this(restore, at, null, null);
    }

    /// All of a case, in the order of its papers.
    public static List<RestoreUndone> of(String caseId, List<Paper> papers) throws BackstayException {
        List<RestoreUndone> all = new ArrayList<>();
        for (Paper paper : papers) {
            if (paper.kind().equals(PAPER)) {
                all.add(Json.parse("the undone restore of " + caseId, paper.document(), RestoreUndone.class));
            }
        }
        return all;
    }
}
