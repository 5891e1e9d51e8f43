package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.rows.RowId;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The staging tables: what they are called and what they hold beside a row's own columns.
public final class Stage {
    // The dollar sign keeps these apart from what people call columns.

    /// Numbers the rows of one staging table, in the order of their keys.
    static final String NUMBER = Db.quote("backstay$number");

    /// What became of the row, as [RowClass] writes it.
    static final String STATE = Db.quote("backstay$state");

    /// What somebody chose for the row, or for rows like it; null where nobody did.
    static final String CHOICE = Db.quote("backstay$choice");

    /// Whether the mapping says that the row must not come back by itself, and nobody let it.
    static final String HELD = Db.quote("backstay$held");

    /// What is to be done: [#INSERT], [#UPDATE] or [#NOTHING].
    public static final String WRITE = Db.quote("backstay$write");

    /// The table that holds the live row which an update changes; null where there is none.
    public static final String REL = Db.quote("backstay$rel");

    /// The place of that row in its table.
    public static final String TID = Db.quote("backstay$tid");

    /// The row will be inserted.
    public static final String INSERT = "insert";

    /// The live row will be given these values.
    public static final String UPDATE = "update";

    /// Nothing will be done.
    static final String NOTHING = "";

    private static final String TEMPORARY = "pg_temp.";

    private Stage() {}

    /// The staging table of an owned table.
    static String of(Territory territory, TableName table) {
        return TEMPORARY + Db.quote("backstay_stage_" + territory.number(table));
    }

    /// Makes the empty staging table. Most rows that come into it are lost, and nothing stands in their way: what was
    /// chosen for such rows is laid down with them, so that they need not be written again.
    ///
    /// @param lost what was chosen for lost rows; absent when nothing was
    static void create(Db db, Territory territory, Table table, @Nullable Choice lost) throws SQLException {
        String stage = of(territory, table.name());
        // One message to the server, because there is one such table for every table of the tenant.
        db.run(likeOf(table, stage) + "; alter table " + stage + " add column " + NUMBER + " bigint, add column "
                + STATE + " text not null default '" + RowClass.LOST.state() + "', add column " + CHOICE
                + " text" + (lost == null ? "" : " default '" + lost + "'") + ", add column " + HELD
                + " boolean not null default false, add column " + WRITE + " text not null default '"
                + (lost == Choice.LAST_GOOD ? INSERT : NOTHING) + "', add column " + REL + " oid, add column " + TID
                + " tid");
    }

    /// Makes an empty temporary table with the columns of another one.
    public static void createLike(Db db, Table table, String name) throws SQLException {
        db.run(likeOf(table, name));
    }

    private static String likeOf(Table table, String name) {
        return "create temp table " + name.substring(TEMPORARY.length()) + " on commit drop as select "
                + Db.quoteAll("t.", table.columnNames()) + " from " + table.from() + " t where false";
    }

    /// Prepares a filled staging table for being joined.
    static void index(Db db, Territory territory, Table table) throws SQLException {
        String stage = of(territory, table.name());
        if (!table.identity().isEmpty()) {
            db.run("create index on " + stage + " (" + Db.quoteAll("", table.identity()) + ")");
        }
    }

    /// The condition that two rows of a table have the same identity.
    public static String sameKey(Table table, String one, String other) {
        return String.join(
                " and ",
                table.identity().stream()
                        .map(name -> one + "." + Db.quote(name) + " = " + other + "." + Db.quote(name))
                        .toList());
    }

    /// The condition that a live row is the one that a staged row names.
    public static String target(String staged, String live) {
        return live + ".tableoid = " + staged + "." + REL + " and " + live + ".ctid = " + staged + "." + TID;
    }

    /// The identity of a row as one text, from which nobody can mistake it for another; a digest where the key is
    /// personal.
    static String id(Territory territory, Table table, String alias) {
        return table.identity().isEmpty()
                ? "''"
                : RowId.of(territory, table, alias, "row(" + Db.quoteAll(alias + ".", table.identity()) + ")::text");
    }
}
