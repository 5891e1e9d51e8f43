package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a person chose for the rows that differ: for a class of rows, for a class in one table, for single rows.
/// The
/// narrower choice wins. Nothing is chosen for a conflict unless somebody does.
///
/// @param classes for every table
/// @param tables  for one table
/// @param rows    for one row, by its [SampleRow#id]
public record Choices(
        Map<RowClass, Choice> classes,
        Map<TableName, Map<RowClass, Choice>> tables,
        Map<TableName, Map<String, Choice>> rows) {
    /// What was lost comes back and what the incident damaged is mended; every live edit made since is kept.
    public static final Choices DEFAULT = new Choices(
            Map.of(
                    RowClass.LOST, Choice.LAST_GOOD,
                    RowClass.DAMAGED, Choice.LAST_GOOD,
                    RowClass.RETYPED, Choice.LIVE,
                    RowClass.REMOVED, Choice.LIVE,
                    RowClass.HELD, Choice.LIVE),
            Map.of(),
            Map.of());

    public Choices {
        classes = Map.copyOf(classes);
        tables = copied(tables);
        rows = copied(rows);
        classes.keySet().forEach(Choices::requireChoice);
        tables.values().forEach(each -> each.keySet().forEach(Choices::requireChoice));
    }

    private static <K> Map<TableName, Map<K, Choice>> copied(Map<TableName, Map<K, Choice>> given) {
        Map<TableName, Map<K, Choice>> copy = new TreeMap<>();
        given.forEach((table, choices) -> copy.put(table, Map.copyOf(choices)));
        return Map.copyOf(copy);
    }

    private static void requireChoice(RowClass rows) {
        if (!rows.hasChoice()) {
            throw new IllegalArgumentException("there is nothing to choose for rows that are " + rows);
        }
    }

    /// The choice for a class of rows in a table, if there is one.
    public Optional<Choice> of(TableName table, RowClass rows) {
        Choice narrow = tables.getOrDefault(table, Map.of()).get(rows);
        return Optional.ofNullable(narrow == null ? classes.get(rows) : narrow);
    }

    /// These, with another choice for a class of rows in every table.
    public Choices with(RowClass rows, Choice choice) {
        Map<RowClass, Choice> more = new EnumMap<>(classes);
        more.put(rows, choice);
        return new Choices(more, tables, this.rows);
    }

    /// These, with another choice for a class of rows in one table.
    public Choices with(TableName table, RowClass rows, Choice choice) {
        Map<TableName, Map<RowClass, Choice>> more = new TreeMap<>(tables);
        Map<RowClass, Choice> ofTable = new EnumMap<>(RowClass.class);
        ofTable.putAll(more.getOrDefault(table, Map.of()));
        ofTable.put(rows, choice);
        more.put(table, ofTable);
        return new Choices(classes, more, this.rows);
    }

    /// These, with another choice for one row.
    ///
    /// @param id of the row, as a [SampleRow] tells it
    public Choices with(TableName table, String id, Choice choice) {
        Map<TableName, Map<String, Choice>> more = new TreeMap<>(rows);
        Map<String, Choice> ofTable = new TreeMap<>(more.getOrDefault(table, Map.of()));
        ofTable.put(id, choice);
        more.put(table, ofTable);
        return new Choices(classes, tables, more);
    }

    /// The value that a plan canonicalises and hashes: maps and strings only.
    public Map<String, Object> canonicalValue() {
        Map<String, Object> value = new TreeMap<>();
        value.put("classes", named(classes));
        Map<String, Object> byTable = new TreeMap<>();
        tables.forEach((table, choices) -> byTable.put(table.toString(), named(choices)));
        value.put("tables", byTable);
        Map<String, Object> byRow = new TreeMap<>();
        rows.forEach((table, choices) -> byRow.put(table.toString(), named(choices)));
        value.put("rows", byRow);
        return value;
    }

    private static Map<String, Object> named(Map<?, Choice> choices) {
        Map<String, Object> named = new TreeMap<>();
        choices.forEach((key, choice) -> named.put(key.toString(), choice.name()));
        return named;
    }
}
