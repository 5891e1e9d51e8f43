package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Touched rows without a mask. They are given out one at a time, so that each look can be recorded, and are never
/// told as text.
public final class PlainRows {
    private final Map<TableName, Map<String, TenantUndo.Row>> rows = new HashMap<>();

    /// Keeps rows of a table.
    void add(TableName table, List<TenantUndo.Row> plain) {
        plain.forEach(row -> rows.computeIfAbsent(table, _ -> new HashMap<>()).put(row.key(), row));
    }

    /// One row without a mask.
    ///
    /// @param key as [TenantUndo.Row#key] names it
    public Optional<TenantUndo.Row> of(TableName table, String key) {
        return Optional.ofNullable(rows.getOrDefault(table, Map.of()).get(key));
    }

    @Override
    public String toString() {
        return "[rows of " + rows.size() + " tables]";
    }
}
