package io.backstay.connect.postgres.tenant.schema;

/// A column, as the catalog describes it.
///
/// @param type      with its modifiers, such as `numeric(12,2)`
/// @param generated the expression that computes it, or empty for a stored value
/// @param identity  `a` for GENERATED ALWAYS AS IDENTITY, `d` for BY DEFAULT, or empty
public record Column(String name, String type, boolean notNull, String generated, String identity) {

    /// Whether a value can be written to it at all.
    public boolean writable() {
        return generated.isEmpty();
    }
}
