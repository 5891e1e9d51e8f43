package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which columns of rows that are still there could be mended by themselves, see [ColumnMending].
final class DamagedColumns {
    private final Db db;
    private final Territory territory;
    private final DamagedRows damaged;

    DamagedColumns(Db db, Territory territory, DamagedRows damaged) {
        this.db = db;
        this.territory = territory;
        this.damaged = damaged;
    }

    /// Refuses columns that no mending could reach: a slip would leave the damage in silence.
    static void require(Choices choices, Territory territory) throws BackstayException {
        for (Map.Entry<TableName, Set<String>> each : choices.columns().entrySet()) {
            TableName name = each.getKey();
            if (!territory.isOwned(name)) {
                throw wrong("There is no table " + name + " with rows of this "
                        + territory.mapping().words().tenant());
            }
            List<String> known = mendable(territory.table(name));
            for (String column : each.getValue()) {
                if (!known.contains(column)) {
                    throw wrong("The table " + name + " has no column " + column + " that could be mended; it has "
                            + (known.isEmpty() ? "none" : String.join(", ", known)));
                }
            }
        }
    }

    /// By table, how many values of each column differ from the last good ones in rows that are still there; where
    /// the damaged state is known, only those that are still as the incident left them. What the mapping holds back
    /// is not offered.
    ///
    /// @param staged tables whose staging table has rows
    Map<String, Map<String, Long>> differing(Set<TableName> staged) throws SQLException {
        Map<String, Map<String, Long>> found = new LinkedHashMap<>();
        for (Table table : territory.owned()) {
            List<String> columns = mendable(table);
            if (staged.contains(table.name()) && !columns.isEmpty()) {
                Map<String, Long> counts = count(table, columns);
                if (!counts.isEmpty()) {
                    found.put(table.name().toString(), counts);
                }
            }
        }
        return found;
    }

    private Map<String, Long> count(Table table, List<String> columns) throws SQLException {
        List<String> terms = new ArrayList<>();
        for (String column : columns) {
            String text = "." + Db.quote(column) + "::text";
            terms.add("count(*) filter (where s" + text + " is distinct from t" + text + " and "
                    + damaged.stillDamaged(table.name(), column) + ")");
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        db.list(
                "select " + String.join(", ", terms) + " from " + Stage.of(territory, table.name()) + " s join "
                        + table.from() + " t on " + Stage.target("s", "t") + " and " + Stage.sameKey(table, "s", "t")
                        + damaged.beside(table) + " where not s." + Stage.HELD + " and s." + Stage.STATE + " in ('"
                        + RowClass.DAMAGED.state() + "', '"
                        + RowClass.RETYPED.state() + "')",
                row -> {
                    for (int i = 0; i < columns.size(); i++) {
                        if (row.getLong(i + 1) > 0) {
                            counts.put(columns.get(i), row.getLong(i + 1));
                        }
                    }
                    return true;
                });
        return counts;
    }

    private static List<String> mendable(Table table) {
        return table.identity().isEmpty()
                ? List.of()
                : table.columns().stream()
                        .filter(Column::writable)
                        .map(Column::name)
                        .filter(name -> !table.identity().contains(name))
                        .toList();
    }

    private static BackstayException wrong(String sentence) {
        return new BackstayException(
                new Failure.BadInput(sentence + ".", "Name tables and columns as the database does."));
    }
}
