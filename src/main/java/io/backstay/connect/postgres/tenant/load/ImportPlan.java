package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;

/// What was approved: for whom, with which triggers, and what it must do.
///
/// @param hash of the whole approved plan; an import with the same hash is carried out once
public record ImportPlan(String hash, TenantId tenant, TriggerMode triggers, Expected expected) {
    public ImportPlan {
        if (hash.isBlank()) {
            throw new IllegalArgumentException("a plan without a hash cannot be told from another");
        }
    }
}
