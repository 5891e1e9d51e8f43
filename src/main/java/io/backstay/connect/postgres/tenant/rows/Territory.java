package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.KeyColumns;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Components;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which tables hold rows of tenants, and how one sees whose a row is.
///
/// A table of a schema that belongs to one tenant is *whole*. A table is *keyed* when it has the tenant's columns;
/// its rows belong to the tenant named there and to nobody else. Another one is *reached* when a foreign key leads
/// from it to a table of these; its rows belong to whom their parents belong. All three are *owned*; the rest is
/// outside.
public final class Territory {
    private final SchemaModel model;
    private final MappedNames names;
    private final Map<TableName, Table> tables = new LinkedHashMap<>();
    private final List<ForeignKey> foreignKeys;
    private final Map<TableName, Ownership> ownership = new LinkedHashMap<>();
    private final List<Table> owned = new ArrayList<>();
    private final List<List<TableName>> components;

    private Territory(SchemaModel model, MappedNames names, List<ForeignKey> foreignKeys, List<Table> shape) {
        this.model = model;
        this.names = names;
        this.foreignKeys = foreignKeys;
        for (Table table : shape) {
            tables.put(table.name(), table);
            if (!names.leftAlone(table.name())) {
                names.ownership(table).ifPresent(own -> ownership.put(table.name(), own));
            }
        }
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ForeignKey key : foreignKeys) {
                if (ownership.containsKey(key.parent()) && !names.leftAlone(key.child())) {
                    grew |= ownership.putIfAbsent(key.child(), new Ownership.Reached()) == null;
                }
            }
        }
        components = Components.parentsFirst(ownership.keySet(), foreignKeys);
        components.forEach(group -> group.forEach(name -> owned.add(table(name))));
    }

    /// Reads the catalog and applies the mapping to it, for one tenant.
    ///
    /// @throws BackstayException when the mapping names something that is not there
    public static Territory read(Connection connection, TenantMapping mapping, TenantId tenant)
            throws SQLException, BackstayException {
        MappedNames names = MappedNames.of(mapping, tenant);
        names.requirePlace(connection);
        return of(SchemaModel.read(connection, names.mapping().scope().schemas()), names);
    }

    /// Applies a mapping that names no schema after the tenant.
    ///
    /// @throws BackstayException when the mapping names something that is not there
    public static Territory of(SchemaModel model, TenantMapping mapping) throws BackstayException {
        return of(model, MappedNames.of(mapping));
    }

    private static Territory of(SchemaModel model, MappedNames names) throws BackstayException {
        List<ForeignKey> keys = Stream.concat(model.foreignKeys().stream(), names.links(model).stream())
                .toList();
        names.requireColumns(model);
        return new Territory(model, names, keys, model.tables());
    }

    /// The same territory, of which less is looked at and written.
    ///
    /// @param shape the tables with the columns and keys that count
    public Territory shapedAs(List<Table> shape) {
        return new Territory(model, names, foreignKeys, shape);
    }

    /// Whether the child's columns of a key, and the one that says to which rows it applies, are among those that are
    /// looked at and written.
    public boolean isShaped(ForeignKey key) {
        return table(key.child()).columnNames().containsAll(key.naming());
    }

    /// What the catalog says, without the keys that only the mapping knows.
    public SchemaModel model() {
        return model;
    }

    /// The mapping, with the real names of the schemas that are named after the tenant.
    public TenantMapping mapping() {
        return names.mapping();
    }

    /// Foreign keys whose child was read: those of the database and those of the mapping.
    public List<ForeignKey> foreignKeys() {
        return foreignKeys;
    }

    /// Owned tables, parents first.
    public List<Table> owned() {
        return owned;
    }

    /// The owned tables in groups that refer to each other, parents first.
    public List<List<TableName>> components() {
        return components;
    }

    public boolean isOwned(TableName table) {
        return ownership.containsKey(table);
    }

    /// Whether its rows belong to whom their parents belong.
    public boolean isReached(TableName table) {
        return ownership.get(table) instanceof Ownership.Reached;
    }

    /// Tables whose rows belong to whom their parents belong, parents first.
    public List<TableName> reached() {
        return owned.stream().map(Table::name).filter(this::isReached).toList();
    }

    /// How one sees whose the rows of an owned table are.
    public Ownership ownership(TableName table) {
        Ownership own = ownership.get(table);
        if (own == null) {
            throw new IllegalArgumentException(table + " is not owned");
        }
        return own;
    }

    /// How one sees whose the rows of a table are that is left alone, if they are somebody's all the same: those of
    /// an excluded one.
    public Optional<Ownership> strayOwnership(TableName table) {
        return mapping().scope().shared().contains(table)
                ? Optional.empty()
                : Optional.ofNullable(tables.get(table)).flatMap(names::ownership);
    }

    /// Whether a table stands in a schema that is named after another tenant.
    public boolean isForeign(TableName table) {
        return names.isForeign(table.schema());
    }

    /// Whether rows of an owned table that name no tenant are shared by all.
    public boolean sharesKeyless(TableName table) {
        return mapping().scope().keyless().contains(table);
    }

    /// The names of the columns that say whose a row is, all together.
    public List<String> keyColumnNames() {
        return Stream.concat(mapping().keys().columns().stream(), mapping().keys().overrides().values().stream())
                .map(KeyColumns::names)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /// A table that was read, with the columns that count.
    public Table table(TableName name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException(name + " was not read");
        }
        return table;
    }

    /// A table in a FROM clause, whether it was read or only referred to.
    public String from(TableName name) {
        return model.from(name);
    }

    /// Whether the identity of a table holds personal data, so that the keys of its rows are masked too.
    public boolean hidesKeys(Table table) {
        return table.identity().stream()
                .anyMatch(mapping().words().personal().getOrDefault(table.name(), Set.of())::contains);
    }

    /// The place of an owned table in the order, which numbers its work tables.
    public int number(TableName name) {
        return owned.indexOf(table(name));
    }

    /// Foreign keys whose child is owned.
    public List<ForeignKey> outgoing() {
        return foreignKeys.stream().filter(key -> isOwned(key.child())).toList();
    }

    /// Foreign keys between owned tables.
    public List<ForeignKey> inner() {
        return outgoing().stream().filter(key -> isOwned(key.parent())).toList();
    }

    /// The keys by which a row of an owned table names rows of owned tables.
    public List<ForeignKey> upward(TableName child) {
        return inner().stream().filter(key -> key.child().equals(child)).toList();
    }

    /// The columns in which it does.
    public Set<String> references(TableName child) {
        Set<String> references = new LinkedHashSet<>();
        upward(child).forEach(key -> references.addAll(key.naming()));
        return references;
    }

    /// Mapped tables that belong to no tenant and are not declared shared or excluded.
    public List<Table> unclaimed() {
        return tables.values().stream()
                .filter(table -> !isOwned(table.name()) && !names.leftAlone(table.name()))
                .toList();
    }

    /// A mapping that does not fit the database.
    static BackstayException unfit(String sentence) {
        return new BackstayException(
                new Failure.BadInput(sentence, "Correct the mapping of this database, then run it again."));
    }
}
