package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.stage.Stage;
import io.backstay.connect.postgres.tenant.diff.stage.Staging;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// The statements that write what is staged: one INSERT and one UPDATE per table, where there is something for it.
final class StagedStatements {
    private final Territory territory;
    private final Staging staging;
    private final SortedMap<TableName, Effect> effects;

    /// @param effects how many rows each table is to get and to change
    StagedStatements(Territory territory, Staging staging, SortedMap<TableName, Effect> effects) {
        this.territory = territory;
        this.staging = staging;
        this.effects = effects;
    }

    /// One step over the groups of tables, parents first.
    RowWriter.Step step() {
        return new RowWriter.Step(territory.components(), this::of);
    }

    private List<String> of(TableName name) {
        Effect effect = effects.getOrDefault(name, Effect.NONE);
        Table table = territory.table(name);
        List<String> statements = new ArrayList<>();
        if (effect.inserted() > 0) {
            String columns = Db.quoteAll("", table.writableColumns());
            statements.add("insert into " + name.quoted() + " (" + columns + ") overriding system value select "
                    + columns + " from " + staging.stage(name) + " where " + Stage.WRITE + " = '" + Stage.INSERT
                    + "'");
        }
        if (effect.updated() > 0) {
            statements.add("update " + table.from() + " t set " + assignments(table, "s") + " from "
                    + staging.stage(name) + " s where s." + Stage.WRITE + " = '" + Stage.UPDATE
                    + "' and t.tableoid = s." + Stage.REL + " and t.ctid = s." + Stage.TID);
        }
        return statements;
    }

    /// The columns that an update may set: none that is generated, and none of the identity, which stays.
    static String assignments(Table table, String from) {
        return String.join(
                ", ",
                table.columns().stream()
                        .filter(Column::writable)
                        .filter(column -> !column.identity().equals("a"))
                        .map(Column::name)
                        .filter(name -> !table.identity().contains(name))
                        .map(name -> Db.quote(name) + " = " + from + "." + Db.quote(name))
                        .toList());
    }
}
