package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Runs statements as the restricted role and under the database's own settings.
final class RowWriter {
    private final FrozenSession session;
    private final Territory territory;

    RowWriter(FrozenSession session, Territory territory) {
        this.session = session;
        this.territory = territory;
    }

    /// What the session looked like when the last row had been written.
    ///
    /// @param role            who wrote
    /// @param replicationRole `replica` when triggers were held off, else `origin`
    record Traces(String role, String replicationRole) {}

    /// The tables in the groups in which they are written; each group is one statement.
    ///
    /// @param statements of one table; several tables' are joined into one
    record Step(List<List<TableName>> groups, Function<TableName, List<String>> statements) {}

    /// Writes, and goes back to reading as the role that logged in.
    ///
    /// @param reads temporary tables that the statements read
    Traces write(TenantId tenant, TriggerMode mode, Collection<String> reads, List<Step> steps) throws SQLException {
        Db db = session.db();
        String writer = Db.quote(territory.mapping().writing().role());
        for (String table : reads) {
            db.run("grant select on " + table + " to " + writer);
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
        db.run("set local role " + writer);
        if (suppress && !ownRight) {
            db.run("set local session_replication_role = replica");
        }
        for (Step step : steps) {
            for (List<TableName> group : step.groups()) {
                together(group.stream()
                        .flatMap(table -> step.statements().apply(table).stream())
                        .toList());
            }
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

    /// Tables that refer to each other are written by one statement: PostgreSQL checks foreign keys at its end, so
    /// that even a cycle of keys that are never null and never deferred is whole when it is looked at.
    private void together(List<String> statements) throws SQLException {
        if (statements.size() == 1) {
            session.db().run(statements.getFirst());
        } else if (!statements.isEmpty()) {
            List<String> named = new ArrayList<>();
            for (int i = 0; i < statements.size(); i++) {
                named.add("w" + i + " as (" + statements.get(i) + ")");
            }
            session.db().call("with " + String.join(", ", named) + " select 1");
        }
    }
}
