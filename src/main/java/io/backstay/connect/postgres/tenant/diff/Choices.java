package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a person chose for the rows that differ: for a class of rows, for a class in one table, for single rows.
/// The narrower choice wins. Nothing is chosen for a conflict unless somebody does.
///
/// @param classes for every table
/// @param tables  for one table
/// @param rows    for one row, by its [SampleRow#id]
/// @param columns the columns that the incident is known to have written over: in these tables, every value of them
///                that is still the incident's gets its last good value back, and no other value of the row changes
public record Choices(
        Map<RowClass, Choice> classes,
        Map<TableName, Map<RowClass, Choice>> tables,
        Map<TableName, Map<String, Choice>> rows,
        Map<TableName, Set<String>> columns) {
    /// Choices for whole rows.
    public Choices(
            Map<RowClass, Choice> classes,
            Map<TableName, Map<RowClass, Choice>> tables,
            Map<TableName, Map<String, Choice>> rows) {
        this(classes, tables, rows, Map.of());
    }

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
        Map<TableName, Set<String>> named = new TreeMap<>();
        columns.forEach((table, names) -> named.put(table, Set.copyOf(names)));
        columns = Map.copyOf(named);
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
        Map<RowClass, Choice> more = new EnumMap<>(RowClass.class);
        more.putAll(classes);
        more.put(rows, choice);
        return new Choices(more, tables, this.rows, columns);
    }

    /// These, with another choice for a class of rows in one table.
    public Choices with(TableName table, RowClass rows, Choice choice) {
        Map<TableName, Map<RowClass, Choice>> more = new TreeMap<>(tables);
        Map<RowClass, Choice> ofTable = new EnumMap<>(RowClass.class);
        ofTable.putAll(more.getOrDefault(table, Map.of()));
        ofTable.put(rows, choice);
        more.put(table, ofTable);
        return new Choices(classes, more, this.rows, columns);
    }

    /// These, with another choice for one row.
    ///
    /// @param id of the row, as a [SampleRow] tells it
    public Choices with(TableName table, String id, Choice choice) {
        Map<TableName, Map<String, Choice>> more = new TreeMap<>(rows);
        Map<String, Choice> ofTable = new TreeMap<>(more.getOrDefault(table, Map.of()));
        ofTable.put(id, choice);
        more.put(table, ofTable);
        return new Choices(classes, tables, more, columns);
    }

    /// These, with columns of one table that the incident is known to have written over; none for whole rows.
    public Choices mending(TableName table, Set<String> names) {
        Map<TableName, Set<String>> more = new TreeMap<>(columns);
        if (names.isEmpty()) {
            more.remove(table);
        } else {
            more.put(table, names);
        }
        return new Choices(classes, tables, rows, more);
    }

    /// The value that a plan canonicalises and hashes: maps, lists and strings only.
    public Map<String, Object> canonicalValue() {
        Map<String, Object> value = new TreeMap<>();
        value.put("classes", named(classes));
        Map<String, Object> byTable = new TreeMap<>();
        tables.forEach((table, choices) -> byTable.put(table.toString(), named(choices)));
        value.put("tables", byTable);
        Map<String, Object> byRow = new TreeMap<>();
        rows.forEach((table, choices) -> byRow.put(table.toString(), named(choices)));
        value.put("rows", byRow);
        Map<String, Object> byColumn = new TreeMap<>();
        columns.forEach((table, names) -> byColumn.put(table.toString(), List.copyOf(new TreeSet<>(names))));
        value.put("columns", byColumn);
        return value;
    }

    private static Map<String, Object> named(Map<?, Choice> choices) {
        Map<String, Object> named = new TreeMap<>();
        choices.forEach((key, choice) -> named.put(key.toString(), choice.name()));
        return named;
    }
}
