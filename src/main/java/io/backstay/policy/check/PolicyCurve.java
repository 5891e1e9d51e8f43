package io.backstay.policy.check;

import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.RestorableWindow;
import io.backstay.policy.Policy;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.curve.Curve;
import io.backstay.policy.curve.Present;
import io.backstay.policy.curve.Steps;
import io.backstay.policy.curve.Told;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.facts.PointSeries.Usable;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The recoverability curves of a policy's assets: what it promises beside what is configured and what is there.
public final class PolicyCurve {
    private PolicyCurve() {}

    /// The curve of each asset that the policy covers, by the asset's id.
    ///
    /// @param at the instant that they are seen from; only what had been taken and completed by then counts
    public static List<AssetCurve> of(Policy policy, EstateFacts facts, Instant at) {
        List<AssetCurve> curves = new ArrayList<>();
        for (Asset asset : facts.assets()) {
            if (policy.covers(asset.environment())) {
                Steps actual = Present.of(moments(facts, asset, at), window(asset, at), asset.walGaps(), at);
                curves.add(
                        new AssetCurve(asset, Curve.of(promised(policy, asset), Told.of(asset.configured()), actual)));
            }
        }
        return List.copyOf(curves);
    }

    /// What is reached at any moment. A store of objects that keeps the version before every write has no end: what
    /// was written after it was last looked at is kept, too. That it does so is known from that look on at least.
    private static @Nullable RestorableWindow window(Asset asset, Instant at) {
        RestorableWindow observed = asset.pitr();
        if (asset.kind() != AssetKind.OBJECT_STORE || !Boolean.TRUE.equals(asset.versioning())) {
            return observed;
        }
        Instant since = observed == null ? asset.observation().observedAt() : observed.earliest();
        return since.isAfter(at) ? observed : new RestorableWindow(since, at, Duration.ZERO);
    }

    private static List<Instant> moments(EstateFacts facts, Asset asset, Instant at) {
        Usable usable = facts.points(asset, at).sure().usable(at);
        List<Instant> moments = new ArrayList<>(usable.size());
        for (int i = 0; i < usable.size(); i++) {
            moments.add(usable.get(i));
        }
        return moments;
    }

    /// The finest of all that is promised for an age: what is kept, and the objectives that name it.
    private static Steps promised(Policy policy, Asset asset) {
        Steps promised = Steps.NONE;
        for (Tiers.Tier tier : Tiers.of(policy.clauses(), asset.kind(), false).tiers()) {
            Duration every = tier.every().isZero() ? Present.FINEST : tier.every();
            promised =
                    promised.finer(Steps.upTo(tier.keep(), every, tier.clause().quotation()));
        }
        for (Clause clause : policy.clauses()) {
            for (Target target : clause.sets()) {
                if (target instanceof Target.Rpo rpo && rpo.covers(asset.kind())) {
                    promised = promised.finer(steps(rpo, clause.quotation()));
                }
            }
        }
        return promised;
    }

    /// An objective that names no ages speaks of the newest moment alone, so of no greater age than itself.
    private static Steps steps(Target.Rpo rpo, String clause) {
        Duration older = rpo.olderThan();
        Duration within = rpo.within();
        if (older != null) {
            Steps from = Steps.from(older, rpo.atMost(), clause);
            return within == null ? from : from.below(within);
        }
        return Steps.upTo(within == null ? rpo.atMost() : within, rpo.atMost(), clause);
    }
}
