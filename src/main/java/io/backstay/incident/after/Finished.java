package io.backstay.incident.after;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An action was done; who noted it stands on the paper.
///
/// @param action   its id
/// @param at       when it was done
/// @param by       who did it
/// @param result   what came of it
/// @param evidence where that can be seen, such as a run of a restore test or a link
/// @param next     when it is due again, absent when that was all
public record Finished(
        String action,
        Instant at,
        String by,
        String result,
        String evidence,
        @Nullable String next) {
    /// The kind of paper that it is kept as.
    public static final String PAPER = "action-done";

    public Finished {
        if (next != null) {
            Days.require(next);
        }
    }
}
