package io.backstay.connect.postgres.tenant.diff;

import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The tenant's last good rows, laid beside the live ones in temporary tables of the live transaction, each marked
/// with what became of it.
///
/// Every staged row ends as one of: `same`, `retyped` (live has the key with other values), `conflict` (missing, but
/// it cannot be written), `lost` (missing, and it will be written).
public final class Staging {
    /// The columns that staging adds; the dollar sign keeps them apart from what people call columns.
    public static final String NUMBER = Db.quote("backstay$number");

    public static final String STATE = Db.quote("backstay$state");

    private final Db db;
    private final Territory territory;
    private final TenantSet live;
    private final Map<TableName, Long> staged = new LinkedHashMap<>();

    public Staging(Db db, Territory territory, TenantSet live) {
        this.db = db;
        this.territory = territory;
        this.live = live;
    }

    /// Fills the staging tables and marks every row.
    public Staging fill(TenantRows lastGood, Progress progress) throws SQLException, InterruptedException {
        List<Table> tables = territory.owned();
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            create(table);
            staged.put(table.name(), lastGood.copyTo(db.connection(), table, stage(table.name())));
            index(table);
            progress.advance(i + 1, tables.size());
        }
        for (Table table : tables) {
            if (table.identity().isEmpty()) {
                matchAsMultiset(table);
            } else {
                matchByKey(table);
            }
        }
        for (Table table : tables) {
            for (UniqueKey key : table.uniqueKeys()) {
                markTaken(table, key);
            }
        }
        holdBackWhatWouldDangle();
        return this;
    }

    /// The staging table of an owned table.
    public String stage(TableName table) {
        return "pg_temp." + Db.quote("backstay_stage_" + territory.number(table));
    }

    /// How the tables differ, parents first.
    public List<TableDiff> diffs() throws SQLException {
        List<TableDiff> diffs = new ArrayList<>();
        for (Table table : territory.owned()) {
            Map<String, Long> states = new LinkedHashMap<>();
            db.list(
                    "select " + STATE + ", count(*) from " + stage(table.name()) + " group by 1",
                    row -> states.put(row.getString(1), row.getLong(2)));
            long same = states.getOrDefault("same", 0L);
            long retyped = states.getOrDefault("retyped", 0L);
            long conflicts = states.getOrDefault("conflict", 0L);
            long insert = states.getOrDefault("lost", 0L);
            long inLive = live.counts().getOrDefault(table.name(), 0L);
            diffs.add(new TableDiff(
                    table.name().toString(),
                    insert + conflicts,
                    retyped,
                    conflicts,
                    inLive - same - retyped,
                    same,
                    insert));
        }
        return diffs;
    }

    /// What will be written: rows and digest per table, without the tables that get none.
    public Map<TableName, RowSet> toWrite() throws SQLException {
        Map<TableName, RowSet> sets = new LinkedHashMap<>();
        for (Table table : territory.owned()) {
            RowSet set = db.one(
                    "select " + RowText.setOf("s.t") + " from (select "
                            + RowText.of(table, territory.mapping(), "s") + " t from " + stage(table.name())
                            + " s where s." + STATE + " = 'lost') s",
                    RowText::read);
            if (set.rows() > 0) {
                sets.put(table.name(), set);
            }
        }
        return sets;
    }

    private void create(Table table) throws SQLException {
        String stage = stage(table.name());
        db.run("create temp table " + stage.substring("pg_temp.".length()) + " on commit drop as select "
                + Db.quoteAll("t.", table.columnNames()) + " from " + table.from() + " t where false");
        db.run("alter table " + stage + " add column " + NUMBER + " bigint generated always as identity, add column "
                + STATE + " text not null default 'lost'");
    }

    private void index(Table table) throws SQLException {
        String stage = stage(table.name());
        db.run("create unique index on " + stage + " (" + NUMBER + ")");
        if (!table.identity().isEmpty()) {
            db.run("create index on " + stage + " (" + Db.quoteAll("", table.identity()) + ")");
        }
        db.run("analyze " + stage);
    }

    private void matchByKey(Table table) throws SQLException {
        String sameKey = String.join(
                " and ",
                table.identity().stream()
                        .map(name -> "s." + Db.quote(name) + " = t." + Db.quote(name))
                        .toList());
        db.run("update " + stage(table.name()) + " s set " + STATE + " = case when "
                + RowText.of(table, territory.mapping(), "s") + " = " + RowText.of(table, territory.mapping(), "t")
                + " then 'same' else 'retyped' end from " + live.rows(table, "t") + " where " + sameKey);
        // What is left and has its key in live is not ours there: another tenant took the key.
        db.run("update " + stage(table.name()) + " s set " + STATE + " = 'conflict' from " + table.from()
                + " t where s." + STATE + " = 'lost' and " + sameKey);
    }

    private void matchAsMultiset(Table table) throws SQLException {
        String numbered = "row_number() over (partition by t order by n)";
        db.run("update " + stage(table.name()) + " u set " + STATE + " = 'same' from (select n, t, " + numbered
                + " i from (select s." + NUMBER + " n, " + RowText.of(table, territory.mapping(), "s") + " t from "
                + stage(table.name()) + " s) a) g join (select t, " + numbered + " i from (select t.ctid n, "
                + RowText.of(table, territory.mapping(), "t") + " t from " + live.rows(table, "t")
                + ") b) l on l.t = g.t and l.i = g.i where u." + NUMBER + " = g.n");
    }

    private void markTaken(Table table, UniqueKey key) throws SQLException {
        if (!key.columns().isEmpty() && key.columns().equals(table.identity())) {
            return;
        }
        List<String> terms = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < key.terms().size(); i++) {
            terms.add("(" + key.terms().get(i) + ") k" + i);
            equal.add("a.k" + i + (key.distinct() ? " = " : " is not distinct from ") + "b.k" + i);
        }
        String where = key.predicate().isEmpty() ? "" : " and (" + key.predicate() + ")";
        String list = String.join(", ", terms);
        db.run("update " + stage(table.name()) + " u set " + STATE + " = 'conflict' from (select " + NUMBER + " n, "
                + list + " from " + stage(table.name()) + " where " + STATE + " = 'lost'" + where
                + ") a join (select " + list + " from " + table.from() + " where true" + where + ") b on "
                + String.join(" and ", equal) + " where u." + NUMBER + " = a.n");
    }

    /// A row whose parent will not be there is held back too, and what hangs below it, until nothing changes. A
    /// parent that live has only under another tenant is not there.
    private void holdBackWhatWouldDangle() throws SQLException {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ForeignKey key : territory.outgoing()) {
                if (!territory.isShaped(key)) {
                    continue;
                }
                String there = territory.isOwned(key.parent()) ? ownParent(key) : sharedParent(key);
                if (!key.enforced()) {
                    there = "(" + there + " or not " + known(key) + ")";
                }
                changed |= db.run("update " + stage(key.child()) + " s set " + STATE + " = 'conflict' where s." + STATE
                                + " = 'lost' and " + key.isSet("s") + " and not " + there)
                        > 0;
            }
        }
    }

    private String ownParent(ForeignKey key) {
        return "(exists (select from " + stage(key.parent()) + " p where p." + STATE + " = 'lost' and "
                + key.matches("s", "p") + ") or exists (select from " + territory.from(key.parent()) + " p where "
                + key.matches("s", "p") + " and " + live.maySupport(key.parent(), "p") + "))";
    }

    private String sharedParent(ForeignKey key) {
        return "exists (select from " + territory.from(key.parent()) + " p where " + key.matches("s", "p") + " and "
                + live.maySupportFromOutside(key.parent(), "p") + ")";
    }

    /// Whether the parent of a key that only the mapping knows is anybody's here; one that never was may dangle.
    private String known(ForeignKey key) {
        String staged = territory.isOwned(key.parent())
                ? "exists (select from " + stage(key.parent()) + " p where " + key.matches("s", "p") + ") or "
                : "";
        return "(" + staged + "exists (select from " + territory.from(key.parent()) + " p where "
                + key.matches("s", "p") + "))";
    }

    /// Locks the live parents of what will be written, so that nobody deletes them before the commit.
    ///
    /// @return the parents that the role may not lock
    public Set<TableName> lockParents() throws SQLException {
        Set<TableName> unlocked = new TreeSet<>();
        for (ForeignKey key : territory.outgoing()) {
            if (!territory.isShaped(key)) {
                continue;
            }
            String lost = " where exists (select from " + stage(key.child()) + " s where s." + STATE + " = 'lost' and "
                    + key.matches("s", "p") + ")";
            if (!db.holds("select exists (select from " + stage(key.child()) + " where " + STATE + " = 'lost')")) {
                continue;
            }
            if (db.holds(
                    "select has_any_column_privilege(?, 'UPDATE')", key.parent().quoted())) {
                db.number("select count(*) from (select 1 from " + key.parent().quoted() + " p" + lost
                        + " for key share of p) l");
            } else {
                unlocked.add(key.parent());
            }
        }
        return unlocked;
    }
}
