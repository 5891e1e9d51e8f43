package io.backstay.connect.postgres.tenant.mapping;

import java.util.List;

/// The columns that hold a tenant's key, in the order of its parts; most often one.
public record KeyColumns(List<String> names) {
    public KeyColumns {
        names = List.copyOf(names);
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a tenant's key has at least one column, and each has a name");
        }
    }

    /// The only column.
    public static KeyColumns of(String name) {
        return new KeyColumns(List.of(name));
    }
}
