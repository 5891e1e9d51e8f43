package io.backstay.connect.postgres.tenant.draft;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What names, triggers and policies tell of columns.
///
/// @param personal columns that are masked, because a mask too many does no harm
/// @param touched  columns that a trigger seems to set
/// @param settings session settings that policies ask for; they are taken for the tenant's key
record Hints(Map<TableName, Set<String>> personal, Map<TableName, Set<String>> touched, Map<String, String> settings) {
    private static final Pattern SETTING = Pattern.compile("current_setting\\('([A-Za-z0-9_.]+)'");

    static Hints of(SchemaModel model, Places places) {
        Map<String, String> settings = new TreeMap<>();
        for (Table table : model.tables()) {
            Matcher asked = SETTING.matcher(table.security());
            while (asked.find()) {
                settings.put(asked.group(1), TenantMapping.TENANT);
            }
        }
        return new Hints(
                columns(model, places, column -> isText(column) && Nouns.mayBePersonal(column.name()), _ -> true),
                columns(model, places, column -> Nouns.mayTouchItself(column.name()), table -> touches(model, table)),
                settings);
    }

    private static Map<TableName, Set<String>> columns(
            SchemaModel model, Places places, Predicate<Column> which, Predicate<Table> where) {
        Map<TableName, Set<String>> found = new LinkedHashMap<>();
        for (Table table : model.tables()) {
            Set<String> names = new TreeSet<>();
            table.columns().stream().filter(which).map(Column::name).forEach(names::add);
            if (!names.isEmpty() && where.test(table)) {
                found.put(places.mapped(table.name()), names);
            }
        }
        return found;
    }

    /// Whether a trigger of the table fires before an update, as one that sets a time of change does.
    static boolean touches(SchemaModel model, Table table) {
        return model.triggers().stream()
                .anyMatch(trigger -> trigger.table().equals(table.name())
                        && trigger.definition().matches("(?s)CREATE TRIGGER .* BEFORE .*UPDATE.*"));
    }

    private static boolean isText(Column column) {
        return column.type().startsWith("text")
                || column.type().startsWith("character")
                || column.type().contains("citext")
                || column.type().equals("date")
                || column.type().equals("inet");
    }
}
