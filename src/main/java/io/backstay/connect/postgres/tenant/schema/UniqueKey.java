package io.backstay.connect.postgres.tenant.schema;

import java.util.List;

/// A unique index, whether a constraint stands behind it or not.
///
/// @param terms      columns and expressions, as SQL over the table's own columns
/// @param columns    the same when they are all plain columns, else empty
/// @param predicate  the condition of a partial index, or empty
/// @param distinct   whether nulls count as different from each other
/// @param deferrable whether the check may come later than the write
public record UniqueKey(
        String name,
        List<String> terms,
        List<String> columns,
        String predicate,
        boolean distinct,
        boolean deferrable,
        boolean primary) {
    public UniqueKey {
        terms = List.copyOf(terms);
        columns = List.copyOf(columns);
    }
}
