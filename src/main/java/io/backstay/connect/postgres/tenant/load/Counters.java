package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What PostgreSQL itself counted in this transaction, for every table of the database: rows written by us, by
/// triggers and by cascades alike. Partitions count for their root.
///
/// The storage of each table is noted too, because a TRUNCATE is not counted; it gives the table new storage.
record Counters(SortedMap<TableName, Effect> effects, Map<Long, Long> storage) {

    /// Reads the counters.
    static Counters read(Db db) throws SQLException {
        SortedMap<TableName, Effect> effects = new TreeMap<>();
        db.list(
                "select n.nspname, r.relname, sum(s.n_tup_ins), sum(s.n_tup_upd), sum(s.n_tup_del)"
                        + " from pg_stat_xact_user_tables s"
                        + " join pg_class r on r.oid = coalesce(pg_partition_root(s.relid), s.relid)"
                        + " join pg_namespace n on n.oid = r.relnamespace where s.schemaname !~ '^pg_temp'"
                        + " group by 1, 2",
                row -> effects.put(
                        new TableName(row.getString(1), row.getString(2)),
                        new Effect(row.getLong(3), row.getLong(4), row.getLong(5))));
        Map<Long, Long> storage = new HashMap<>();
        db.list(
                "select c.oid, pg_relation_filenode(c.oid) from pg_class c join pg_namespace n"
                        + " on n.oid = c.relnamespace where c.relkind = 'r' and c.relpersistence <> 't'"
                        + " and n.nspname not in ('pg_catalog', 'information_schema')",
                row -> storage.put(row.getLong(1), row.getLong(2)));
        return new Counters(effects, storage);
    }

    /// What happened since the counters were read before; tables without a change are absent.
    SortedMap<TableName, Effect> since(Counters before) {
        SortedMap<TableName, Effect> changes = new TreeMap<>();
        effects.forEach((table, effect) -> {
            Effect change = effect.minus(before.effects.getOrDefault(table, Effect.NONE));
            if (!change.equals(Effect.NONE)) {
                changes.put(table, change);
            }
        });
        return changes;
    }
}
