package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.estate.Asset;
import io.backstay.policy.promise.PlanCeiling;
import io.backstay.policy.promise.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether the provider's plan can keep what is promised; none where the provider is not known to have such a limit.
final class CeilingRule {
    private static final String RULE = "plan-ceiling";
    private static final String RDS = "aws-rds";

    private CeilingRule() {}

    /// Copies that somebody keeps beside the plan's own show that it is not the plan that keeps them.
    static @Nullable Finding retention(Subject subject, Target.Retention promise) {
        var oldest = subject.points().usable(subject.at()).oldest();
        Duration reach = oldest == null ? Duration.ZERO : Duration.between(oldest, subject.at());
        PlanCeiling ceiling = ceiling(subject.asset());
        return ceiling != null
                        && ceiling.retention() != null
                        && reach.compareTo(ceiling.retention().plusDays(1)) > 0
                ? null
                : judge(subject, promise.keep(), "backups", ceiling == null ? null : ceiling.retention());
    }

    static @Nullable Finding window(Subject subject, Target.PitrWindow promise) {
        PlanCeiling ceiling = ceiling(subject.asset());
        return judge(subject, promise.atLeast(), "point-in-time recovery", ceiling == null ? null : ceiling.window());
    }

    private static @Nullable PlanCeiling ceiling(Asset asset) {
        // RDS has no plans; what it makes by itself stays 35 days at most for everybody.
        String plan = RDS.equals(asset.provider()) ? "automated" : asset.plan();
        return plan == null ? null : PlanCeiling.of(asset.provider(), plan);
    }

    private static @Nullable Finding judge(
            Subject subject, Duration promised, String what, @Nullable Duration ceiling) {
        Asset asset = subject.asset();
        String target = words(promised) + " of " + what;
        if (ceiling == null) {
            return asset.plan() == null && !RDS.equals(asset.provider()) && PlanCeiling.matters(asset.provider())
                    ? subject.unknown(
                            RULE,
                            target,
                            "On which plan of " + asset.provider()
                                    + " it runs is not known, and what it keeps depends on"
                                    + " that: have the plan observed.")
                    : null;
        }
        String plan = asset.provider() + (asset.plan() == null ? "" : " " + asset.plan());
        String measured = "at most " + words(ceiling);
        return ceiling.compareTo(promised) < 0
                ? subject.breach(
                        RULE,
                        target,
                        measured,
                        plan + " keeps " + what + " for " + measured + ", promised are " + words(promised)
                                + ": take a larger plan, copy backups elsewhere, or promise less.")
                : subject.compliant(
                        RULE, target, measured, plan + " can keep " + what + " for " + words(ceiling) + ".");
    }
}
