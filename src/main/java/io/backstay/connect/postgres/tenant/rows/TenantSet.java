package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One tenant's rows in one database at one moment, as work tables of (tableoid, ctid, generation) in the session
/// that found them. A physical address tells rows apart that have no key, and within a frozen view it does not move.
public final class TenantSet {
    /// How long a chain of foreign keys may be; a longer one is a defect of the data or of ours.
    private static final int GENERATIONS_MAX = 10_000;

    private final Db db;
    private final Territory territory;
    private final TenantId tenant;
    private final String prefix;
    private final Map<TableName, Long> counts = new LinkedHashMap<>();
    private final List<Leak> mixed = new ArrayList<>();

    private TenantSet(Db db, Territory territory, TenantId tenant, String prefix) {
        this.db = db;
        this.territory = territory;
        this.tenant = tenant;
        this.prefix = prefix;
    }

    /// Finds the rows, in the open transaction.
    ///
    /// @param prefix names the work tables, so that a session can hold several sets
    public static TenantSet find(Db db, Territory territory, TenantId tenant, String prefix) throws SQLException {
        TenantSet set = new TenantSet(db, territory, tenant, prefix);
        set.seed();
        set.expand();
        set.removeMixed();
        for (Table table : territory.owned()) {
            set.counts.put(table.name(), db.number("select count(*) from " + set.work(table.name())));
            db.run("analyze " + set.work(table.name()));
        }
        return set;
    }

    /// Rows per owned table.
    public Map<TableName, Long> counts() {
        return counts;
    }

    /// Rows that belong to two tenants at once; they are not in the set.
    public List<Leak> mixed() {
        return mixed;
    }

    /// The work table of an owned table.
    public String work(TableName table) {
        return "pg_temp." + Db.quote(prefix + territory.number(table));
    }

    /// The rows of an owned table as a FROM item, under the alias; the work table is called `w`.
    public String rows(Table table, String alias) {
        return table.from() + " " + alias + " join " + work(table.name()) + " w on " + alias + ".tableoid = w.rel and "
                + alias + ".ctid = w.tid";
    }

    /// The condition that a row of an owned table is in the set.
    public String holds(TableName table, String alias) {
        return "exists (select from " + work(table) + " h where h.rel = " + alias + ".tableoid and h.tid = " + alias
                + ".ctid)";
    }

    /// Forgets the work tables.
    public void drop() throws SQLException {
        for (Table table : territory.owned()) {
            db.run("drop table " + work(table.name()));
        }
    }

    private void seed() throws SQLException {
        for (Table table : territory.owned()) {
            String work = work(table.name());
            db.run("create temp table " + Db.quote(prefix + territory.number(table.name()))
                    + " (rel oid not null, tid tid not null, generation int not null, primary key (rel, tid))"
                    + " on commit drop");
            if (territory.isKeyed(table.name())) {
                String column = territory.keyColumn(table.name());
                try (PreparedStatement insert = db.connection()
                        .prepareStatement("insert into " + work + " select t.tableoid, t.ctid, 0 from "
                                + table.from() + " t where t." + Db.quote(column) + " = ?::text::"
                                + territory.typeOf(table.name(), column))) {
                    insert.setString(1, tenant.value());
                    insert.executeLargeUpdate();
                }
                db.run("analyze " + work);
            }
        }
    }

    private void expand() throws SQLException {
        List<ForeignKey> keys = territory.inner().stream()
                .filter(key -> !territory.isKeyed(key.child()))
                .toList();
        boolean grew = !keys.isEmpty();
        for (int generation = 1; grew; generation++) {
            if (generation > GENERATIONS_MAX) {
                throw new SQLException("more than " + GENERATIONS_MAX + " generations of rows", "54001");
            }
            grew = false;
            for (ForeignKey key : keys) {
                Table child = territory.table(key.child());
                Table parent = territory.table(key.parent());
                long added = db.run("insert into " + work(key.child()) + " select c.tableoid, c.ctid, " + generation
                        + " from " + rows(parent, "p") + " join " + child.from() + " c on " + key.matches("c", "p")
                        + " where w.generation = " + (generation - 1) + " on conflict do nothing");
                grew |= added > 0;
            }
        }
    }

    /// Rows without a tenant key that have one parent in the set and another parent outside it are of two tenants.
    /// Nobody may have them written for him; what hangs below them goes with them.
    private void removeMixed() throws SQLException {
        boolean shrank = true;
        while (shrank) {
            shrank = false;
            for (ForeignKey key : territory.inner()) {
                if (territory.isKeyed(key.child())) {
                    continue;
                }
                Table child = territory.table(key.child());
                Table parent = territory.table(key.parent());
                String from = rows(child, "c") + " join " + parent.from() + " p on " + key.matches("c", "p");
                String outside = " where not " + holds(key.parent(), "p");
                long rows = db.number("select count(*) from " + from + outside);
                if (rows > 0) {
                    String example = db.text("select min(" + key(child, "c") + ") from " + from + outside);
                    mixed.add(new Leak(key.child(), key.name(), key.parent(), Leak.Owner.BOTH, rows, example));
                    db.run("delete from " + work(key.child()) + " x using " + from + outside
                            + " and x.rel = c.tableoid and x.tid = c.ctid");
                    shrank = true;
                }
            }
        }
    }

    /// The SQL expression of a row's key as text; its address where it has none.
    public static String key(Table table, String alias) {
        return table.identity().isEmpty()
                ? alias + ".ctid::text"
                : "concat_ws(', ', " + Db.quoteAll(alias + ".", table.identity()) + ")";
    }
}
