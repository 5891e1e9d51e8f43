package io.backstay.act.check;

import io.backstay.base.AssetId;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.check.CheckResult.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The whole estate, with each asset held against the policy that its connection names.
///
/// @param held     by the policies' ids
/// @param unjudged what is held against no policy, by id
/// @param notes    what to know beside all of it
public record OwnCheck(Instant at, List<Held> held, List<Unjudged> unjudged, List<String> notes) {
    public OwnCheck {
        held = List.copyOf(held);
        unjudged = List.copyOf(unjudged);
        notes = List.copyOf(notes);
    }

    /// What one policy says of the assets that are held against it.
    public record Held(Set<AssetId> assets, CheckResult result) {
        public Held {
            assets = Set.copyOf(assets);
        }
    }

    /// An asset that nobody promised anything for, as far as is known here.
    ///
    /// @param why and what to do, in a sentence
    public record Unjudged(AssetId asset, String why) {}

    /// The whole in one word. What is held against no policy is unknown, and so is an estate of which nothing is known.
    public Verdict verdict() {
        if (held.stream().anyMatch(each -> each.result().verdict() == Verdict.BREACH)) {
            return Verdict.BREACH;
        }
        boolean known = !held.isEmpty()
                && unjudged.isEmpty()
                && held.stream().allMatch(each -> each.result().verdict() == Verdict.COMPLIANT);
        return known ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    }

    /// The id of the policy that an asset is held against, absent for none.
    public @Nullable String policy(AssetId asset) {
        return held.stream()
                .filter(each -> each.assets().contains(asset))
                .map(each -> each.result().policy())
                .findFirst()
                .orElse(null);
    }
}
