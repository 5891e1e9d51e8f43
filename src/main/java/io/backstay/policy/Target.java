package io.backstay.policy;

import io.backstay.estate.AssetKind;
import java.time.Duration;
import java.time.Period;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One promised value, as a rule can judge it.
public sealed interface Target {
    /// The newest recoverable moment is at most that old.
    record Rpo(Set<AssetKind> assets, Duration atMost) implements Target {}

    /// Service is back after at most that time.
    record Rto(Set<AssetKind> assets, Duration atMost) implements Target {}

    /// Every moment of the last so many days can be gone back to.
    record PitrWindow(Set<AssetKind> assets, Duration atLeast) implements Target {}

    /// Recovery points reach back that far, and lie no farther apart than that.
    record Retention(Set<AssetKind> assets, Duration keep, Duration every) implements Target {}

    /// Live data and points are encrypted at rest.
    ///
    /// @param algorithm the promised one, absent when any will do
    /// @param transport the oldest protocol that is promised in transit, absent when none is
    record Encryption(
            Set<AssetKind> assets,
            @Nullable String algorithm,
            @Nullable String transport) implements Target {}

    /// Restores of that kind are practised at least that often.
    record Tested(Set<AssetKind> assets, String test, Period every) implements Target {}

    /// What is promised when one named thing goes wrong.
    record Scenario(String scenario, Duration rto, Duration rpo) implements Target {}

    /// Words that promise something but say no number; never judged, always unknown.
    ///
    /// @param rule which rule would judge it, such as `rpo`
    record Unbound(Set<AssetKind> assets, String rule) implements Target {}

    /// Whether the target speaks of that kind of asset.
    default boolean covers(AssetKind kind) {
        return switch (this) {
            case Rpo(var assets, var _) -> assets.contains(kind);
            case Rto(var assets, var _) -> assets.contains(kind);
            case PitrWindow(var assets, var _) -> assets.contains(kind);
            case Retention(var assets, var _, var _) -> assets.contains(kind);
            case Encryption(var assets, var _, var _) -> assets.contains(kind);
            case Tested(var assets, var _, var _) -> assets.contains(kind);
            case Scenario _ -> false;
            case Unbound(var assets, var _) -> assets.contains(kind);
        };
    }
}
