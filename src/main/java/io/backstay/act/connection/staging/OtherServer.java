package io.backstay.act.connection.staging;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.sql.SQLException;

/// Sees to it that a staging server is not live under another name: asked of both servers, because one server has
/// many addresses, and one address of a shared pooler leads to many servers.
final class OtherServer {
    private static final String STARTED =
            "select extract(epoch from pg_catalog.pg_postmaster_start_time())::text || ' ' || ";

    private OtherServer() {}

    /// Refuses two sessions on one server. A server made out of live's backup has live's identifier, but was started
    /// at a moment of its own.
    ///
    /// @param by the connection that leads to the staging server
    static void require(Db staging, Db live, String by) throws SQLException, BackstayException {
        boolean known = identifies(staging) && identifies(live);
        if (server(staging, known).equals(server(live, known))) {
            throw new BackstayException(new Failure.Conflict(
                    by + " leads to the live server itself", "Name the server that was restored."));
        }
    }

    private static boolean identifies(Db db) throws SQLException {
        return db.holds("select pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')");
    }

    /// Where a role may not ask for the identifier, the moment of the start alone, in microseconds, tells servers
    /// apart; an address cannot.
    private static String server(Db db, boolean known) throws SQLException {
        return db.text(
                STARTED + (known ? "(select system_identifier::text from pg_catalog.pg_control_system())" : "''"));
    }
}
