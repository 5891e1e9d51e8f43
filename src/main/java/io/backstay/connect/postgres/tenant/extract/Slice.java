package io.backstay.connect.postgres.tenant.extract;

import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.SQLException;
import java.util.List;

/// What one session copies at a time: a table, or one half of the place that a large one takes, so that the session
/// with the largest table is not the last one at work. A server reads such a half and nothing else ("TID Range Scan",
/// PostgreSQL 14 and later).
///
/// @param part   which rows of the table
/// @param middle the block with which the upper half begins; 0 for a whole table
/// @param size   about how many rows of all tenants, for the order of work only
record Slice(Table table, Part part, long middle, long size) {
    /// Which rows.
    enum Part {
        WHOLE,
        LOWER,
        UPPER
    }

    /// A table as it is.
    static Slice whole(Db db, Table table) throws SQLException {
        return new Slice(table, Part.WHOLE, 0, size(db, table));
    }

    /// A table as it is, or its halves when it has at least so many rows. The parts of a partitioned one have places
    /// of their own, so it stays whole.
    static List<Slice> of(Db db, Table table, long halvedFrom) throws SQLException {
        Slice whole = whole(db, table);
        if (table.partitioned() || whole.size < halvedFrom) {
            return List.of(whole);
        }
        long middle = db.number("select relpages / 2 from pg_class where oid = " + named(table));
        return List.of(
                new Slice(table, Part.LOWER, middle, whole.size / 2),
                new Slice(table, Part.UPPER, middle, whole.size / 2));
    }

    /// What the catalog believes how many rows there are.
    private static long size(Db db, Table table) throws SQLException {
        return db.number("select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class where oid = "
                + named(table) + " or oid in (select relid from pg_partition_tree(" + named(table) + "))");
    }

    private static String named(Table table) {
        return Db.literal(table.name().quoted()) + "::regclass";
    }

    /// What restricts the table's rows to these, after its FROM items.
    ///
    /// @param alias the table's
    String where(String alias) {
        return switch (part) {
            case WHOLE -> "";
            case LOWER -> " where " + alias + ".ctid < '(" + middle + ",0)'::tid";
            case UPPER -> " where " + alias + ".ctid >= '(" + middle + ",0)'::tid";
        };
    }
}
