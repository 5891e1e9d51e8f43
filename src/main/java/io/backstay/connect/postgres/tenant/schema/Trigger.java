package io.backstay.connect.postgres.tenant.schema;

/// A trigger that somebody defined, and when it fires.
///
/// @param table   the table, or the root of its partitions
/// @param enabled `O` as the origin of a change, `A` always, `R` on replicas only, `D` never
public record Trigger(TableName table, String name, char enabled, String definition) {

    /// Whether it fires although triggers are held off.
    public boolean firesWhenSuppressed() {
        return enabled == 'A' || enabled == 'R';
    }
}
