package io.backstay.connect.postgres.tenant.load;

import java.util.Set;

/// What of one table is undone although the tenant has touched it since.
///
/// @param all  every such row, those that are not listed too
/// @param rows single rows, as [TenantUndo.Row#key] names them
public record Chosen(boolean all, Set<String> rows) {
    /// Every row.
    public static final Chosen ALL = new Chosen(true, Set.of());

    public Chosen {
        rows = Set.copyOf(rows);
    }

    /// Single rows.
    public static Chosen of(Set<String> rows) {
        return new Chosen(false, rows);
    }
}
