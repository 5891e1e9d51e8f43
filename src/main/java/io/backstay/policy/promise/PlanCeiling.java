package io.backstay.policy.promise;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The most that a provider's plan keeps, as its own pages say; a promise above it cannot be kept there.
///
/// @param retention how long its daily backups stay, null where that is not the plan's to say
/// @param window    how far its point-in-time recovery reaches
public record PlanCeiling(
        @Nullable Duration retention, @Nullable Duration window) {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private static final Map<String, PlanCeiling> PLANS = Map.of(
            "supabase pro", new PlanCeiling(WEEK, null),
            "supabase team", new PlanCeiling(Duration.ofDays(14), null),
            "supabase enterprise", new PlanCeiling(MONTH, null),
            "neon free", new PlanCeiling(null, Duration.ofHours(6)),
            "neon launch", new PlanCeiling(null, WEEK),
            "neon scale", new PlanCeiling(null, MONTH),
            "aws-rds automated", new PlanCeiling(Duration.ofDays(35), Duration.ofDays(35)));

    /// What is known of the plan, or null.
    public static @Nullable PlanCeiling of(String provider, String plan) {
        return PLANS.get((provider + " " + plan).toLowerCase(Locale.ROOT));
    }

    /// Whether the provider has plans that keep only so much.
    public static boolean matters(String provider) {
        return PLANS.keySet().stream().anyMatch(plan -> plan.startsWith(provider.toLowerCase(Locale.ROOT) + " "));
    }
}
