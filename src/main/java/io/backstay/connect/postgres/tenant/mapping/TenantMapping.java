package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a tenant's rows are found in one database, what people call them, under which role they may be written, and
/// which of them need care.
public record TenantMapping(Keys keys, Scope scope, Words words, Writing writing, Care care) {
    /// Stands for the tenant's key in names of schemas, in the name of the database and in session settings.
    public static final String TENANT = "{tenant}";

    /// A mapping that asks for no particular care.
    public TenantMapping(Keys keys, Scope scope, Words words, Writing writing) {
        this(keys, scope, words, writing, Care.NONE);
    }

    /// Where the tenant's key stands.
    ///
    /// @param root      the table with one row per tenant; absent where whole schemas or the database belong to one
    /// @param columns   the usual tenant columns of other tables, such as `firm_id`; the first entry of which a
    ///                  table has every column is its tenant key
    /// @param overrides tables whose tenant columns have other names
    /// @param separator stands between the parts of a tenant's key where it has several columns, as in `42/AU`
    /// @param links     foreign keys that the database does not know
    public record Keys(
            @Nullable Root root,
            List<KeyColumns> columns,
            Map<TableName, KeyColumns> overrides,
            String separator,
            List<Link> links) {
        /// What stands between the parts of a key unless the mapping says otherwise.
        public static final String SEPARATOR = "/";

        public Keys {
            if (separator.isEmpty()) {
                throw new IllegalArgumentException("the separator of a tenant's key is empty");
            }
            columns = List.copyOf(columns);
            overrides = Map.copyOf(overrides);
            links = List.copyOf(links);
            int parts = root == null ? 0 : root.key().names().size();
            for (KeyColumns each : columns) {
                parts = parts == 0 ? each.names().size() : parts;
                requireParts(each, parts);
            }
            for (KeyColumns each : overrides.values()) {
                parts = parts == 0 ? each.names().size() : parts;
                requireParts(each, parts);
            }
        }

        /// A key of one column, and no keys that the database does not know.
        public Keys(TableName root, String rootKey, List<String> columns, Map<TableName, String> overrides) {
            this(
                    new Root(root, KeyColumns.of(rootKey)),
                    columns.stream().map(KeyColumns::of).toList(),
                    overrides.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, each -> KeyColumns.of(each.getValue()))),
                    SEPARATOR,
                    List.of());
        }

        /// How many columns a tenant's key has; 0 where no column says whose a row is.
        public int parts() {
            return root != null
                    ? root.key().names().size()
                    : Stream.concat(columns.stream(), overrides.values().stream())
                            .findFirst()
                            .map(each -> each.names().size())
                            .orElse(0);
        }

        private static void requireParts(KeyColumns columns, int parts) {
            if (columns.names().size() != parts) {
                throw new IllegalArgumentException("the tenant columns " + String.join(", ", columns.names())
                        + " are not as many as the parts of the tenant's key, which has " + parts);
            }
        }
    }

    /// The table with one row per tenant, such as `practice.firms`, and its key, such as `id`.
    public record Root(TableName table, KeyColumns key) {}

    /// Which tables are looked at. A schema may be named by a template such as `tenant_{tenant}`, where `{tenant}`
    /// stands for the tenant's key; tables of such a schema are named in the same way wherever a mapping names one.
    ///
    /// @param schemas   the schemas whose tables are the tenant's or shared
    /// @param shared    tables that all tenants read; never copied, never written
    /// @param excluded  tables that are left alone, although they may hold rows of the tenant
    /// @param whole     those of the schemas in which every row is the tenant's, whatever its columns say
    /// @param keyless  tables in which a row without a tenant key is not nobody's but shared by all tenants
    /// @param database  the name or the template of the database, where each tenant has one of his own; absent
    ///                  where the connection alone decides
    /// @param alike     the templates of the schemas, once they have been filled for one tenant: what is named
    ///                  after them otherwise is another tenant's
    public record Scope(
            List<String> schemas,
            Set<TableName> shared,
            Set<TableName> excluded,
            Set<String> whole,
            Set<TableName> keyless,
            @Nullable String database,
            Set<String> alike) {
        public Scope {
            alike = Set.copyOf(alike);
            if (schemas.isEmpty()) {
                throw new IllegalArgumentException("a mapping names at least one schema");
            }
            schemas = List.copyOf(schemas);
            shared = Set.copyOf(shared);
            excluded = Set.copyOf(excluded);
            whole = Set.copyOf(whole);
            keyless = Set.copyOf(keyless);
            for (String schema : whole) {
                if (!schemas.contains(schema)) {
                    throw new IllegalArgumentException("the whole schema " + schema + " is not one of the schemas");
                }
            }
            for (String schema : schemas) {
                if (schema.contains(TENANT) && !whole.contains(schema)) {
                    throw new IllegalArgumentException(
                            "the schema " + schema + " is named after the tenant, so it must be one of the whole ones");
                }
            }
        }

        /// A scope as a mapping says it, for all tenants.
        public Scope(
                List<String> schemas,
                Set<TableName> shared,
                Set<TableName> excluded,
                Set<String> whole,
                Set<TableName> keyless,
                @Nullable String database) {
            this(schemas, shared, excluded, whole, keyless, database, Set.of());
        }

        /// Schemas that hold rows of many tenants.
        public Scope(List<String> schemas, Set<TableName> shared, Set<TableName> excluded) {
            this(schemas, shared, excluded, Set.of(), Set.of(), null);
        }
    }

    /// What people call things, and what they must not see by the way.
    ///
    /// @param tenant   what a tenant is called here, in lower case and singular, such as `firm`
    /// @param labels   the business name of a table, such as `Invoices`; others are shown by their own name
    /// @param personal columns with personal data, masked in samples
    public record Words(String tenant, Map<TableName, String> labels, Map<TableName, Set<String>> personal) {
        /// Stands for a value that is not shown.
        public static final String MASK = "•••";

        public Words {
            if (tenant.isBlank()) {
                throw new IllegalArgumentException("the word for a tenant is blank");
            }
            labels = Map.copyOf(labels);
            personal = Map.copyOf(personal);
        }
    }

    /// How rows are written.
    ///
    /// @param role            the restricted role that writes: no superuser, no owner, row-level security applies
    /// @param settings        session settings that the policies ask for, such as `app.firm` to `{tenant}`, which
    ///                        stands for the tenant's key
    /// @param registry        the table that remembers which plans were carried out, such as
    ///                        `backstay.restore_runs`
    /// @param volatileColumns columns that writing changes by itself, such as `updated_at`; left out of comparison
    ///                        and digest
    public record Writing(
            String role,
            Map<String, String> settings,
            TableName registry,
            Map<TableName, Set<String>> volatileColumns) {
        public Writing {
            if (role.isBlank()) {
                throw new IllegalArgumentException("the writer's role is blank");
            }
            settings = Map.copyOf(settings);
            volatileColumns = Map.copyOf(volatileColumns);
        }
    }

    /// What needs more thought than a row's values show.
    ///
    /// @param held  rows that must not come back by themselves
    /// @param files columns that name an object of the tenant's own prefix in the object store
    public record Care(List<HoldBack> held, List<FileColumn> files) {
        /// No particular care.
        public static final Care NONE = new Care(List.of(), List.of());

        public Care {
            held = List.copyOf(held);
            files = List.copyOf(files);
        }
    }

    /// Rows that must not come back by themselves: sessions, revoked tokens, erased persons, mail still to be sent.
    /// They are held back and listed, and a person may let them come back all the same.
    ///
    /// @param column absent when every row of the table is meant
    /// @param values the column's values, as text, with which a row is held back; empty when `ledger` decides
    /// @param ledger where live lists what must not come back, such as the persons who were erased
    /// @param why    for a person to read, such as `a session that was ended`
    public record HoldBack(
            TableName table,
            @Nullable String column,
            Set<String> values,
            @Nullable Ledger ledger,
            String why) {
        public HoldBack {
            values = Set.copyOf(values);
            if (why.isBlank()) {
                throw new IllegalArgumentException("holding rows of " + table + " back needs a reason");
            }
            if (column == null ? ledger != null || !values.isEmpty() : (ledger == null) == values.isEmpty()) {
                throw new IllegalArgumentException(
                        "holding rows of " + table + " back by a column needs values or a ledger, not both");
            }
        }
    }

    /// A column of live whose values say what must not come back.
    public record Ledger(TableName table, String column) {}

    /// A column that holds the key of an object, below the tenant's own prefix or with it.
    public record FileColumn(TableName table, String column) {}

    /// The mapping for one tenant: every schema that is named after the tenant has its real name.
    public TenantMapping forTenant(TenantId tenant) {
        return TenantNames.fill(this, tenant);
    }

    /// What a person calls the table.
    public String label(TableName table) {
        return words.labels().getOrDefault(table, table.name());
    }

    /// The session settings for one tenant.
    public Map<String, String> settingsFor(TenantId tenant) {
        Map<String, String> filled = new LinkedHashMap<>();
        writing.settings().forEach((name, value) -> filled.put(name, value.replace(TENANT, tenant.value())));
        return filled;
    }

    /// The columns of a table that writing changes by itself.
    public Set<String> volatileColumns(TableName table) {
        return writing.volatileColumns().getOrDefault(table, Set.of());
    }
}
