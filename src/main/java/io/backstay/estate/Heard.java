package io.backstay.estate;

import java.time.Instant;

/// The newest listing of a source, of which at least a part was heard.
///
/// @param at    when it was listed
/// @param since what was observed before this moment was looked for, and not heard of
public record Heard(Instant at, Instant since) {
    /// Whether that listing should have told anew what was observed then.
    public boolean isMissing(Observation known) {
        return known.observedAt().isBefore(since);
    }
}
