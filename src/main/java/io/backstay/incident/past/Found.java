package io.backstay.incident.past;

import io.backstay.incident.intake.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search came to.
///
/// @param hits   newest case first
/// @param looked how many cases were looked at
/// @param more   whether there may be further ones that were not looked at
public record Found(List<Hit> hits, int looked, boolean more) {
    public Found {
        hits = List.copyOf(hits);
    }

    /// A case that fits.
    ///
    /// @param cause null when nobody has said
    /// @param spots where the words stand, one for each word; none when no word was looked for
    public record Hit(
            String caseId,
            String title,
            String tenant,
            String state,
            Instant openedAt,
            boolean practice,
            @Nullable Reason cause,
            List<Spot> spots) {
        public Hit {
            spots = List.copyOf(spots);
        }
    }

    /// Where a word stands.
    ///
    /// @param in   `title`, `intake`, `action`, `timeline` or `record` (an act that wrote no line of its own)
    /// @param text what stands around it, in the words of whoever wrote it
    public record Spot(String in, String text) {}
}
