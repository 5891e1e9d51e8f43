package io.backstay.connect.postgres.tenant;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Mappings for tests.
final class TenantMappings {
    static final TableName REGISTRY = TableName.of("backstay.restore_runs");

    private TenantMappings() {}

    /// For a [RandomSchema].
    static TenantMapping random() {
        return new TenantMapping(
                new TenantMapping.Keys(TableName.of("r.firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("r"), Set.of(), Set.of()),
                new TenantMapping.Words("tenant", Map.of(), Map.of()),
                new TenantMapping.Writing("practice_writer", Map.of(), REGISTRY, Map.of()));
    }
}
