package io.backstay.connect.postgres.tenant.schema;

import java.util.List;
import java.util.Optional;

/// A table, or a partitioned table with its partitions as one.
///
/// @param columns   in the order of their names, so that two databases compare whatever their history
/// @param sequences columns that draw from a sequence of their own
/// @param security  what row-level security does: whether it is on, forced, and its policies, as one text
public record Table(
        TableName name,
        boolean partitioned,
        List<Column> columns,
        List<UniqueKey> uniqueKeys,
        List<Sequence> sequences,
        String security) {
    public Table {
        columns = List.copyOf(columns);
        uniqueKeys = List.copyOf(uniqueKeys);
        sequences = List.copyOf(sequences);
    }

    /// A sequence that belongs to a column.
    public record Sequence(TableName name, String column) {}

    /// The table in a FROM clause, without old-style children that inherit from it.
    public String from() {
        return partitioned ? name.quoted() : "only " + name.quoted();
    }

    /// The column of that name.
    public Optional<Column> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /// The names of all columns.
    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /// The names of the columns that take a value.
    public List<String> writableColumns() {
        return columns.stream().filter(Column::writable).map(Column::name).toList();
    }

    /// The columns that tell its rows apart: the primary key, else a unique key over columns that are never null,
    /// else none.
    public List<String> identity() {
        return uniqueKeys.stream()
                .filter(UniqueKey::primary)
                .map(UniqueKey::columns)
                .findFirst()
                .or(() -> uniqueKeys.stream()
                        .filter(key ->
                                key.predicate().isEmpty() && !key.columns().isEmpty())
                        .map(UniqueKey::columns)
                        .filter(key -> key.stream()
                                .allMatch(name ->
                                        column(name).map(Column::notNull).orElse(false)))
                        .findFirst())
                .orElse(List.of());
    }
}
