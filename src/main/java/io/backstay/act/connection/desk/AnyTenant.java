package io.backstay.act.connection.desk;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds some tenant to try a mapping with, however tenants are told apart.
final class AnyTenant {
    /// Whom nobody has, where what would name one cannot be read.
    static final TenantId NOBODY = new TenantId("0");

    private static final int KEY_MAX = 256;

    private AnyTenant() {}

    /// Some tenant's id; absent when there is none, or nothing says who there is.
    ///
    /// @param database the name of the database that is looked at
    static @Nullable TenantId of(Db db, TenantMapping mapping, String database) throws SQLException {
        TenantMapping.Root root = mapping.keys().root();
        if (root != null && !root.table().schema().contains(TenantMapping.TENANT)) {
            return inRoot(db, mapping, root);
        }
        String template = mapping.scope().database();
        if (template != null && template.contains(TenantMapping.TENANT)) {
            return between(template, database);
        }
        for (String schema : mapping.scope().schemas()) {
            if (schema.contains(TenantMapping.TENANT)) {
                return inNames(db, schema);
            }
        }
        return null;
    }

    /// Keys that no tenant's id can be are passed over.
    private static @Nullable TenantId inRoot(Db db, TenantMapping mapping, TenantMapping.Root root)
            throws SQLException {
        String key = String.join(
                " || " + Db.literal(mapping.keys().separator()) + " || ",
                root.key().names().stream()
                        .map(name -> Db.quote(name) + "::text")
                        .toList());
        List<String> found = db.list(
                "select k from (select " + key + " as k from " + root.table().quoted()
                        + ") t where k ~ '[^[:space:]]' and length(k) <= " + KEY_MAX + " limit 1",
                row -> row.getString(1));
        return found.isEmpty() ? null : id(found.getFirst());
    }

    private static @Nullable TenantId inNames(Db db, String template) throws SQLException {
        List<String> names =
                db.list("select nspname from pg_catalog.pg_namespace order by nspname", row -> row.getString(1));
        for (String name : names) {
            TenantId tenant = between(template, name);
            if (tenant != null) {
                return tenant;
            }
        }
        return null;
    }

    /// What stands in a name where its template has the tenant's key; absent when the name is not of that form.
    static @Nullable TenantId between(String template, String name) {
        int at = template.indexOf(TenantMapping.TENANT);
        String before = template.substring(0, at);
        String after = template.substring(at + TenantMapping.TENANT.length());
        boolean fits =
                name.length() > before.length() + after.length() && name.startsWith(before) && name.endsWith(after);
        return fits ? id(name.substring(before.length(), name.length() - after.length())) : null;
    }

    private static @Nullable TenantId id(String key) {
        try {
            return new TenantId(key);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
