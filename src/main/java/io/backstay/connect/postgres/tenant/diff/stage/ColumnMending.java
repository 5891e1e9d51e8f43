package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Mends some columns of a table's rows and leaves the others as live has them.
///
/// An incident that goes on for weeks writes over some columns while people edit the same rows. Which columns it was
/// is known to whoever found it out; which of their values are still the incident's is known from the damaged state,
/// value by value. Where nobody looked at that state, every value of these columns that differs is taken for damage.
final class ColumnMending {
    private final Db db;
    private final Territory territory;
    private final DamagedRows damaged;

    ColumnMending(Db db, Territory territory, DamagedRows damaged) {
        this.db = db;
        this.territory = territory;
        this.damaged = damaged;
    }

    /// Turns the staged rows that live has under the same identity into what they will be.
    void mend(Table table, Set<String> columns) throws SQLException {
        if (table.identity().isEmpty()) {
            return;
        }
        String stage = Stage.of(territory, table.name());
        List<String> sets = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.writable() && !table.identity().contains(column.name())) {
                sets.add(Db.quote(column.name()) + " = "
                        + (columns.contains(column.name())
                                ? mended(table, column.name())
                                : "t." + Db.quote(column.name())));
            }
        }
        String same = Stage.target("s", "t") + " and " + Stage.sameKey(table, "s", "t");
        db.run("update " + stage + " s set " + String.join(", ", sets) + ", " + Stage.WRITE + " = '" + Stage.UPDATE
                + "', " + Stage.STATE + " = '" + RowClass.DAMAGED.state() + "' from " + table.from() + " t"
                + damaged.beside(table) + " where " + same + " and not s." + Stage.HELD + " and s." + Stage.STATE
                + " in ('"
                + RowClass.DAMAGED.state() + "', '"
                + RowClass.RETYPED.state() + "')");
        // A row in which nothing of these columns was damaged is the tenant's own, as it stands.
        db.run("update " + stage + " s set " + Stage.WRITE + " = '" + Stage.NOTHING + "', " + Stage.STATE + " = '"
                + RowClass.RETYPED.state() + "' from " + table.from() + " t where " + same + " and s." + Stage.WRITE
                + " = '" + Stage.UPDATE + "' and " + RowText.of(table, territory.mapping(), "s") + " = "
                + RowText.of(table, territory.mapping(), "t"));
    }

    private String mended(Table table, String column) {
        String name = Db.quote(column);
        return "case when " + damaged.stillDamaged(table.name(), column) + " then s." + name + " else t." + name
                + " end";
    }
}
