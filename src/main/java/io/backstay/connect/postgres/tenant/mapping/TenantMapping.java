package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a tenant's rows are found in one database, what people call them, under which role they may be written, and
/// which of them need care.
public record TenantMapping(Keys keys, Scope scope, Words words, Writing writing, Care care) {
    /// A mapping that asks for no particular care.
    public TenantMapping(Keys keys, Scope scope, Words words, Writing writing) {
        this(keys, scope, words, writing, Care.NONE);
    }

    /// Where the tenant's key stands.
    ///
    /// @param root      the table with one row per tenant, such as `practice.firms`
    /// @param rootKey   its key column, such as `id`
    /// @param columns   the usual names of the tenant column in other tables, such as `firm_id`; the first that a
    ///                  table has is its tenant key
    /// @param overrides tables whose tenant column has another name
    public record Keys(TableName root, String rootKey, List<String> columns, Map<TableName, String> overrides) {
        public Keys {
            if (rootKey.isBlank()) {
                throw new IllegalArgumentException("the key column of " + root + " is blank");
            }
            columns = List.copyOf(columns);
            overrides = Map.copyOf(overrides);
        }
    }

    /// Which tables are looked at.
    ///
    /// @param schemas  the schemas whose tables are the tenant's or shared
    /// @param shared   tables that all tenants read; never copied, never written
    /// @param excluded tables that are left alone, although they may hold rows of the tenant
    public record Scope(List<String> schemas, Set<TableName> shared, Set<TableName> excluded) {
        public Scope {
            if (schemas.isEmpty()) {
                throw new IllegalArgumentException("a mapping names at least one schema");
            }
            schemas = List.copyOf(schemas);
            shared = Set.copyOf(shared);
            excluded = Set.copyOf(excluded);
        }
    }

    /// What people call things, and what they must not see by the way.
    ///
    /// @param tenant   what a tenant is called here, in lower case and singular, such as `firm`
    /// @param labels   the business name of a table, such as `Invoices`; others are shown by their own name
    /// @param personal columns with personal data, masked in samples
    public record Words(String tenant, Map<TableName, String> labels, Map<TableName, Set<String>> personal) {
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

    /// What a person calls the table.
    public String label(TableName table) {
        return words.labels().getOrDefault(table, table.name());
    }

    /// The session settings for one tenant.
    public Map<String, String> settingsFor(TenantId tenant) {
        Map<String, String> filled = new LinkedHashMap<>();
        writing.settings().forEach((name, value) -> filled.put(name, value.replace("{tenant}", tenant.value())));
        return filled;
    }

    /// The columns of a table that writing changes by itself.
    public Set<String> volatileColumns(TableName table) {
        return writing.volatileColumns().getOrDefault(table, Set.of());
    }
}
