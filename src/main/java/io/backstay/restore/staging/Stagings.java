package io.backstay.restore.staging;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.estate.Tenant;

/// Where the scratch databases of one database's restores come from.
@FunctionalInterface
public interface Stagings {
    /// For one restore; nothing is made or asked yet. The caller closes it.
    Staging of(Job job);

    /// Who needs a scratch database.
    ///
    /// @param restore  such as `R-0001`
    /// @param database in which the tenant's rows are
    /// @param mapping  how they are found
    record Job(String restore, Tenant tenant, String database, TenantMapping mapping) {}
}
