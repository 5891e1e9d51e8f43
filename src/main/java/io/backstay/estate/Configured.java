package io.backstay.estate;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the provider is told to do for an asset, as far as it says so; absent means unknown.
///
/// @param retention how long points are kept
/// @param pitr      how far back point-in-time recovery reaches
/// @param schedule  the provider's own words, such as `daily 02:00 UTC`
/// @param window    the provider's own words for its backup window
/// @param tiers     the provider's own words for further tiers
public record Configured(
        @Nullable Duration retention,
        @Nullable Duration pitr,
        @Nullable String schedule,
        @Nullable String window,
        List<String> tiers) {
    public static final Configured UNKNOWN = new Configured(null, null, null, null, List.of());
}
