package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.stage.Stage;
import io.backstay.connect.postgres.tenant.diff.stage.Staging;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
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
import java.util.SortedMap;
import java.util.TreeSet;

/// Rows of the tenant that named a parent which was gone, and that the import brings back. An undo takes the parent
/// away again, and they name nothing again: that is no damage, and they stay the tenant's. The pack notes them,
/// because nothing in live tells them then from what was added since.
final class Orphaned {
    /// How the pack marks such a row, where the others say what is written.
    static final String NOTED = "orphan";

    private final Territory territory;
    private final UndoPack pack;
    private final Set<TableName> tables;

    private Orphaned(Territory territory, UndoPack pack, Set<TableName> tables) {
        this.territory = territory;
        this.pack = pack;
        this.tables = tables;
    }

    /// Notes them, before the first row is written.
    ///
    /// @param now     the tenant's rows in live, with those that were adopted
    /// @param effects what will be written
    /// @return how many were noted
    static long note(
            Territory territory, UndoPack pack, Staging staging, TenantSet now, SortedMap<TableName, Effect> effects)
            throws SQLException {
        long noted = 0;
        for (Table table : territory.owned()) {
            List<String> found = new ArrayList<>();
            for (ForeignKey key : territory.upward(table.name())) {
                if (effects.getOrDefault(key.parent(), Effect.NONE).inserted() > 0 && territory.isShaped(key)) {
                    found.add("select t.tableoid, t.ctid from " + now.rows(table, "t") + " join "
                            + staging.stage(key.parent()) + " s on " + key.matches("t", "s") + " where s." + Stage.WRITE
                            + " = '" + Stage.INSERT + "'");
                }
            }
            if (!found.isEmpty() && now.counts().getOrDefault(table.name(), 0L) > 0) {
                noted += pack.note(
                        table,
                        references(territory, table, "t"),
                        table.from() + " t where (t.tableoid, t.ctid) in (" + String.join(" union ", found) + ")");
            }
        }
        return noted;
    }

    /// What a pack has noted.
    static Orphaned of(Db db, Territory territory, UndoPack pack) throws SQLException {
        Set<TableName> tables = new TreeSet<>();
        for (Table table : territory.owned()) {
            if (db.holds("select exists (select " + pack.noted(table, "u") + ")")) {
                tables.add(table.name());
            }
        }
        return new Orphaned(territory, pack, tables);
    }

    /// Whether none were noted.
    boolean isEmpty() {
        return tables.isEmpty();
    }

    /// The condition that a row was noted, and still names what it named then.
    String isNoted(TableName name, String alias) {
        if (!tables.contains(name)) {
            return "false";
        }
        Table table = territory.table(name);
        String same = table.identity().isEmpty()
                ? "u.after = " + pack.digest(table, alias)
                : UndoPack.matches(table, "u", alias);
        return "exists (select " + pack.noted(table, "u") + " and " + same + " and u.before = "
                + references(territory, table, alias) + ")";
    }

    /// Takes those for the tenant's that hang on nothing any more.
    ///
    /// @param set  in which they are missing
    /// @param ours for each table, a condition on a row `t` that has to hold besides
    void adoptInto(TenantSet set, Condition ours) throws SQLException {
        Map<TableName, String> queries = new LinkedHashMap<>();
        for (TableName name : territory.reached()) {
            if (tables.contains(name)) {
                List<String> conditions = new ArrayList<>();
                conditions.add(isNoted(name, "t"));
                conditions.add("not " + set.holds(name, "t"));
                conditions.add(ours.on(name));
                for (ForeignKey key : territory.upward(name)) {
                    conditions.add("not exists (select from " + territory.from(key.parent()) + " p where "
                            + key.matches("t", "p") + ")");
                }
                queries.put(
                        name,
                        "select t.tableoid, t.ctid from " + territory.from(name) + " t where "
                                + String.join(" and ", conditions));
            }
        }
        set.adopt(queries);
    }

    /// Something that must hold for a row `t` of a table.
    @FunctionalInterface
    interface Condition {
        /// In SQL.
        String on(TableName table);
    }

    /// What a row names, as one text.
    private static String references(Territory territory, Table table, String alias) {
        List<String> columns = territory.references(table.name()).stream()
                .filter(table.columnNames()::contains)
                .toList();
        return "row(" + Db.quoteAll(alias + ".", columns) + ")::text";
    }
}
