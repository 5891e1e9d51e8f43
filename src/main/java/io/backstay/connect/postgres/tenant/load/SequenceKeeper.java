package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Sees to it that no sequence hands out a number that a restored row carries. Sequences know no transactions, so
/// this comes after the commit, only ever raises one, and never makes a committed import look failed.
final class SequenceKeeper {
    private final Territory territory;

    SequenceKeeper(Territory territory) {
        this.territory = territory;
    }

    /// Raises the sequences of these tables where they lag behind.
    ///
    /// @return what could not be done, a sentence each
    List<String> raise(Connection live, Set<TableName> tables) {
        Db db = new Db(live);
        List<String> notes = new ArrayList<>();
        for (TableName name : tables) {
            if (territory.isOwned(name)) {
                Table table = territory.table(name);
                table.sequences().forEach(sequence -> raise(db, table, sequence, notes));
            }
        }
        return notes;
    }

    private static void raise(Db db, Table table, Table.Sequence sequence, List<String> notes) {
        try {
            db.call("select setval('" + sequence.name().quoted().replace("'", "''")
                    + "'::regclass, h.m) from (select max("
                    + Db.quote(sequence.column()) + ")::bigint m from " + table.from() + ") h, "
                    + sequence.name().quoted() + " q where h.m > q.last_value and (select s.seqincrement > 0 from"
                    + " pg_catalog.pg_sequence s where s.seqrelid = '"
                    + sequence.name().quoted().replace("'", "''") + "'::regclass)");
        } catch (SQLException e) {
            notes.add("The sequence " + sequence.name() + " could not be checked (SQLSTATE " + e.getSQLState()
                    + "); see that it is not behind " + table.name() + "." + sequence.column() + ".");
        }
    }
}
