package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Deletes one tenant's rows in a scratch server, with triggers and foreign keys off: what stays without a parent
/// goes, too. The tenant's own row stays, as it does when an administrator clears a tenant by mistake, and so do
/// rows in tables that nobody may write to on a restore.
final class StandInDeletion {
    private static final String TABLES = """
            select n.nspname, c.relname, a.attname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any (string_to_array(?, ','))
              and has_table_privilege(?, c.oid, 'INSERT')""";
    private static final String KEYS = """
            select format('%I.%I', cn.nspname, c.relname), format('%I.%I', pn.nspname, p.relname),
                   (select string_agg(format('p.%I = c.%I', pa.attname, ca.attname), ' and ')
                    from unnest(k.conkey, k.confkey) as pair (child, parent)
                    join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = pair.child
                    join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = pair.parent),
                   (select string_agg(format('c.%I is not null', ca.attname), ' and ')
                    from unnest(k.conkey) as child
                    join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = child)
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
            join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
            where k.contype = 'f' and k.conparentid = 0 and cn.nspname = any (string_to_array(?, ','))
              and has_table_privilege(?, c.oid, 'INSERT')""";

    private final Db db;
    private final TenantMapping mapping;

    StandInDeletion(Connection session, TenantMapping mapping) {
        this.db = new Db(session);
        this.mapping = mapping;
    }

    private record Keyed(TableName table, String column) {}

    private record Link(String child, String parent, String match, String present) {}

    /// The wanted tenant, or one of all.
    TenantId choose(@Nullable TenantId wanted, long seed) throws SQLException, BackstayException {
        String sql = "select %s::text from %s order by 1"
                .formatted(
                        Db.quote(mapping.keys().rootKey()),
                        mapping.keys().root().quoted());
        List<String> all = db.list(sql, row -> row.getString(1));
        if (wanted == null ? all.isEmpty() : !all.contains(wanted.value())) {
            throw new BackstayException(new Failure.NotFound(
                    wanted == null
                            ? "A tenant in what was recovered"
                            : "The tenant " + wanted + " in what was recovered",
                    "Look up the id of a tenant that was there at that moment."));
        }
        return wanted != null ? wanted : new TenantId(all.get(new SplittableRandom(seed).nextInt(all.size())));
    }

    /// Deletes, and says how many rows went.
    long delete(TenantId tenant) throws SQLException {
        db.run("set session_replication_role = replica");
        String schemas = String.join(",", mapping.scope().schemas());
        String writer = mapping.writing().role();
        long rows = 0;
        for (Keyed keyed : keyed(schemas, writer)) {
            String sql = "delete from " + keyed.table().quoted() + " where " + Db.quote(keyed.column()) + "::text = '"
                    + tenant.value().replace("'", "''") + "'";
            rows += db.run(sql);
        }
        List<Link> links = db.list(
                KEYS,
                row -> new Link(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                schemas,
                writer);
        long more;
        do {
            more = 0;
            for (Link link : links) {
                more += db.run("delete from %s as c where %s and not exists (select from %s as p where %s)"
                        .formatted(link.child(), link.present(), link.parent(), link.match()));
            }
            rows += more;
        } while (more > 0);
        return rows;
    }

    private List<Keyed> keyed(String schemas, String writer) throws SQLException {
        Set<TableName> left = new HashSet<>(mapping.scope().shared());
        left.addAll(mapping.scope().excluded());
        left.add(mapping.keys().root());
        List<Keyed> columns = db.list(
                TABLES,
                row -> new Keyed(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
                schemas,
                writer);
        return columns.stream()
                .filter(each -> !left.contains(each.table()))
                .filter(each -> isKey(each, columns))
                .toList();
    }

    /// The first of the usual names that a table has is its key, unless it has one of its own.
    private boolean isKey(Keyed each, List<Keyed> columns) {
        String own = mapping.keys().overrides().get(each.table());
        if (own != null) {
            return own.equals(each.column());
        }
        for (String usual : mapping.keys().columns()) {
            if (columns.contains(new Keyed(each.table(), usual))) {
                return usual.equals(each.column());
            }
        }
        return false;
    }
}
