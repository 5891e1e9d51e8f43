package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.stage.Stage;
import io.backstay.connect.postgres.tenant.diff.stage.Staging;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What it takes to undo an import: the keys of the rows that it inserts, the whole rows that it overwrites, and
/// what each will be. Written before the first row is, in the same transaction, beside the registry of restores: it
/// is there exactly when the import is, and wherever an undo is asked for.
final class UndoPack {
    private final Db db;
    private final Territory territory;
    private final RestoreRegistry registry;
    private final String plan;

    UndoPack(Db db, Territory territory, RestoreRegistry registry, String planHash) {
        this.db = db;
        this.territory = territory;
        this.registry = registry;
        this.plan = Db.literal(planHash);
    }

    /// Writes the pack for what is staged.
    ///
    /// @param effects how many rows of each table will be inserted and updated
    void write(Staging staging, Map<TableName, Effect> effects) throws SQLException {
        for (Map.Entry<TableName, Effect> each : effects.entrySet()) {
            Table table = territory.table(each.getKey());
            boolean overwrites = each.getValue().updated() > 0;
            db.run("insert into " + registry.undoTable().quoted()
                    + " (plan_hash, table_schema, table_name, number, write, key, before, after) select " + plan + ", "
                    + Db.literal(table.name().schema()) + ", "
                    + Db.literal(table.name().name())
                    + ", row_number() over (), s." + Stage.WRITE + ", " + key(table, "s") + ", "
                    + (overwrites ? "t::text" : "null") + ", " + digest(table, "s") + " from "
                    + staging.stage(table.name()) + " s"
                    + (overwrites ? " left join " + table.from() + " t on " + Stage.target("s", "t") : "")
                    + " where s." + Stage.WRITE + " <> ''");
        }
    }

    /// Notes what the rows have become where triggers had their say.
    ///
    /// @return how many were noted
    long seal(Collection<TableName> tables) throws SQLException {
        long sealed = 0;
        for (TableName name : tables) {
            Table table = territory.table(name);
            if (!table.identity().isEmpty()) {
                sealed += db.run("insert into " + registry.undoTable().quoted()
                        + " (plan_hash, table_schema, table_name, number, write, key, after) select u.plan_hash,"
                        + " u.table_schema, u.table_name, -u.number, 'seal', u.key, " + digest(table, "t") + " from "
                        + registry.undoTable().quoted() + " u join " + table.from() + " t on "
                        + matches(table, "u", "t") + " where " + written(table, "u"));
            }
        }
        return sealed;
    }

    /// Notes rows that are not written, see [Orphaned].
    ///
    /// @param references what such a row `t` names, as a text
    /// @param rows       the rows, as a FROM item `t`
    /// @return how many
    long note(Table table, String references, String rows) throws SQLException {
        String undo = registry.undoTable().quoted();
        return db.run("insert into " + undo
                + " (plan_hash, table_schema, table_name, number, write, key, before, after)"
                + " select " + plan + ", " + Db.literal(table.name().schema()) + ", "
                + Db.literal(table.name().name()) + ", (select coalesce(max(u.number), 0) from " + undo + " u where "
                + of(table, "u") + ") + row_number() over (), '" + Orphaned.NOTED + "', " + key(table, "t") + ", "
                + references + ", " + digest(table, "t") + " from " + rows);
    }

    /// The rows of the pack that were noted, as a FROM clause with a condition.
    String noted(Table table, String alias) {
        return "from " + registry.undoTable().quoted() + " " + alias + " where " + of(table, alias) + " and " + alias
                + ".write = '" + Orphaned.NOTED + "'";
    }

    /// The condition that a row of the pack says what is written to this table.
    String written(Table table, String alias) {
        return of(table, alias) + " and " + alias + ".number > 0 and " + alias + ".write <> '" + Orphaned.NOTED + "'";
    }

    /// The condition that a row of the pack is this plan's and of this table.
    private String of(Table table, String alias) {
        return alias + ".plan_hash = " + plan + " and " + alias + ".table_schema = "
                + Db.literal(table.name().schema()) + " and " + alias + ".table_name = "
                + Db.literal(table.name().name());
    }

    /// The condition that a row of the pack speaks of a row of the table.
    static String matches(Table table, String pack, String alias) {
        List<String> terms = new ArrayList<>();
        List<String> identity = table.identity();
        for (int i = 0; i < identity.size(); i++) {
            terms.add(alias + "." + Db.quote(identity.get(i)) + " = " + keyTerm(table, pack, i));
        }
        return String.join(" and ", terms);
    }

    /// One column of a key in the pack, as a value of its type.
    static String keyTerm(Table table, String pack, int at) {
        String type = table.column(table.identity().get(at)).orElseThrow().type();
        return "(" + pack + ".key[" + (at + 1) + "])::" + type;
    }

    /// What a row is, in few bytes.
    String digest(Table table, String alias) {
        return "encode(sha256(convert_to(" + RowText.of(table, territory.mapping(), alias) + ", 'UTF8')), 'hex')";
    }

    private static String key(Table table, String alias) {
        return table.identity().isEmpty()
                ? "null::text[]"
                : "array["
                        + String.join(
                                ", ",
                                table.identity().stream()
                                        .map(name -> alias + "." + Db.quote(name) + "::text")
                                        .toList())
                        + "]";
    }
}
