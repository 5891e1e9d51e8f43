package io.backstay.connect.postgres.tenant;

import io.backstay.connect.postgres.tenant.schema.TableName;

/// Mappings for tests.
final class TenantMappings {
    static final TableName REGISTRY = TableName.of("backstay.restore_runs");

    private TenantMappings() {}
}
