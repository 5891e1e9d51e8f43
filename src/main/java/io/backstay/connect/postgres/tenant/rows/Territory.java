package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Components;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which tables hold rows of tenants, and how one sees whose a row is.
///
/// A table is *keyed* when it has a tenant column; its rows belong to the tenant named there and to nobody else. A
/// table without one is *reached* when a foreign key leads from it to a keyed or reached table; its rows belong to
/// whom their parents belong. Keyed and reached tables are *owned*. All others are outside.
public final class Territory {
    private final SchemaModel model;
    private final TenantMapping mapping;
    private final Map<TableName, String> keyColumns = new LinkedHashMap<>();
    private final List<Table> owned = new ArrayList<>();
    private final Set<TableName> ownedNames = new HashSet<>();
    private final List<List<TableName>> components;

    private Territory(SchemaModel model, TenantMapping mapping) {
        this.model = model;
        this.mapping = mapping;
        for (Table table : model.tables()) {
            if (!leftAlone(table.name())) {
                tenantColumn(table).ifPresent(column -> keyColumns.put(table.name(), column));
            }
        }
        ownedNames.addAll(keyColumns.keySet());
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ForeignKey key : model.foreignKeys()) {
                if (ownedNames.contains(key.parent()) && !leftAlone(key.child())) {
                    grew |= ownedNames.add(key.child());
                }
            }
        }
        components = Components.parentsFirst(ownedNames, model.foreignKeys());
        components.forEach(group -> group.forEach(name -> owned.add(table(name))));
    }

    /// Applies a mapping to what the catalog says.
    ///
    /// @throws BackstayException when the mapping names something that is not there
    public static Territory of(SchemaModel model, TenantMapping mapping) throws BackstayException {
        requireColumn(model, mapping.keys().root(), mapping.keys().rootKey());
        for (Map.Entry<TableName, String> override : mapping.keys().overrides().entrySet()) {
            requireColumn(model, override.getKey(), override.getValue());
        }
        return new Territory(model, mapping);
    }

    private static void requireColumn(SchemaModel model, TableName table, String column) throws BackstayException {
        if (model.table(table).flatMap(found -> found.column(column)).isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    "The mapping names the column " + table + "." + column + ", which the database does not have.",
                    "Correct the mapping of this database, then run it again."));
        }
    }

    private Optional<String> tenantColumn(Table table) {
        if (table.name().equals(mapping.keys().root())) {
            return Optional.of(mapping.keys().rootKey());
        }
        String override = mapping.keys().overrides().get(table.name());
        if (override != null) {
            return Optional.of(override);
        }
        return mapping.keys().columns().stream()
                .filter(name -> table.column(name).isPresent())
                .findFirst();
    }

    private boolean leftAlone(TableName table) {
        return mapping.scope().shared().contains(table)
                || mapping.scope().excluded().contains(table)
                || mapping.writing().registry().equals(table);
    }

    public SchemaModel model() {
        return model;
    }

    public TenantMapping mapping() {
        return mapping;
    }

    /// Keyed and reached tables, parents first.
    public List<Table> owned() {
        return owned;
    }

    /// The owned tables in groups that refer to each other, parents first.
    public List<List<TableName>> components() {
        return components;
    }

    public boolean isOwned(TableName table) {
        return ownedNames.contains(table);
    }

    public boolean isKeyed(TableName table) {
        return keyColumns.containsKey(table);
    }

    /// The tenant column of a keyed table.
    public String keyColumn(TableName table) {
        String column = keyColumns.get(table);
        if (column == null) {
            throw new IllegalArgumentException(table + " has no tenant column");
        }
        return column;
    }

    /// The tenant column of a table that is not owned, if it has one all the same: an excluded one.
    public Optional<String> strayKeyColumn(TableName table) {
        return mapping.scope().shared().contains(table)
                ? Optional.empty()
                : model.table(table).flatMap(this::tenantColumn);
    }

    /// The name of a column's type, as a cast takes it.
    public String typeOf(TableName table, String column) {
        return table(table)
                .column(column)
                .orElseThrow(() -> new IllegalArgumentException(table + " has no column " + column))
                .type();
    }

    public Table table(TableName name) {
        return model.table(name).orElseThrow(() -> new IllegalArgumentException(name + " was not read"));
    }

    /// The place of an owned table in the order, which numbers its work tables.
    public int number(TableName name) {
        return owned.indexOf(table(name));
    }

    /// Foreign keys whose child is owned.
    public List<ForeignKey> outgoing() {
        return model.foreignKeys().stream().filter(key -> isOwned(key.child())).toList();
    }

    /// Foreign keys between owned tables.
    public List<ForeignKey> inner() {
        return outgoing().stream().filter(key -> isOwned(key.parent())).toList();
    }

    /// Mapped tables that belong to no tenant and are not declared shared or excluded.
    public List<Table> unclaimed() {
        return model.tables().stream()
                .filter(table -> !isOwned(table.name()) && !leftAlone(table.name()))
                .toList();
    }
}
