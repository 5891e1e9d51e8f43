package io.backstay.incident;

import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One incident, without its timeline.
///
/// @param id       such as `INC-0001`
/// @param title    such as `Harrow & Finch lost Invoices`
/// @param practice whether it was a drill
/// @param closedAt null while it is open
/// @param report   the folder with the report's three forms, null while there is none
public record CaseFile(
        String id,
        String title,
        Tenant tenant,
        boolean practice,
        CaseState state,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Path report) {
    /// The same, of a tenant whose key was found out after the case was opened.
    ///
    /// @param key absent while nobody knows it
    public CaseFile of(@Nullable String key) {
        return key == null
                ? this
                : new CaseFile(
                        id,
                        title,
                        new Tenant(new TenantId(key), tenant.name()),
                        practice,
                        state,
                        openedAt,
                        closedAt,
                        report);
    }
}
