package io.backstay.connect.postgres.tenant.draft;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The schemas of a database, and whether some of them are one tenant's each.
///
/// @param schemas  those to look at; of many that are alike, the first
/// @param template what they are called, such as `tenant_{tenant}`; absent where none are alike
/// @param example  the first of those that are alike, or empty
/// @param alike    how many
/// @param registry the table that remembers which plans were carried out, if there is one
record Places(
        List<String> schemas,
        @Nullable String template,
        String example,
        int alike,
        @Nullable TableName registry) {
    private static final int SCHEMAS_MIN = 2;

    /// A shorter beginning that names have in common is chance.
    private static final int PREFIX_MIN = 2;

    static Places of(Db db, List<String> wanted) throws SQLException {
        TableName registry = db
                .list(
                        "select n.nspname, c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid"
                                + " join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'"
                                + " and c.relname = 'restore_runs' and a.attname = 'plan_hash' order by 1 limit 1",
                        row -> new TableName(row.getString(1), row.getString(2)))
                .stream()
                .findFirst()
                .orElse(null);
        Map<String, String> tables = new LinkedHashMap<>();
        db.list(
                "select n.nspname, string_agg(c.relname, chr(1) order by c.relname) from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p')"
                        + " and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')"
                        + " and n.nspname !~ '^pg_(toast|temp)' group by 1 order by 1",
                row -> tables.put(row.getString(1), row.getString(2)));
        if (registry != null) {
            tables.remove(registry.schema());
        }
        if (!wanted.isEmpty()) {
            tables.keySet().retainAll(wanted);
        }
        Map<String, List<String>> alike = new LinkedHashMap<>();
        tables.forEach((schema, names) ->
                alike.computeIfAbsent(names, _ -> new ArrayList<>()).add(schema));
        for (Map.Entry<String, List<String>> group : alike.entrySet()) {
            String prefix = prefix(group.getValue());
            // Schemas with one table of the same name are not yet one for each tenant.
            boolean several = group.getKey().indexOf(1) >= 0 && group.getValue().size() >= SCHEMAS_MIN;
            if (several && !prefix.isEmpty() && !group.getValue().contains(prefix)) {
                List<String> schemas = new ArrayList<>(tables.keySet());
                schemas.removeAll(group.getValue());
                schemas.addFirst(group.getValue().getFirst());
                return new Places(
                        List.copyOf(schemas),
                        prefix + TenantMapping.TENANT,
                        group.getValue().getFirst(),
                        group.getValue().size(),
                        registry);
            }
        }
        return new Places(List.copyOf(tables.keySet()), null, "", 0, registry);
    }

    private static String prefix(List<String> names) {
        String prefix = names.getFirst();
        for (String name : names) {
            int at = 0;
            while (at < prefix.length() && at < name.length() && prefix.charAt(at) == name.charAt(at)) {
                at++;
            }
            prefix = prefix.substring(0, at);
        }
        return prefix.length() < PREFIX_MIN ? "" : prefix;
    }

    /// The mapping for the schema that stands for those that are alike.
    TenantMapping real(TenantMapping mapping) {
        return template == null
                ? mapping
                : mapping.forTenant(new TenantId(example.substring(template.length() - TenantMapping.TENANT.length())));
    }

    /// A schema as the mapping names it.
    String mapped(String schema) {
        return template != null && schema.equals(example) ? template : schema;
    }

    /// A table as the mapping names it.
    TableName mapped(TableName table) {
        return new TableName(mapped(table.schema()), table.name());
    }
}
