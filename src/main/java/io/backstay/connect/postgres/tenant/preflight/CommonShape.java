package io.backstay.connect.postgres.tenant.preflight;

import io.backstay.codec.Words;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference.Kind;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What live and the last good moment have in common, under the choices that a person made.
///
/// @param territory of live, with the columns alone that are compared and written
/// @param sources   the columns of the last good moment whose values go to a column of another name, by table and
///                  by the name in live
public record CommonShape(Territory territory, Map<TableName, Map<String, String>> sources) {
    /// Puts it together.
    ///
    /// @param live as it is
    static CommonShape of(Territory live, List<SchemaDifference> differences, SchemaChoices choices) {
        Map<TableName, Set<String>> leftOut = new HashMap<>();
        Map<TableName, Map<String, String>> sources = new HashMap<>();
        for (SchemaDifference each : differences) {
            Choice choice = choices.answers().get(each.id());
            for (Table table : live.owned()) {
                if (each.kind() == Kind.COLUMN_ADDED && each.subject().startsWith(table.name() + ".")) {
                    leftOut.computeIfAbsent(table.name(), _ -> new TreeSet<>()).add(after(table, each.subject()));
                } else if (each.kind() == Kind.COLUMN_RENAMED && each.subject().startsWith(table.name() + ".")) {
                    String[] names = after(table, each.subject()).split(" to ", 2);
                    if (choice == Choice.MAP) {
                        sources.computeIfAbsent(table.name(), _ -> new HashMap<>())
                                .put(names[1], names[0]);
                    } else {
                        leftOut.computeIfAbsent(table.name(), _ -> new TreeSet<>())
                                .add(names[1]);
                    }
                }
            }
        }
        List<Table> shape = new ArrayList<>();
        for (Table table : live.model().tables()) {
            shape.add(without(table, leftOut.getOrDefault(table.name(), Set.of())));
        }
        return new CommonShape(leftOut.isEmpty() ? live : live.shapedAs(shape), sources);
    }

    /// Live's tables as an import saw them, by what was answered for it; for whoever looks at that import later, when
    /// the last good moment is not there any more.
    public static Territory answered(Territory live, SchemaChoices choices) {
        List<SchemaDifference> answered = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String word = Words.of(kind) + " ";
            choices.answers().keySet().stream()
                    .filter(id -> id.startsWith(word))
                    .forEach(
                            id -> answered.add(new SchemaDifference(kind, id.substring(word.length()), "", List.of())));
        }
        return of(live, answered, choices).territory();
    }

    private static String after(Table table, String subject) {
        return subject.substring(table.name().toString().length() + 1);
    }

    /// The table without some columns, and without the keys that need them.
    private static Table without(Table table, Set<String> columns) {
        if (columns.isEmpty()) {
            return table;
        }
        List<Column> kept = table.columns().stream()
                .filter(column -> !columns.contains(column.name()))
                .toList();
        List<UniqueKey> keys = table.uniqueKeys().stream()
                .filter(key -> columns.stream().noneMatch(column -> needs(key, column)))
                .toList();
        return new Table(table.name(), table.partitioned(), kept, keys, table.sequences(), table.security());
    }

    private static boolean needs(UniqueKey key, String column) {
        return key.columns().contains(column)
                || (key.columns().isEmpty() && (key.terms() + key.predicate()).contains(column));
    }
}
