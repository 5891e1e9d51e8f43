package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.sql.SQLException;
import java.util.List;

/// Sees to it that a session sees every row, or its zero means nothing: neither row-level security nor a missing
/// right may hide one.
public final class FullView {
    private FullView() {}

    /// Refuses a session that could miss a row.
    ///
    /// @param where such as `live`
    public static void require(Db db, String where) throws SQLException, BackstayException {
        String role = db.text("select session_user");
        boolean sees = db.holds("select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = session_user"
                + " and current_user = rolname");
        if (!sees) {
            throw refused(
                    "on " + where + " the role " + role + " is subject to row-level security, so what it counts proves"
                            + " nothing",
                    "Log in with a role that has BYPASSRLS, or as a superuser.");
        }
        List<String> hidden = db.list(
                "select n.nspname || '.' || c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
                        + " on n.oid = c.relnamespace where c.relkind in ('r', 'p')"
                        + " and n.nspname not in ('pg_catalog', 'information_schema')"
                        + " and n.nspname !~ '^pg_(toast|temp)'"
                        + " and not pg_catalog.has_table_privilege(c.oid, 'SELECT') order by 1 limit 5",
                row -> row.getString(1));
        if (!hidden.isEmpty()) {
            throw refused(
                    "on " + where + " the role " + role + " may not read " + String.join(", ", hidden),
                    "Grant it the role pg_read_all_data.");
        }
        if (!db.holds("select pg_catalog.has_database_privilege(current_database(), 'TEMP')")) {
            throw refused(
                    "on " + where + " the role " + role + " may not create temporary tables",
                    "Grant it TEMP on the database.");
        }
    }

    private static BackstayException refused(String why, String advice) {
        return new BackstayException(new Failure.Refused("Preflight", why, advice));
    }
}
