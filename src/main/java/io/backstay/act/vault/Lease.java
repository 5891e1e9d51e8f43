package io.backstay.act.vault;

import io.backstay.vault.entry.Purpose;
import java.time.Instant;
import java.util.List;

/// What a running restore holds of the vault for itself alone, so that locking the vault does not break it.
///
/// @param restore     such as `R-0001`
/// @param until       it ends by then at the latest, and with the run before that
/// @param credentials what it holds
public record Lease(String restore, Instant since, Instant until, List<Held> credentials) {
    public Lease {
        credentials = List.copyOf(credentials);
    }

    /// One credential that is held.
    public record Held(String name, Purpose purpose) {}
}
