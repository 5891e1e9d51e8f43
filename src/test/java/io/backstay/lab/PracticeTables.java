package io.backstay.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is in the practice product's tables, for tests to compare.
final class PracticeTables {
    private PracticeTables() {}

    /// Every table with its rows as `count sum-of-row-hashes`.
    static Map<String, String> digests(Connection asSuperuser) throws SQLException {
        return perTable(
                asSuperuser,
                "count(*) || ' ' || coalesce(sum(('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint::numeric), 0)");
    }

    /// Every table with the number of its rows.
    static Map<String, String> counts(Connection asSuperuser) throws SQLException {
        return perTable(asSuperuser, "count(*)");
    }

    /// Every table that has a tenant key with the digest of the rows of all firms but one.
    static Map<String, String> digestsWithout(Connection asSuperuser, long firm) throws SQLException {
        Map<String, String> digests = new TreeMap<>();
        for (String table : column(
                asSuperuser,
                "select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid"
                        + " where a.attname = 'firm_id' and c.relnamespace = 'practice'::regnamespace"
                        + " and c.relkind in ('r', 'p') and not c.relispartition")) {
            digests.put(
                    table,
                    one(
                            asSuperuser,
                            "select count(*) || ' ' || coalesce(sum(('x' || substr(md5(t::text), 1, 16))::bit(64)"
                                    + "::bigint::numeric), 0) from " + table + " t where firm_id <> " + firm));
        }
        return digests;
    }

    /// Foreign keys with rows whose parent is missing; empty when all is well.
    static List<String> brokenForeignKeys(Connection asSuperuser) throws SQLException {
        List<String> broken = new ArrayList<>();
        for (String query : column(asSuperuser, """
                select format('select %L || count(*) from %s c where %s and not exists (select from %s p where %s)'
                    || ' having count(*) > 0',
                    conname || ': ', conrelid::regclass,
                    (select string_agg(format('c.%I is not null', a.attname), ' and ')
                     from unnest(conkey) k join pg_attribute a on a.attrelid = conrelid and a.attnum = k),
                    confrelid::regclass,
                    (select string_agg(format('p.%I = c.%I', pa.attname, ca.attname), ' and ')
                     from unnest(conkey, confkey) as k (child, parent)
                     join pg_attribute ca on ca.attrelid = conrelid and ca.attnum = k.child
                     join pg_attribute pa on pa.attrelid = confrelid and pa.attnum = k.parent))
                from pg_constraint where contype = 'f' and conparentid = 0
                    and connamespace = 'practice'::regnamespace""")) {
            broken.addAll(column(asSuperuser, query));
        }
        return broken;
    }

    static List<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    static String one(Connection connection, String sql) throws SQLException {
        return column(connection, sql).getFirst();
    }

    private static Map<String, String> perTable(Connection asSuperuser, String expression) throws SQLException {
        try (var statement = asSuperuser.createStatement()) {
            statement.execute("set timezone = 'UTC'");
        }
        Map<String, String> values = new TreeMap<>();
        for (String table : column(
                asSuperuser,
                "select oid::regclass::text from pg_class where relnamespace = 'practice'::regnamespace"
                        + " and relkind in ('r', 'p') and not relispartition")) {
            values.put(table, one(asSuperuser, "select " + expression + " from " + table + " t"));
        }
        return values;
    }
}
