package io.backstay.policy.rules;

import io.backstay.base.AssetId;
import org.jspecify.annotations.Nullable;

/// One rule, judged for one asset.
///
/// @param rule     a stable name such as `rpo`, `pitr-window`, `retention`
/// @param clause   the quoted promise
/// @param target   the promise as a value for people, such as `24 h`
/// @param measured what was observed, absent when nothing was
/// @param message  one sentence: what is so, and what to do when it is not good
public record Finding(
        String rule,
        AssetId asset,
        Status status,
        String clause,
        String target,
        @Nullable String measured,
        String message) {
    /// What a finding is about that concerns several assets, or none that is known.
    public static final AssetId WHOLE_ESTATE = new AssetId("estate");

    /// How a rule was judged; unknown is never compliant.
    public enum Status {
        BREACH,
        UNKNOWN,
        ACCEPTED,
        COMPLIANT
    }
}
