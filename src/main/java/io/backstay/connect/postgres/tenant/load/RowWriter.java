package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Staging;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the staged rows that are lost, as the restricted role and under the database's own settings.
final class RowWriter {
    private final FrozenSession session;
    private final Territory territory;
    private final Staging staging;

    RowWriter(FrozenSession session, Territory territory, Staging staging) {
        this.session = session;
        this.territory = territory;
        this.staging = staging;
    }

    /// What the session looked like when the last row had been written.
    ///
    /// @param role            who wrote
    /// @param replicationRole `replica` when triggers were held off, else `origin`
    record Traces(String role, String replicationRole) {}

    /// Writes, and goes back to reading as the role that logged in.
    Traces write(TenantId tenant, TriggerMode mode, Set<TableName> tables) throws SQLException {
        Db db = session.db();
        for (TableName table : tables) {
            db.run("grant select on " + staging.stage(table) + " to "
                    + Db.quote(territory.mapping().writing().role()));
        }
        session.asTheDatabaseWrites();
        boolean suppress = mode == TriggerMode.SUPPRESS;
        boolean ownRight =
                suppress && db.holds("select pg_catalog.has_parameter_privilege('session_replication_role', 'SET')");
        if (ownRight) {
            db.run("set local session_replication_role = replica");
        }
        for (Map.Entry<String, String> setting :
                territory.mapping().settingsFor(tenant).entrySet()) {
            db.call("select pg_catalog.set_config(?, ?, true)", setting.getKey(), setting.getValue());
        }
        db.run("set local role " + Db.quote(territory.mapping().writing().role()));
        if (suppress && !ownRight) {
            db.run("set local session_replication_role = replica");
        }
        for (List<TableName> component : territory.components()) {
            insert(component.stream().filter(tables::contains).toList());
        }
        // What waits for the commit would come after the proof; let it come now.
        db.run("set constraints all immediate");
        Traces traces = new Traces(
                db.text("select current_user"),
                db.text("select pg_catalog.current_setting('session_replication_role')"));
        if (suppress && !ownRight) {
            db.run("set local session_replication_role to default");
        }
        db.run("set local role none");
        if (ownRight) {
            db.run("set local session_replication_role to default");
        }
        session.readAsText();
        return traces;
    }

    /// Tables that refer to each other are filled by one statement: PostgreSQL checks foreign keys at its end, so
    /// that even a cycle of keys that are never null and never deferred is whole when it is looked at.
    private void insert(List<TableName> tables) throws SQLException {
        List<String> inserts = new ArrayList<>();
        for (TableName name : tables) {
            Table table = territory.table(name);
            String columns = Db.quoteAll("", table.writableColumns());
            inserts.add("insert into " + name.quoted() + " (" + columns + ") overriding system value select " + columns
                    + " from " + staging.stage(name) + " where " + Staging.STATE + " = 'lost'");
        }
        if (inserts.size() == 1) {
            session.db().run(inserts.getFirst());
        } else if (!inserts.isEmpty()) {
            List<String> named = new ArrayList<>();
            for (int i = 0; i < inserts.size(); i++) {
                named.add("i" + i + " as (" + inserts.get(i) + ")");
            }
            session.db().call("with " + String.join(", ", named) + " select 1");
        }
    }
}
