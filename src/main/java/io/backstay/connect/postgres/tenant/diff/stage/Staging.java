package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.diff.merge.OrderedMerge;
import io.backstay.connect.postgres.tenant.diff.merge.RowAddresses;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tenant's last good rows that live does not have like this, laid beside the live ones in temporary tables of
/// the live transaction, each marked with what became of it and with what is to be done.
///
/// Rows that are the same on both sides stay where they are; they are only counted.
public final class Staging {
    private final Db db;
    private final Territory territory;
    private final TenantSet live;
    private final DamagedRows damaged;
    private final Map<TableName, OrderedMerge.Found> merged = new LinkedHashMap<>();
    private final Set<TableName> staged = new HashSet<>();

    /// @param live the tenant's rows in live, in the session whose transaction takes the staging tables
    public Staging(Db db, Territory territory, TenantSet live) {
        this.db = db;
        this.territory = territory;
        this.live = live;
        this.damaged = new DamagedRows(db, territory);
    }

    /// Compares both sides, fills the staging tables, and marks every row with what became of it.
    public Staging fill(Question question, Progress progress) throws SQLException, InterruptedException {
        List<Table> tables = territory.owned();
        for (int i = 0; i < tables.size(); i++) {
            compare(tables.get(i), question);
            progress.advance(i + 1, tables.size());
        }
        Set<TableName> met = met();
        for (TableName grown : live.adopt(new Orphans(territory, live).among(met))) {
            db.run("drop table " + stage(grown));
            compare(territory.table(grown), question);
        }
        if (question.damaged() != null) {
            damaged.bring(question.damaged(), staged);
        }
        new Marking(db, territory, live, damaged).mark(tables(staged), met);
        return this;
    }

    /// The staged tables of which a row that seems lost may be in live all the same, as somebody else's or nobody's.
    /// Rows without a key may always be.
    private Set<TableName> met() throws SQLException {
        Set<TableName> met = new HashSet<>();
        for (Table table : tables(staged)) {
            if (table.identity().isEmpty()
                    || db.holds("select exists (select from " + stage(table.name()) + " s join " + table.from()
                            + " t on " + Stage.sameKey(table, "s", "t") + " where s." + Stage.STATE + " = '"
                            + RowClass.LOST.state() + "')")) {
                met.add(table.name());
            }
        }
        return met;
    }

    /// These of the owned tables, parents first.
    private List<Table> tables(Set<TableName> names) {
        return territory.owned().stream()
                .filter(table -> names.contains(table.name()))
                .toList();
    }

    /// The tables that have a row which differs.
    public Set<TableName> staged() {
        return staged;
    }

    /// By table, the columns that can be mended by themselves, with how many values differ; asked before anything is
    /// decided, which lays other values into the staging tables.
    Map<String, Map<String, Long>> columns() throws SQLException {
        return new DamagedColumns(db, territory, damaged).differing(staged);
    }

    /// Marks every row with what is to be done about it.
    public Staging decide(Choices choices) throws SQLException {
        new Decision(db, territory, live, damaged).decide(choices, tables(staged));
        return this;
    }

    /// The staging table of an owned table.
    public String stage(TableName table) {
        return Stage.of(territory, table);
    }

    /// How the tables differ, parents first.
    public List<TableDiff> diffs() throws SQLException {
        List<TableDiff> diffs = new ArrayList<>();
        for (Table table : territory.owned()) {
            diffs.add(diff(table.name()));
        }
        return diffs;
    }

    private TableDiff diff(TableName table) throws SQLException {
        Map<RowClass, Long> rows = new EnumMap<>(RowClass.class);
        OrderedMerge.Found found = merged(table);
        long matched = 0;
        long undecided = 0;
        if (staged.contains(table)) {
            db.list(
                    "select " + Stage.STATE + ", count(*) from " + stage(table) + " group by 1",
                    row -> rows.put(RowClass.of(row.getString(1)), row.getLong(2)));
            matched = db.number("select count(distinct (" + Stage.REL + ", " + Stage.TID + ")) from " + stage(table)
                    + " where " + Stage.REL + " is not null");
            undecided = db.number("select count(*) from " + stage(table) + " where " + Stage.STATE + " = '"
                    + RowClass.CONFLICT.state() + "' and " + Stage.CHOICE + " is null");
        }
        rows.put(RowClass.UNCHANGED, found.unchanged());
        rows.put(RowClass.ADDED, found.live() - found.unchanged() - matched);
        rows.values().removeIf(count -> count == 0);
        Effect effect = effect(table);
        return new TableDiff(table.toString(), rows, effect.inserted(), effect.updated(), undecided);
    }

    /// What will be written: rows and digest per table, without the tables that get none.
    public Map<TableName, RowSet> toWrite() throws SQLException {
        Map<TableName, RowSet> sets = new LinkedHashMap<>();
        for (Table table : tables(staged)) {
            RowSet set = db.one(
                    RowText.setOf(
                            db,
                            RowText.of(table, territory.mapping(), "s"),
                            stage(table.name()) + " s where s." + Stage.WRITE + " <> '" + Stage.NOTHING + "'"),
                    RowText::read);
            if (set.rows() > 0) {
                sets.put(table.name(), set);
            }
        }
        return sets;
    }

    /// How many rows will be inserted and updated, per table, without the tables that get none.
    public SortedMap<TableName, Effect> effects() throws SQLException {
        SortedMap<TableName, Effect> effects = new TreeMap<>();
        for (Table table : tables(staged)) {
            Effect effect = effect(table.name());
            if (!effect.equals(Effect.NONE)) {
                effects.put(table.name(), effect);
            }
        }
        return effects;
    }

    private Effect effect(TableName table) throws SQLException {
        if (!staged.contains(table)) {
            return Effect.NONE;
        }
        return db.one(
                "select count(*) filter (where " + Stage.WRITE + " = '" + Stage.INSERT + "'), count(*) filter (where "
                        + Stage.WRITE + " = '" + Stage.UPDATE + "') from " + stage(table),
                row -> new Effect(row.getLong(1), row.getLong(2), 0));
    }

    /// What the incident left of the staged rows.
    DamagedRows damaged() {
        return damaged;
    }

    /// What comparing one table found.
    OrderedMerge.Found merged(TableName table) {
        return merged.getOrDefault(table, OrderedMerge.Found.NOTHING);
    }

    private void compare(Table table, Question question) throws SQLException, InterruptedException {
        TenantRows lastGood = question.lastGood();
        Choice lost = question.choices().of(table.name(), RowClass.LOST).orElse(null);
        Stage.create(db, territory, table, lost);
        boolean then = lastGood.has(table.name())
                && lastGood.territory().table(table.name()).partitioned();
        boolean parts = then || table.partitioned();
        try (RowAddresses differing = new RowAddresses(parts)) {
            merged.put(table.name(), new OrderedMerge(table, territory.mapping()).run(lastGood, db, live, differing));
            staged.remove(table.name());
            if (differing.count() > 0) {
                staged.add(table.name());
                RowCourier.bring(lastGood, db, table, differing, stage(table.name()));
                Stage.index(db, territory, table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of a comparison", e);
        }
        // An empty one too: a table that was never looked at is taken for ten pages.
        db.run("analyze " + stage(table.name()));
    }
}
