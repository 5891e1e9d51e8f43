package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.merge.RowAddresses;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;

/// Streams rows from one server into a table of another. Nothing is kept on the way but the row in hand.
final class RowCourier {
    private static final String PICKED = "pg_temp.backstay_picked";

    private RowCourier() {}

    /// Copies the rows that lie at these addresses into their staging table. Those that live has under the same key
    /// are taken for typed again or edited since, until something else is known.
    static void bring(TenantRows lastGood, Db to, Table table, RowAddresses addresses, String into)
            throws SQLException, InterruptedException, IOException {
        Db from = lastGood.db();
        String columns = String.join(
                ", ",
                table.columns().stream()
                        .map(column -> lastGood.column(table.name(), column, "t"))
                        .toList());
        from.run("create temp table " + PICKED.substring("pg_temp.".length()) + " (number bigint generated always as"
                + " identity, rel oid, tid tid, live_rel oid, live_tid tid) on commit drop");
        addresses.copyInto(from, PICKED);
        from.run("analyze " + PICKED);
        boolean parts = addresses.parts();
        String live = parts
                ? "p.live_rel"
                : "case when p.live_tid is not null then "
                        + to.number("select" + Db.literal(table.name().quoted()) + "::regclass::oid") + " end";
        String rows = lastGood.territory().table(table.name()).from();
        if (!parts) {
            // The addresses are known: reading the whole table to find them, as a planner likes to, takes far longer.
            from.run("set local enable_hashjoin = off; set local enable_mergejoin = off");
        }
        copy(
                from,
                "select " + columns + ", p.number, case when p.live_tid is null then '" + RowClass.LOST.state()
                        + "' else '" + RowClass.RETYPED.state() + "' end, " + live
                        + ", p.live_tid from (select * from " + PICKED + " order by rel, tid) p join " + rows
                        + " t on t.ctid = p.tid" + (parts ? " and t.tableoid = p.rel" : ""),
                to,
                into + " (" + Db.quoteAll("", table.columnNames()) + ", " + Stage.NUMBER + ", " + Stage.STATE + ", "
                        + Stage.REL + ", " + Stage.TID + ")");
        if (!parts) {
            from.run("set local enable_hashjoin to default; set local enable_mergejoin to default");
        }
        from.run("drop table " + PICKED);
    }

    /// Copies what a query selects.
    ///
    /// @param into a table and its columns, in the order of the query's
    static long copy(Db from, String query, Db to, String into) throws SQLException, InterruptedException {
        CopyOut out = copies(from).copyOut("copy (" + query + ") to stdout");
        CopyIn in = null;
        boolean done = false;
        try {
            in = copies(to).copyIn("copy " + into + " from stdin");
            byte[] row = out.readFromCopy();
            while (row != null) {
                in.writeToCopy(row, 0, row.length);
                if (Thread.interrupted()) {
                    throw new InterruptedException("copying rows");
                }
                row = out.readFromCopy();
            }
            long copied = in.endCopy();
            done = true;
            return copied;
        } finally {
            if (!done) {
                cancel(out);
                if (in != null) {
                    cancel(in);
                }
            }
        }
    }

    private static CopyManager copies(Db db) throws SQLException {
        return db.connection().unwrap(PGConnection.class).getCopyAPI();
    }

    private static void cancel(CopyOperation copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
