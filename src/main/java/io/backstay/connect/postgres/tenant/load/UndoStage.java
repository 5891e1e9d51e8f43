package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.RowSketch;
import io.backstay.connect.postgres.tenant.diff.stage.Stage;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.RowId;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of an undo pack, laid beside the live rows that they speak of, each marked with what became of it since
/// the import: `left` (as the import left it), `changed`, `gone`, or `chosen` (touched, and undone all the same).
final class UndoStage {
    private static final String STATE = Db.quote("backstay$state");
    private static final String AFTER = Db.quote("backstay$after");

    /// How many touched rows of one table are shown.
    private static final int ROWS_MAX = 100;

    private final Writing work;
    private final UndoPack pack;
    private final TenantSet live;
    private final Db db;

    UndoStage(Writing work, UndoPack pack, TenantSet live) {
        this.work = work;
        this.pack = pack;
        this.live = live;
        this.db = work.db();
    }

    /// The staging table of an owned table.
    String stage(TableName table) {
        return "pg_temp." + Db.quote("backstay_undo_" + work.territory().number(table));
    }

    /// Fills the staging tables, and finds out what became of the rows.
    UndoStage fill() throws SQLException, BackstayException {
        for (Table table : work.territory().owned()) {
            try {
                fill(table);
            } catch (SQLException e) {
                if ("22P02".equals(e.getSQLState())) {
                    throw new BackstayException(
                            new Failure.Conflict(
                                    "The columns of " + table.name() + " are no longer those of the import",
                                    "Nothing was changed. The rows can only be put back by hand."),
                            e);
                }
                throw e;
            }
        }
        return this;
    }

    private void fill(Table table) throws SQLException {
        String stage = stage(table.name());
        Stage.createLike(db, table, stage);
        db.run("alter table " + stage + " add column " + Stage.WRITE + " text, add column " + AFTER
                + " text, add column " + STATE + " text not null default 'gone', add column " + Stage.REL
                + " oid, add column " + Stage.TID + " tid");
        List<String> values = new ArrayList<>();
        for (String name : table.columnNames()) {
            int at = table.identity().indexOf(name);
            String before = "(u.b)." + Db.quote(name);
            values.add(at < 0 ? before : UndoPack.keyTerm(table, "u", at));
        }
        db.run("insert into " + stage + " (" + Db.quoteAll("", table.columnNames()) + ", " + Stage.WRITE + ", " + AFTER
                + ") select " + String.join(", ", values) + ", u.write, u.after from (select p.key, p.write,"
                + " coalesce(s.after, p.after) after, p.before::" + table.name().quoted() + " b from "
                + work.registry().undoTable().quoted() + " p left join "
                + work.registry().undoTable().quoted() + " s on s.plan_hash = p.plan_hash and s.table_schema ="
                + " p.table_schema and s.table_name = p.table_name and s.number = -p.number where "
                + pack.written(table, "p") + ") u");
        db.run("analyze " + stage);
        if (table.identity().isEmpty()) {
            matchByText(table);
        } else {
            db.run("update " + stage + " s set " + STATE + " = case when " + pack.digest(table, "t") + " = s." + AFTER
                    + " then 'left' else 'changed' end, " + Stage.REL + " = t.tableoid, " + Stage.TID
                    + " = t.ctid from " + live.rows(table, "t") + " where " + Stage.sameKey(table, "s", "t"));
        }
    }

    /// Equal rows without a key are as good as each other.
    private void matchByText(Table table) throws SQLException {
        db.run("update " + stage(table.name()) + " u set " + STATE + " = 'left', " + Stage.REL + " = l.rel, "
                + Stage.TID + " = l.tid from (select s.ctid n, s." + AFTER + " a, row_number() over (partition by s."
                + AFTER + ") i from " + stage(table.name()) + " s) g join (select d, rel, tid, row_number() over"
                + " (partition by d) i from (select " + pack.digest(table, "t") + " d, t.tableoid rel, t.ctid tid from "
                + live.rows(table, "t") + ") t) l on l.d = g.a and l.i = g.i where u.ctid = g.n");
    }

    /// Marks rows that are to be undone although they were touched.
    UndoStage choose(Map<TableName, Chosen> chosen) throws SQLException {
        for (Map.Entry<TableName, Chosen> each : chosen.entrySet()) {
            if (work.territory().isOwned(each.getKey())) {
                Table table = work.territory().table(each.getKey());
                String touched = "update " + stage(table.name()) + " s set " + STATE + " = 'chosen' where s." + STATE
                        + " <> 'left'";
                if (each.getValue().all()) {
                    db.run(touched);
                } else {
                    db.run(
                            touched + " and " + id(table) + " = any (?)",
                            List.copyOf(each.getValue().rows()));
                }
            }
        }
        return this;
    }

    /// Rows that were changed or are gone since the import, and were not chosen.
    ///
    /// @param examples keys of a few of them; none that are personal
    record Touched(TableName table, long changed, long gone, List<String> examples) {}

    /// What the tenant has touched since.
    List<Touched> touched() throws SQLException {
        List<Touched> touched = new ArrayList<>();
        for (Table table : work.territory().owned()) {
            String from = " from " + stage(table.name()) + " s where s." + STATE;
            long changed = db.number("select count(*)" + from + " = 'changed'");
            long gone = db.number("select count(*)" + from + " = 'gone'");
            if (changed + gone > 0) {
                List<String> examples =
                        table.identity().isEmpty() || work.territory().hidesKeys(table)
                                ? List.of()
                                : db.list(
                                        "select " + TenantSet.key(table, "s") + from
                                                + " in ('changed', 'gone') order by 1 limit 5",
                                        row -> row.getString(1));
                touched.add(new Touched(table.name(), changed, gone, examples));
            }
        }
        return touched;
    }

    private String id(Table table) {
        return RowId.of(work.territory(), table, "s", TenantSet.key(table, "s"));
    }

    /// A few of them, in the order of their keys; none of a table without a key.
    ///
    /// @param mask whether personal data is masked, as for people
    List<TenantUndo.Row> rows(TableName name, boolean mask) throws SQLException {
        Table table = work.territory().table(name);
        if (table.identity().isEmpty()) {
            return List.of();
        }
        var sketch = new RowSketch(work.territory());
        boolean hidden = mask && work.territory().hidesKeys(table);
        return db.list(
                "select " + TenantSet.key(table, "s") + ", s." + Stage.WRITE + ", " + RowSketch.values(table, "s")
                        + ", l.v, " + id(table) + " from " + stage(name) + " s left join lateral (select "
                        + RowSketch.values(table, "t") + " v from " + table.from() + " t where "
                        + Stage.target("s", "t") + ") l on true where s." + STATE
                        + " in ('changed', 'gone') order by 1 limit " + ROWS_MAX,
                row -> {
                    List<@Nullable String> now = RowSketch.texts(row.getArray(4));
                    // What was inserted is deleted again, and what is gone stays so.
                    List<@Nullable String> after =
                            now == null || row.getString(2).equals(Stage.INSERT)
                                    ? null
                                    : RowSketch.texts(row.getArray(3));
                    List<Integer> shown = sketch.shown(table, now, after);
                    return new TenantUndo.Row(
                            row.getString(5),
                            hidden ? TenantMapping.Words.MASK : row.getString(1),
                            now == null ? null : sketch.text(table, now, shown, mask),
                            after == null ? null : sketch.text(table, after, shown, mask));
                });
    }

    /// Rows that refer to rows which an undo would delete, and were not part of the import, whichever schema they are
    /// in and whether the database knows of the reference or only the mapping: with triggers held off the database
    /// would let them dangle.
    ///
    /// @param before rows that did so before the import; those are not meant
    Map<ForeignKey, Long> dependents(Orphaned before) throws SQLException {
        Map<ForeignKey, Long> dependents = new LinkedHashMap<>();
        SchemaModel model = work.territory().model();
        Stream<ForeignKey> mapped = work.territory().foreignKeys().stream().filter(key -> !key.enforced());
        for (ForeignKey key : Stream.of(model.foreignKeys().stream(), model.incoming().stream(), mapped)
                .flatMap(keys -> keys)
                .toList()) {
            if (!work.territory().isOwned(key.parent())) {
                continue;
            }
            String mine = work.territory().isOwned(key.child())
                    ? " and not exists (select from " + stage(key.child()) + " o where " + Stage.target("o", "c")
                            + ") and not " + before.isNoted(key.child(), "c")
                    : "";
            long rows = db.number("select count(*) from " + key.child().quoted() + " c where exists (select from "
                    + stage(key.parent()) + " s join "
                    + work.territory().table(key.parent()).from() + " p on " + Stage.target("s", "p") + " where s."
                    + Stage.WRITE + " = '" + Stage.INSERT + "' and " + key.matches("c", "p") + ")" + mine);
            if (rows > 0) {
                dependents.put(key, rows);
            }
        }
        return dependents;
    }

    /// How many rows will be deleted and put back, per table.
    SortedMap<TableName, Effect> effects() throws SQLException {
        SortedMap<TableName, Effect> effects = new TreeMap<>();
        for (Table table : work.territory().owned()) {
            Effect effect = db.one(
                    "select count(*) filter (where " + Stage.WRITE + " = '" + Stage.UPDATE
                            + "'), count(*) filter (where " + Stage.WRITE + " = '" + Stage.INSERT + "') from "
                            + stage(table.name()) + " where " + Stage.TID + " is not null",
                    row -> new Effect(0, row.getLong(1), row.getLong(2)));
            if (!effect.equals(Effect.NONE)) {
                effects.put(table.name(), effect);
            }
        }
        return effects;
    }

    /// What the rows that are put back will be.
    Map<TableName, RowSet> putBack() throws SQLException {
        Map<TableName, RowSet> sets = new LinkedHashMap<>();
        for (Table table : work.territory().owned()) {
            RowSet set = db.one(
                    RowText.setOf(
                            db,
                            RowText.of(table, work.territory().mapping(), "s"),
                            stage(table.name()) + " s where s." + Stage.WRITE + " = '" + Stage.UPDATE + "' and s."
                                    + Stage.TID + " is not null"),
                    RowText::read);
            if (set.rows() > 0) {
                sets.put(table.name(), set);
            }
        }
        return sets;
    }

    /// The statement that puts changed rows of one table back.
    List<String> updates(TableName name) {
        Table table = work.territory().table(name);
        return List.of("update " + table.from() + " t set " + StagedStatements.assignments(table, "s") + " from "
                + stage(name) + " s where s." + Stage.WRITE + " = '" + Stage.UPDATE + "' and "
                + Stage.target("s", "t"));
    }

    /// The statement that deletes the inserted rows of one table.
    List<String> deletes(TableName name) {
        Table table = work.territory().table(name);
        return List.of("delete from " + table.from() + " t using " + stage(name) + " s where s." + Stage.WRITE + " = '"
                + Stage.INSERT + "' and " + Stage.target("s", "t"));
    }
}
