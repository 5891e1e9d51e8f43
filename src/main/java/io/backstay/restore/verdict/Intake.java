package io.backstay.restore.verdict;

import io.backstay.base.AssetId;
import io.backstay.estate.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What a customer told us: who lost what, about when.
///
/// @param dataset     in the customer's words, such as `Invoices`
/// @param about       the approximate moment of the loss
/// @param uncertainty how far the true moment may lie on either side
/// @param zone        the customer's own time zone
/// @param asker       who asks
/// @param verifiedBy  how that person was verified, such as `called back`
/// @param reportedAt  when we were told; the clocks start here
/// @param objects     the object store that holds the tenant's files, absent when there is none
public record Intake(
        AssetId database,
        @Nullable AssetId objects,
        Tenant tenant,
        String dataset,
        Instant about,
        Duration uncertainty,
        ZoneId zone,
        String asker,
        String verifiedBy,
        Instant reportedAt) {
    /// How long before the call the data was lost, at the earliest.
    public Duration age() {
        return Duration.between(about.minus(uncertainty), reportedAt);
    }
}
