package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides for every staged row what is to be done: what was chosen for it, unless that cannot be.
final class Decision {
    private static final String LAST_GOOD = "'" + Choice.LAST_GOOD + "'";

    private final Db db;
    private final Territory territory;
    private final TenantSet live;
    private final DamagedRows damaged;

    Decision(Db db, Territory territory, TenantSet live, DamagedRows damaged) {
        this.db = db;
        this.territory = territory;
        this.live = live;
        this.damaged = damaged;
    }

    /// Decides.
    ///
    /// @param tables those with a staged row, parents first
    void decide(Choices choices, List<Table> tables) throws SQLException {
        for (Table table : tables) {
            choose(table, choices);
            boolean updates = updates(table);
            if (updates) {
                keepLiveNumbers(table);
            }
            Set<String> columns = choices.columns().get(table.name());
            if (columns != null) {
                new ColumnMending(db, territory, damaged).mend(table, columns);
                updates = updates(table);
            }
            if (updates) {
                for (UniqueKey key : table.uniqueKeys()) {
                    dropWhatCannotBeUpdated(table, key);
                }
            }
        }
        holdBackWhatWouldDangle(tables);
    }

    private boolean updates(Table table) throws SQLException {
        return db.holds("select exists (select from " + stage(table.name()) + " where " + Stage.WRITE + " = '"
                + Stage.UPDATE + "')");
    }

    private void choose(Table table, Choices choices) throws SQLException {
        List<String> cases = new ArrayList<>();
        for (RowClass rows : RowClass.values()) {
            choices.of(table.name(), rows)
                    .ifPresent(made -> cases.add(" when '" + rows.state() + "' then '" + made + "'"));
        }
        boolean back = choices.of(table.name(), RowClass.HELD).orElse(Choice.LIVE) == Choice.LAST_GOOD;
        String held = back ? "false" : "s." + Stage.HELD;
        String chosen = cases.isEmpty() ? "null" : "case s." + Stage.STATE + String.join("", cases) + " end";
        // A choice for a class of edited rows, or of conflicts, does not let back what the mapping holds back: an
        // erased person's row in live is an edited one too.
        String choice = "case when " + held + " and " + chosen + " = " + LAST_GOOD + " then '" + Choice.LIVE + "' else "
                + chosen + " end";
        set(table, Stage.CHOICE + ", " + Stage.HELD, choice + ", " + held);
        chooseSingly(table, choices.rows().getOrDefault(table.name(), Map.of()));
        set(
                table,
                Stage.WRITE,
                "case when s." + Stage.CHOICE + " = " + LAST_GOOD + " and s." + Stage.STATE + " <> '"
                        + RowClass.BLOCKED.state() + "' then case when s." + Stage.REL + " is null then '"
                        + Stage.INSERT + "' else '" + Stage.UPDATE + "' end else '" + Stage.NOTHING + "' end");
    }

    private void chooseSingly(Table table, Map<String, Choice> single) throws SQLException {
        for (Choice choice : Choice.values()) {
            List<String> ids = new ArrayList<>();
            single.forEach((id, chosen) -> {
                if (chosen == choice) {
                    ids.add(id);
                }
            });
            if (!ids.isEmpty()) {
                db.run(
                        "update " + stage(table.name()) + " s set " + Stage.CHOICE + " = '" + choice + "', "
                                + Stage.HELD + " = s." + Stage.HELD + " and " + (choice == Choice.LIVE) + " where "
                                + Stage.id(territory, table, "s") + " = any (?)",
                        ids);
            }
        }
    }

    /// Sets columns of the rows that have not these values yet; most have, and writing a row again is dear.
    private void set(Table table, String columns, String values) throws SQLException {
        db.run("update " + stage(table.name()) + " s set (" + columns + ") = row(" + values + ") where row(" + columns
                + ") is distinct from row(" + values + ")");
    }

    /// A live row that took a key keeps its own number when it is given the last good values: others refer to it.
    private void keepLiveNumbers(Table table) throws SQLException {
        if (!table.identity().isEmpty()) {
            db.run("update " + Stage.of(territory, table.name()) + " s set "
                    + String.join(
                            ", ",
                            table.identity().stream()
                                    .map(name -> Db.quote(name) + " = t." + Db.quote(name))
                                    .toList())
                    + " from " + table.from() + " t where s." + Stage.WRITE + " = '" + Stage.UPDATE + "' and "
                    + Stage.target("s", "t") + " and not (" + Stage.sameKey(table, "s", "t") + ")");
        }
    }

    /// The last good values of a row may have gone to another row since.
    private void dropWhatCannotBeUpdated(Table table, UniqueKey key) throws SQLException {
        String stage = Stage.of(territory, table.name());
        Terms terms = new Terms(key);
        db.run("update " + stage + " u set " + blocked() + " from (select " + Stage.NUMBER + " n, " + Stage.REL
                + " r, " + Stage.TID + " i, " + terms.list() + " from " + stage + " where " + Stage.WRITE + " = '"
                + Stage.UPDATE + "'" + terms.where() + ") a join (select " + terms.list()
                + ", t.tableoid r, t.ctid i from " + table.from() + " t where true" + terms.where() + ") b on "
                + terms.equal() + " and (a.r, a.i) is distinct from (b.r, b.i) where u." + Stage.NUMBER + " = a.n");
    }

    /// A row whose parent will not be there is not written either, nor what hangs below it, until nothing changes.
    /// A parent that live has only under another tenant is not there.
    private void holdBackWhatWouldDangle(List<Table> tables) throws SQLException {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ForeignKey key : territory.outgoing()) {
                if (!territory.isShaped(key) || !tables.contains(territory.table(key.child()))) {
                    continue;
                }
                String there = territory.isOwned(key.parent()) ? ownParent(key) : sharedParent(key);
                if (!key.enforced()) {
                    there = "(" + there + " or not " + known(key) + ")";
                }
                String held = territory.isOwned(key.parent())
                        ? "exists (select from " + stage(key.parent()) + " p where p." + Stage.STATE + " = '"
                                + RowClass.HELD.state() + "' and " + key.matches("s", "p") + ")"
                        : "false";
                changed |= db.run("update " + stage(key.child()) + " s set " + Stage.WRITE + " = '" + Stage.NOTHING
                                + "', " + Stage.STATE + " = case when " + held + " then '" + RowClass.HELD.state()
                                + "' else '" + RowClass.BLOCKED.state() + "' end where s." + Stage.WRITE + " <> '"
                                + Stage.NOTHING + "' and " + key.isSet("s") + " and not " + there)
                        > 0;
            }
        }
    }

    private static String blocked() {
        return Stage.WRITE + " = '" + Stage.NOTHING + "', " + Stage.STATE + " = '" + RowClass.BLOCKED.state() + "'";
    }

    private String stage(TableName table) {
        return Stage.of(territory, table);
    }

    private String ownParent(ForeignKey key) {
        return "(exists (select from " + stage(key.parent()) + " p where p." + Stage.WRITE + " <> '" + Stage.NOTHING
                + "' and " + key.matches("s", "p") + ") or exists (select from " + territory.from(key.parent())
                + " p where " + key.matches("s", "p") + " and " + live.maySupport(key.parent(), "p") + "))";
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
}
