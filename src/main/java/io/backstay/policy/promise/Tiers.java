package io.backstay.policy.promise;

import io.backstay.estate.AssetKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a policy keeps of one kind of asset: how far apart the moments that can be gone back to lie, by their age.
///
/// @param tiers the longest kept first
public record Tiers(AssetKind asset, List<Tier> tiers) {

    /// One tier.
    ///
    /// @param keep     how far it reaches back
    /// @param every    how far apart its moments lie; zero for every moment
    /// @param window   whether every moment can be gone back to, up to how far the archived log lags
    /// @param supposed whether the words only probably mean it
    public record Tier(Duration keep, Duration every, boolean window, Clause clause, boolean supposed) {}

    /// Moments between two ages.
    ///
    /// @param to   null for all that are older
    /// @param tier the finest that still reaches there; null when none does
    public record Band(
            Duration from, @Nullable Duration to, @Nullable Tier tier) {}

    /// The tiers of that kind of asset.
    ///
    /// @param supposed whether those that the words only probably mean count too
    public static Tiers of(List<Clause> clauses, AssetKind asset, boolean supposed) {
        Duration lag = lag(clauses, asset);
        List<Tier> tiers = new ArrayList<>();
        for (Clause clause : clauses) {
            clause.sets().forEach(target -> add(tiers, target, asset, lag, clause, false));
            if (supposed) {
                clause.supposes().forEach(target -> add(tiers, target, asset, lag, clause, true));
            }
        }
        tiers.sort(Comparator.comparing(Tier::keep).reversed().thenComparing(Tier::every));
        return new Tiers(asset, List.copyOf(tiers));
    }

    private static void add(
            List<Tier> tiers, Target target, AssetKind asset, Duration lag, Clause clause, boolean supposed) {
        if (!target.covers(asset)) {
            return;
        }
        if (target instanceof Target.Retention retention) {
            tiers.add(new Tier(retention.keep(), retention.every(), false, clause, supposed));
        } else if (target instanceof Target.PitrWindow window) {
            tiers.add(new Tier(window.atLeast(), lag, true, clause, supposed));
        }
    }

    private static Duration lag(List<Clause> clauses, AssetKind asset) {
        return clauses.stream()
                .flatMap(clause -> clause.sets().stream())
                .filter(target -> target instanceof Target.Archiving && target.covers(asset))
                .map(target -> ((Target.Archiving) target).lag())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// How far back anything reaches; zero when nothing is kept.
    public Duration reach() {
        return tiers.isEmpty() ? Duration.ZERO : tiers.getFirst().keep();
    }

    /// The tier whose moments lie closest, or null when there is none.
    public @Nullable Tier finest() {
        return tiers.stream().min(Comparator.comparing(Tier::every)).orElse(null);
    }

    /// The finest tier that still reaches moments of that age, or null when none does.
    public @Nullable Tier at(Duration age) {
        return tiers.stream()
                .filter(tier -> tier.keep().compareTo(age) >= 0)
                .min(Comparator.comparing(Tier::every))
                .orElse(null);
    }

    /// All ages from now on, youngest first; the last band is open.
    public List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        Duration from = Duration.ZERO;
        List<Duration> ends = tiers.stream().map(Tier::keep).distinct().sorted().toList();
        for (Duration to : ends) {
            Tier tier = at(to);
            Band last = bands.isEmpty() ? null : bands.getLast();
            if (last != null && tier != null && tier.equals(last.tier())) {
                bands.set(bands.size() - 1, new Band(last.from(), to, tier));
            } else {
                bands.add(new Band(from, to, tier));
            }
            from = to;
        }
        bands.add(new Band(from, null, null));
        return List.copyOf(bands);
    }
}
