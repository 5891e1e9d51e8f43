package io.backstay.restore.plan;

import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan for tests, made by `jonas` at two o'clock and good for an hour.
public final class SamplePlans {
    /// When it was made.
    public static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    private SamplePlans() {}

    /// The plan.
    ///
    /// @param plannerKey the planner's public line, null for none
    public static RestorePlan plan(@Nullable String plannerKey) {
        return new RestorePlan(
                RestorePlan.FORMAT,
                "R-0001",
                new RestorePlan.Request(
                        "jonas",
                        plannerKey,
                        "Priya Nair, administrator",
                        "called back on the number on file",
                        "Invoices",
                        Instant.parse("2026-11-20T12:00:00Z"),
                        Duration.ofMinutes(30),
                        "Australia/Melbourne",
                        Instant.parse("2026-11-23T01:30:00Z")),
                new Tenant(new TenantId("1003"), "Harrow & Finch"),
                new RestorePlan.Source("billing", "base-0001", Instant.parse("2026-11-20T11:30:00.123456Z"), null),
                new RestorePlan.Target("7311223344556677889", 16_384, "billing", "backstay_prover", "production"),
                new RestorePlan.Rows(
                        "f00d",
                        "cafe",
                        "beef",
                        "suppress",
                        Map.of(
                                "app.clients", new RestorePlan.Counts(3, 0, 0),
                                "app.jobs", new RestorePlan.Counts(5, 1, 0))),
                RestorePlan.choices(Map.of("app.jobs", "keep-live")),
                new RestorePlan.Files("files", "firms/1003/", 12),
                new RestorePlan.Policy("agentic-labs", "abcd"),
                new RestorePlan.Validity(NOW, NOW, NOW.plus(Duration.ofHours(1))),
                new RestorePlan.Seen("backstay/0123456789abcdef", 41, "00".repeat(32)));
    }

    /// Its file.
    public static PlanFile file() {
        return PlanFile.of(plan(null));
    }
}
