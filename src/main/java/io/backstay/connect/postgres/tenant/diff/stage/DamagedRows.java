package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/// What the incident left of the rows that are staged: their damaged state, laid beside them in temporary tables.
/// Only rows that differ from live are asked for.
final class DamagedRows {
    private static final String ASKED = "pg_temp.backstay_asked";

    private final Db db;
    private final Territory territory;
    private final Set<TableName> brought = new HashSet<>();

    DamagedRows(Db db, Territory territory) {
        this.db = db;
        this.territory = territory;
    }

    /// Whether the damaged state of a table is known.
    boolean known(TableName table) {
        return brought.contains(table);
    }

    /// The damaged rows of a table; it has the table's own columns.
    String rows(TableName table) {
        return "pg_temp." + Db.quote("backstay_damaged_" + territory.number(table));
    }

    /// A join that lays them, as `d`, beside live rows, as `t`; nothing where they are not known.
    String beside(Table table) {
        return known(table.name())
                ? " left join " + rows(table.name()) + " d on " + Stage.sameKey(table, "t", "d")
                : "";
    }

    /// The condition that the live value is still as the incident left it, as far as that is known. A row that the
    /// incident did not leave, and that is there again, has no such value. Compared as text: not every type can be
    /// compared with itself.
    String stillDamaged(TableName table, String column) {
        String text = "." + Db.quote(column) + "::text";
        return known(table) ? "d.tableoid is not null and d" + text + " is not distinct from t" + text : "true";
    }

    /// Brings the damaged rows of all tables.
    ///
    /// @param staged tables whose staging table has rows
    void bring(TenantRows damaged, Set<TableName> staged) throws SQLException, InterruptedException {
        TenantSet set = new DamagedOrphans(db, territory, damaged).with(staged);
        for (Table table : territory.owned()) {
            bring(table, damaged, set);
        }
    }

    private void bring(Table table, TenantRows damaged, TenantSet set) throws SQLException, InterruptedException {
        Stage.createLike(db, table, rows(table.name()));
        brought.add(table.name());
        if (!damaged.has(table.name())) {
            return;
        }
        String asked = asked(territory, table, column -> "t." + Db.quote(column.name()));
        String same = asked(territory, table, column -> damaged.column(table.name(), column, "t"));
        String columns = String.join(
                ", ",
                table.columns().stream()
                        .map(column -> damaged.column(table.name(), column, "t"))
                        .toList());
        Db there = damaged.db();
        there.run("create temp table " + ASKED.substring("pg_temp.".length()) + " (id text) on commit drop");
        RowCourier.copy(
                db,
                "select distinct " + asked + " from " + Stage.of(territory, table.name()) + " t",
                there,
                ASKED + " (id)");
        there.run("create index on " + ASKED + " (id)");
        there.run("analyze " + ASKED);
        RowCourier.copy(
                there,
                "select " + columns + " from " + set.rows(damaged.territory().table(table.name()), "t") + " join "
                        + ASKED + " a on a.id = " + same,
                db,
                rows(table.name()) + " (" + Db.quoteAll("", table.columnNames()) + ")");
        there.run("drop table " + ASKED);
        db.run("analyze " + rows(table.name()));
    }

    /// By what a row is known on both sides.
    static String asked(Territory territory, Table table, Function<Column, String> read) {
        return table.identity().isEmpty()
                ? RowText.of(table, territory.mapping(), read)
                : "row("
                        + String.join(
                                ", ",
                                table.identity().stream()
                                        .map(name ->
                                                read.apply(table.column(name).orElseThrow()))
                                        .toList())
                        + ")::text";
    }
}
