package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.diff.stage.Stage;
import io.backstay.connect.postgres.tenant.diff.stage.Staging;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/// Locks the live parents of what will be written, so that nobody deletes them before the commit. The database does
/// that by itself while its triggers fire.
final class ParentLocks {
    private ParentLocks() {}

    /// Locks them.
    ///
    /// @return the parents that the role may not lock
    static Set<TableName> take(Db db, Territory territory, Staging staging) throws SQLException {
        Set<TableName> unlocked = new TreeSet<>();
        for (ForeignKey key : territory.outgoing()) {
            if (!territory.isShaped(key) || !staging.staged().contains(key.child())) {
                continue;
            }
            String written = " from " + staging.stage(key.child()) + " s where s." + Stage.WRITE + " <> ''";
            if (!db.holds("select exists (select" + written + ")")) {
                continue;
            }
            if (db.holds(
                    "select has_any_column_privilege(?, 'UPDATE')", key.parent().quoted())) {
                db.number("select count(*) from (select 1 from " + key.parent().quoted() + " p where exists (select"
                        + written + " and " + key.matches("s", "p") + ") for key share of p) l");
            } else {
                unlocked.add(key.parent());
            }
        }
        return unlocked;
    }
}
