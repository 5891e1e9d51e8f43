package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The tenant's rows as the incident left them, with those whose parents it took, which nothing there says to be the
/// tenant's; see [Orphans] for how they are known.
final class DamagedOrphans {
    private static final String ASKED = "backstay_hung_asked";

    private final Db db;
    private final Territory territory;
    private final TenantRows damaged;

    DamagedOrphans(Db db, Territory territory, TenantRows damaged) {
        this.db = db;
        this.territory = territory;
        this.damaged = damaged;
    }

    /// Finds all of them; the set that was found without them where there are none.
    ///
    /// @param staged tables whose staging table has rows
    TenantSet with(Set<TableName> staged) throws SQLException, InterruptedException {
        Map<TableName, String> queries = new LinkedHashMap<>();
        Db there = damaged.db();
        boolean some = false;
        for (TableName name : territory.reached()) {
            if (staged.contains(name) && hangs(name)) {
                String asked = bring(territory.table(name));
                String query = query(territory.table(name), asked);
                queries.put(name, query);
                some |= there.holds("select exists (" + query + ")");
            }
        }
        if (!some) {
            return damaged.set();
        }
        // A set that was found in a database that stands still adopts nothing.
        TenantSet all;
        try {
            all = TenantSet.find(there, damaged.territory(), damaged.tenant(), "backstay_hung_");
        } catch (BackstayException e) {
            throw new IllegalStateException("the tenant's key was read before", e);
        }
        all.adopt(queries);
        return all;
    }

    private boolean hangs(TableName name) {
        return damaged.has(name)
                && damaged.territory().isReached(name)
                && territory.upward(name).stream().allMatch(territory::isShaped);
    }

    /// Takes there by which row and which references an orphan is known.
    private String bring(Table table) throws SQLException, InterruptedException {
        String asked = ASKED + territory.number(table.name());
        Db there = damaged.db();
        there.run("create temp table " + asked + " (id text, refs text) on commit drop");
        RowCourier.copy(
                db,
                "select " + DamagedRows.asked(territory, table, column -> "t." + Db.quote(column.name())) + ", "
                        + references(table, column -> "t." + Db.quote(column.name())) + " from "
                        + Stage.of(territory, table.name()) + " t",
                there,
                "pg_temp." + asked + " (id, refs)");
        there.run("analyze " + asked);
        return asked;
    }

    private String query(Table table, String asked) {
        Function<Column, String> read = column -> damaged.column(table.name(), column, "t");
        List<String> conditions = new ArrayList<>();
        conditions.add("a.id = " + DamagedRows.asked(territory, table, read));
        conditions.add("a.refs = " + references(table, read));
        for (ForeignKey key : damaged.territory().upward(table.name())) {
            conditions.add("not exists (select from " + damaged.territory().from(key.parent()) + " p where "
                    + key.matches("t", "p") + ")");
        }
        conditions.add("not " + damaged.set().holds(table.name(), "t"));
        return "select t.tableoid, t.ctid from pg_temp." + asked + " a, "
                + damaged.territory().from(table.name()) + " t where " + String.join(" and ", conditions);
    }

    private String references(Table table, Function<Column, String> read) {
        return "row("
                + String.join(
                        ", ",
                        territory.references(table.name()).stream()
                                .map(name -> read.apply(table.column(name).orElseThrow()))
                                .toList())
                + ")::text";
    }
}
