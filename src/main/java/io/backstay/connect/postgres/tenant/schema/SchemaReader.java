package io.backstay.connect.postgres.tenant.schema;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a [SchemaModel] from the catalog. The search path is `pg_catalog` meanwhile, so that every other name in
/// an expression comes out qualified and two databases give the same text.
final class SchemaReader {
    private static final String TABLES = "select c.oid from pg_catalog.pg_class c"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition";

    private final Db db;
    private final Array tables;

    SchemaReader(Db db, List<String> schemas) throws SQLException {
        this.db = db;
        Array names = db.connection().createArrayOf("text", schemas.toArray());
        List<Long> oids = db.list(TABLES, row -> row.getLong(1), names);
        this.tables = db.connection().createArrayOf("oid", oids.toArray());
    }

    SchemaModel read() throws SQLException {
        String path = db.text("select current_setting('search_path')");
        boolean local = !db.connection().getAutoCommit();
        db.call("select set_config('search_path', 'pg_catalog', ?)", local);
        SchemaModel model = readCatalog();
        // Not in a finally: after an error the transaction refuses every statement, and its end undoes the setting.
        db.call("select set_config('search_path', ?, ?)", path, local);
        return model;
    }

    private SchemaModel readCatalog() throws SQLException {
        refuseWhatCannotBeFollowed();
        Map<TableName, List<Column>> columns = grouped(
                "select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
                        + " case when a.attgenerated = '' then '' else a.attgenerated::text || ' '"
                        + " || coalesce(pg_get_expr(d.adbin, d.adrelid), '') end, a.attidentity"
                        + " from pg_attribute a join pg_class c on c.oid = a.attrelid"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum"
                        + " where a.attnum > 0 and not a.attisdropped and a.attrelid = any (?)"
                        + " order by 1, 2, a.attname collate \"C\"",
                row -> new Column(
                        row.getString(3), row.getString(4), row.getBoolean(5), row.getString(6), row.getString(7)));
        Map<TableName, List<UniqueKey>> keys = uniqueKeys();
        Map<TableName, List<Table.Sequence>> sequences = sequences();
        List<Table> found = db.list(
                "select n.nspname, c.relname, c.relkind = 'p',"
                        + " concat(c.relrowsecurity, ' ', c.relforcerowsecurity, ' ')"
                        + " || coalesce((select string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive,"
                        + " (select string_agg(r.rolname, ',' order by r.rolname) from pg_roles r"
                        + " where r.oid = any (p.polroles)), pg_get_expr(p.polqual, p.polrelid), '/',"
                        + " pg_get_expr(p.polwithcheck, p.polrelid)), '; ' order by p.polname)"
                        + " from pg_policy p where p.polrelid = c.oid), '')"
                        + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.oid = any (?) order by 1, 2",
                row -> {
                    TableName name = name(row);
                    return new Table(
                            name,
                            row.getBoolean(3),
                            columns.getOrDefault(name, List.of()),
                            keys.getOrDefault(name, List.of()),
                            sequences.getOrDefault(name, List.of()),
                            row.getString(4));
                },
                tables);
        return new SchemaModel(
                found,
                foreignKeys("k.conrelid = any (?)", tables),
                triggers(),
                foreignKeys(
                        "k.confrelid = any (?) and coalesce(pg_partition_root(c.oid), c.oid) <> all (?)",
                        tables,
                        tables),
                partitionedElsewhere());
    }

    private void refuseWhatCannotBeFollowed() throws SQLException {
        List<String> odd = db.list(
                "select k.conname || ' of ' || k.conrelid::regclass from pg_constraint k"
                        + " where k.contype = 'f' and k.conparentid = 0 and"
                        + " (((select c.relispartition from pg_class c where c.oid = k.conrelid)"
                        + " and coalesce(pg_partition_root(k.conrelid), k.conrelid) = any (?))"
                        + " or ((select c.relispartition from pg_class c where c.oid = k.confrelid)"
                        + " and coalesce(pg_partition_root(k.confrelid), k.confrelid) = any (?))"
                        + " or (k.conrelid = any (?)"
                        + " and coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false))) order by 1",
                row -> row.getString(1),
                tables,
                tables,
                tables);
        if (!odd.isEmpty()) {
            throw new UnsupportedSchema(
                    "a foreign key of or to a single partition, or with PERIOD (" + String.join(", ", odd) + ")");
        }
    }

    private Map<TableName, List<UniqueKey>> uniqueKeys() throws SQLException {
        return grouped(
                "select n.nspname, c.relname, i.relname, x.indisprimary, x.indnullsnotdistinct,"
                        + " coalesce(pg_get_expr(x.indpred, x.indrelid), ''),"
                        + " (select array_agg(pg_get_indexdef(x.indexrelid, k, false) order by k)"
                        + " from generate_series(1, x.indnkeyatts) k),"
                        + " (select array_agg(coalesce(a.attname::text, '') order by k)"
                        + " from generate_series(1, x.indnkeyatts) k left join pg_attribute a"
                        + " on a.attrelid = x.indrelid and a.attnum = x.indkey[k - 1] and a.attnum <> 0),"
                        + " exists (select from pg_constraint k where k.conindid = x.indexrelid"
                        + " and k.contype in ('p', 'u') and k.condeferrable)"
                        + " from pg_index x join pg_class c on c.oid = x.indrelid"
                        + " join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace"
                        + " where x.indisunique and x.indrelid = any (?) order by 1, 2, 3",
                row -> {
                    List<String> columns = texts(row.getArray(8));
                    return new UniqueKey(
                            row.getString(3),
                            texts(row.getArray(7)),
                            columns.contains("") ? List.of() : columns,
                            row.getString(6),
                            !row.getBoolean(5),
                            row.getBoolean(9),
                            row.getBoolean(4));
                });
    }

    private Map<TableName, List<Table.Sequence>> sequences() throws SQLException {
        return grouped(
                "select n.nspname, c.relname, sn.nspname, s.relname, a.attname from pg_depend d"
                        + " join pg_class s on s.oid = d.objid and s.relkind = 'S'"
                        + " join pg_namespace sn on sn.oid = s.relnamespace"
                        + " join pg_class c on c.oid = d.refobjid join pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid"
                        + " where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass"
                        + " and d.deptype in ('a', 'i') and d.refobjid = any (?) order by 1, 2, 5",
                row -> new Table.Sequence(new TableName(row.getString(3), row.getString(4)), row.getString(5)));
    }

    private Set<TableName> partitionedElsewhere() throws SQLException {
        return Set.copyOf(db.list(
                "select distinct n.nspname, p.relname from pg_constraint k"
                        + " join pg_class p on p.oid = coalesce(pg_partition_root(k.confrelid), k.confrelid)"
                        + " join pg_namespace n on n.oid = p.relnamespace where k.contype = 'f' and p.relkind = 'p'"
                        + " and k.conrelid = any (?) and p.oid <> all (?)",
                SchemaReader::name,
                tables,
                tables));
    }

    private List<ForeignKey> foreignKeys(String which, Array... values) throws SQLException {
        return db.list(
                "select n.nspname, c.relname, k.conname, k.convalidated, pn.nspname, p.relname,"
                        + " (select array_agg(a.attname::text order by o.i) from unnest(k.conkey) with ordinality"
                        + " o (num, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.num),"
                        + " (select array_agg(a.attname::text order by o.i) from unnest(k.confkey) with ordinality"
                        + " o (num, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.num)"
                        + " from pg_constraint k join pg_class c on c.oid = k.conrelid"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_class p on p.oid = coalesce(pg_partition_root(k.confrelid), k.confrelid)"
                        + " join pg_namespace pn on pn.oid = p.relnamespace"
                        + " where k.contype = 'f' and k.conparentid = 0 and " + which
                        + " and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) order by 1, 2, 3",
                row -> new ForeignKey(
                        row.getString(3),
                        name(row),
                        texts(row.getArray(7)),
                        new TableName(row.getString(5), row.getString(6)),
                        texts(row.getArray(8)),
                        row.getBoolean(4)),
                (Object[]) values);
    }

    private List<Trigger> triggers() throws SQLException {
        return db.list(
                "select n.nspname, r.relname, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid) || ' = '"
                        + " || coalesce(md5(pg_get_functiondef(t.tgfoid)), '')"
                        + " from pg_trigger t join pg_class r"
                        + " on r.oid = coalesce(pg_partition_root(t.tgrelid), t.tgrelid)"
                        + " join pg_namespace n on n.oid = r.relnamespace"
                        + " where not t.tgisinternal and r.oid = any (?) order by 1, 2, 3, 5",
                row -> new Trigger(name(row), row.getString(3), row.getString(4).charAt(0), row.getString(5)),
                tables);
    }

    private <T> Map<TableName, List<T>> grouped(String sql, Db.Reader<T> reader) throws SQLException {
        record Entry<E>(TableName table, E value) {}
        Map<TableName, List<T>> groups = new LinkedHashMap<>();
        for (Entry<T> entry : db.list(sql, row -> new Entry<>(name(row), reader.read(row)), tables)) {
            groups.computeIfAbsent(entry.table(), _ -> new ArrayList<>()).add(entry.value());
        }
        return groups;
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString(1), row.getString(2));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
