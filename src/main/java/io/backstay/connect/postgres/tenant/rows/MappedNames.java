package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.KeyColumns;
import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a mapping's names mean in one database.
final class MappedNames {
    private final TenantMapping mapping;
    private final List<Pattern> tenantSchemas;

    private MappedNames(TenantMapping mapping, List<Pattern> tenantSchemas) {
        this.mapping = mapping;
        this.tenantSchemas = tenantSchemas;
    }

    /// For one tenant.
    static MappedNames of(TenantMapping mapping, TenantId tenant) {
        return of(mapping.forTenant(tenant));
    }

    /// For a mapping that names nothing after a tenant, or whose names were filled already.
    static MappedNames of(TenantMapping filled) {
        return new MappedNames(
                filled,
                filled.scope().alike().stream().map(MappedNames::pattern).toList());
    }

    private static Pattern pattern(String template) {
        List<String> parts = new ArrayList<>();
        for (String part : template.split(Pattern.quote(TenantMapping.TENANT), -1)) {
            parts.add(Pattern.quote(part));
        }
        return Pattern.compile(String.join(".+", parts), Pattern.DOTALL);
    }

    TenantMapping mapping() {
        return mapping;
    }

    /// Refuses a database that is not the tenant's own, and schemas that are not there.
    void requirePlace(Connection connection) throws SQLException, BackstayException {
        Db db = new Db(connection);
        String wanted = mapping.scope().database();
        String name = db.text("select current_database()");
        if (wanted != null && !wanted.equals(name)) {
            throw new BackstayException(new Failure.Refused(
                    "The mapping",
                    "it says that the tenant's database is " + wanted + ", and this is " + name,
                    "Connect to " + wanted + ", or correct the mapping."));
        }
        for (String schema : mapping.scope().schemas()) {
            if (!db.holds("select exists (select from pg_catalog.pg_namespace where nspname = ?)", schema)) {
                throw new BackstayException(new Failure.NotFound(
                        "The schema " + schema, "Check the tenant's key, or correct the schemas of the mapping."));
            }
        }
    }

    /// Refuses key columns that are not there.
    void requireColumns(SchemaModel model) throws BackstayException {
        TenantMapping.Root root = mapping.keys().root();
        if (root != null) {
            require(model, root.table(), root.key().names());
        }
        for (Map.Entry<TableName, KeyColumns> override :
                mapping.keys().overrides().entrySet()) {
            require(model, override.getKey(), override.getValue().names());
        }
    }

    private static void require(SchemaModel model, TableName table, List<String> columns) throws BackstayException {
        for (String column : columns) {
            if (model.table(table).flatMap(found -> found.column(column)).isEmpty()) {
                throw Territory.unfit(
                        "The mapping names the column " + table + "." + column + ", which the database does not have.");
            }
        }
    }

    /// The foreign keys that only the mapping knows.
    List<ForeignKey> links(SchemaModel model) throws BackstayException {
        List<ForeignKey> keys = new ArrayList<>();
        for (Link link : mapping.keys().links()) {
            require(model, link.child(), link.columns());
            require(model, link.parent(), link.parentColumns());
            ForeignKey.When when = link.when();
            if (when != null) {
                require(model, link.child(), List.of(when.column()));
            }
            boolean sameTypes = true;
            for (int i = 0; i < link.columns().size(); i++) {
                sameTypes &= type(model, link.child(), link.columns().get(i))
                        .equals(type(model, link.parent(), link.parentColumns().get(i)));
            }
            keys.add(new ForeignKey(
                    link.name(),
                    link.child(),
                    link.columns(),
                    link.parent(),
                    link.parentColumns(),
                    false,
                    new ForeignKey.Virtual(when, !sameTypes)));
        }
        return keys;
    }

    private static String type(SchemaModel model, TableName table, String column) {
        return model.table(table)
                .flatMap(found -> found.column(column))
                .map(Column::type)
                .orElse("");
    }

    /// Shared and excluded tables, and the registry.
    boolean leftAlone(TableName table) {
        return mapping.scope().shared().contains(table)
                || mapping.scope().excluded().contains(table)
                || mapping.writing().registry().equals(table);
    }

    /// How a table itself says whose its rows are.
    Optional<Ownership> ownership(Table table) {
        if (mapping.scope().whole().contains(table.name().schema())) {
            return Optional.of(new Ownership.Whole());
        }
        return keyOf(table).map(Ownership.Keyed::new);
    }

    private Optional<KeyColumns> keyOf(Table table) {
        TenantMapping.Root root = mapping.keys().root();
        if (root != null && table.name().equals(root.table())) {
            return Optional.of(root.key());
        }
        KeyColumns override = mapping.keys().overrides().get(table.name());
        if (override != null) {
            return Optional.of(override);
        }
        return mapping.keys().columns().stream()
                .filter(key ->
                        key.names().stream().allMatch(name -> table.column(name).isPresent()))
                .findFirst();
    }

    /// Whether a schema is named after another tenant.
    boolean isForeign(String schema) {
        return !mapping.scope().schemas().contains(schema)
                && tenantSchemas.stream()
                        .anyMatch(pattern -> pattern.matcher(schema).matches());
    }
}
