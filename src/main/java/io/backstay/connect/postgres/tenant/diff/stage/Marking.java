package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.merge.KeyOrder;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds out for every staged row what became of it, from live and from the damaged state where that is known. What
/// is to be done about it is not its business.
final class Marking {
    private final Db db;
    private final Territory territory;
    private final TenantSet live;
    private final DamagedRows damaged;

    Marking(Db db, Territory territory, TenantSet live, DamagedRows damaged) {
        this.db = db;
        this.territory = territory;
        this.live = live;
        this.damaged = damaged;
    }

    /// Marks every row.
    ///
    /// @param tables those with a staged row, parents first
    /// @param met    those of which live may have the key of a row that seems lost
    void mark(List<Table> tables, Set<TableName> met) throws SQLException {
        for (Table table : tables) {
            if (table.identity().isEmpty()) {
                markRemovedCopies(table);
            } else {
                matchByKey(table, met.contains(table.name()));
            }
        }
        for (Table table : tables) {
            long taken = 0;
            for (UniqueKey key : table.uniqueKeys()) {
                taken += markTaken(table, key);
            }
            if (taken > 0) {
                blockSharedTargets(table);
                markTypedAgain(table);
            }
        }
        for (TenantMapping.HoldBack held : territory.mapping().care().held()) {
            if (territory.isOwned(held.table()) && tables.contains(territory.table(held.table()))) {
                holdBack(held);
            }
        }
    }

    private void matchByKey(Table table, boolean met) throws SQLException {
        String stage = Stage.of(territory, table.name());
        if (met && !KeyOrder.tellsApart(table)) {
            db.run("update " + stage + " s set " + Stage.STATE + " = " + in(RowClass.RETYPED) + ", " + Stage.REL
                    + " = t.tableoid, " + Stage.TID + " = t.ctid from " + live.rows(table, "t") + " where s."
                    + Stage.STATE + " = " + in(RowClass.LOST) + " and " + Stage.sameKey(table, "s", "t"));
        }
        if (met) {
            // What is left and has its key in live is not ours there: another tenant took the key.
            db.run("update " + stage + " s set " + Stage.STATE + " = " + in(RowClass.BLOCKED) + " from "
                    + table.from() + " t where s." + Stage.STATE + " = " + in(RowClass.LOST) + " and "
                    + Stage.sameKey(table, "s", "t"));
        }
        if (damaged.known(table.name())) {
            String there = " from " + damaged.rows(table.name()) + " d";
            db.run("update " + stage + " s set " + Stage.STATE + " = " + in(RowClass.DAMAGED) + there + ", "
                    + table.from() + " t where s." + Stage.STATE + " = " + in(RowClass.RETYPED) + " and "
                    + Stage.target("s", "t") + " and " + Stage.sameKey(table, "s", "d") + " and "
                    + text(table, "d") + " = " + text(table, "t"));
            db.run("update " + stage + " s set " + Stage.STATE + " = " + in(RowClass.REMOVED) + there + " where s."
                    + Stage.STATE + " = " + in(RowClass.LOST) + " and " + Stage.sameKey(table, "s", "d"));
        }
    }

    /// Of equal rows without a key, as many were removed since the incident as the incident left more than live
    /// has.
    private void markRemovedCopies(Table table) throws SQLException {
        if (!damaged.known(table.name())) {
            return;
        }
        String stage = Stage.of(territory, table.name());
        db.run("update " + stage + " u set " + Stage.STATE + " = " + in(RowClass.REMOVED) + " from (select s."
                + Stage.NUMBER + " n, " + text(table, "s") + " x, row_number() over (partition by "
                + text(table, "s") + " order by s." + Stage.NUMBER + ") i from " + stage + " s) a join (select "
                + text(table, "d") + " x, count(*) left_over from " + damaged.rows(table.name())
                + " d group by 1) d on d.x = a.x left join (select " + text(table, "t") + " x, count(*) here from "
                + live.rows(table, "t") + " group by 1) t on t.x = a.x where u." + Stage.NUMBER
                + " = a.n and a.i <= d.left_over - coalesce(t.here, 0)");
    }

    /// A lost row whose unique key is taken in live. When one other row of the tenant has it, a person can choose
    /// between the two.
    ///
    /// @return how many there are
    private long markTaken(Table table, UniqueKey key) throws SQLException {
        if (!key.columns().isEmpty() && key.columns().equals(table.identity())) {
            return 0;
        }
        String stage = Stage.of(territory, table.name());
        Terms terms = new Terms(key);
        return db.run("update " + stage + " u set " + Stage.STATE + " = case when c.one and u." + Stage.STATE + " <> "
                + in(RowClass.CONFLICT) + " or c.one and u." + Stage.REL + " = c.rel and u." + Stage.TID
                + " = c.tid then " + in(RowClass.CONFLICT) + " else " + in(RowClass.BLOCKED) + " end, " + Stage.REL
                + " = case when c.one then c.rel end, " + Stage.TID + " = case when c.one then c.tid end from"
                + " (select a.n, bool_and(b.own) and count(*) = 1 one, min(b.rel) rel, min(b.tid) tid from (select "
                + Stage.NUMBER + " n, " + terms.list() + " from " + stage + " where " + Stage.STATE + " in ("
                + in(RowClass.LOST) + ", " + in(RowClass.REMOVED) + ", " + in(RowClass.CONFLICT) + ")" + terms.where()
                + ") a join (select " + terms.list() + ", t.tableoid rel, t.ctid tid, "
                + live.holds(table.name(), "t") + " own from " + table.from() + " t where true" + terms.where()
                + ") b on " + terms.equal() + " group by a.n) c where u." + Stage.NUMBER + " = c.n");
    }

    /// Two rows cannot both replace the same live row.
    private void blockSharedTargets(Table table) throws SQLException {
        String stage = Stage.of(territory, table.name());
        db.run("update " + stage + " s set " + Stage.STATE + " = " + in(RowClass.BLOCKED) + ", " + Stage.REL
                + " = null, " + Stage.TID + " = null where s." + Stage.STATE + " = " + in(RowClass.CONFLICT)
                + " and exists (select from " + stage + " o where o." + Stage.REL + " = s." + Stage.REL + " and o."
                + Stage.TID + " = s." + Stage.TID + " and o." + Stage.NUMBER + " <> s." + Stage.NUMBER + ")");
    }

    /// What took the key may be the same thing, typed again under another number.
    private void markTypedAgain(Table table) throws SQLException {
        List<String> told = table.columns().stream()
                .filter(Column::writable)
                .map(Column::name)
                .filter(name -> !table.identity().contains(name)
                        && !territory.mapping().volatileColumns(table.name()).contains(name))
                .toList();
        if (!told.isEmpty() && !table.identity().isEmpty()) {
            db.run("update " + Stage.of(territory, table.name()) + " s set " + Stage.STATE + " = "
                    + in(RowClass.RETYPED) + " from " + table.from() + " t where s." + Stage.STATE + " = "
                    + in(RowClass.CONFLICT) + " and " + Stage.target("s", "t") + " and row("
                    + Db.quoteAll("s.", told) + ")::text = row(" + Db.quoteAll("t.", told) + ")::text");
        }
    }

    /// A row that live still has in a state of the tenant's own keeps its class, and is held all the same.
    private void holdBack(TenantMapping.HoldBack held) throws SQLException {
        String condition = "true";
        List<String> values = new ArrayList<>(held.values());
        if (held.column() != null) {
            String value = "s." + Db.quote(held.column()) + "::text";
            TenantMapping.Ledger ledger = held.ledger();
            condition = ledger == null
                    ? value + " = any (?)"
                    : value + " in (select l." + Db.quote(ledger.column()) + "::text from "
                            + ledger.table().quoted() + " l)";
        }
        String sql = "update " + Stage.of(territory, held.table()) + " s set " + Stage.HELD + " = true, "
                + Stage.STATE + " = case when s." + Stage.STATE + " in (" + in(RowClass.LOST) + ", "
                + in(RowClass.DAMAGED) + ", " + in(RowClass.REMOVED) + ") then " + in(RowClass.HELD) + " else s."
                + Stage.STATE + " end where " + condition;
        if (values.isEmpty()) {
            db.run(sql);
        } else {
            db.run(sql, values);
        }
    }

    private String text(Table table, String alias) {
        return RowText.of(table, territory.mapping(), alias);
    }

    private static String in(RowClass rows) {
        return "'" + rows.state() + "'";
    }
}
