package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan.Target;
import java.sql.Connection;
import java.sql.SQLException;

/// The server and database that a session really is on, however its address reads.
final class Targets {
    private Targets() {}

    /// @param account as whom the import logs in
    static Target of(Connection live, String account, String environment) throws SQLException {
        String sql = """
                select (select system_identifier from pg_control_system())::text, oid::bigint, datname
                from pg_database where datname = current_database()""";
        try (var statement = live.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return new Target(row.getString(1), row.getLong(2), row.getString(3), account, environment);
        }
    }

    /// Of the database that a site's reader is on.
    ///
    /// @param purpose of the session
    static Target of(Site site, String environment, String purpose) throws BackstayException {
        try (Connection live = site.reader().open(purpose)) {
            return of(live, site.writer().user(), environment);
        } catch (SQLException e) {
            throw site.lost(e);
        }
    }

    /// Refuses a session that is not on the target, or not of the account that the plan names.
    static void require(Connection live, Target planned) throws SQLException, BackstayException {
        require(live, planned, live.getMetaData().getUserName());
    }

    /// Refuses a session that is not on the target; the account is given, not the session's own.
    static void require(Connection live, Target planned, String account) throws SQLException, BackstayException {
        Target now = of(live, account, planned.environment());
        if (!now.fingerprint().equals(planned.fingerprint())) {
            throw Refusal.TARGET_OTHER.stop(now.fingerprint() + " instead of " + planned.fingerprint());
        }
    }

    /// The fingerprint of live's schema, as a plan holds it.
    static String schema(Connection live, TenantMapping mapping) throws SQLException, BackstayException {
        return SchemaModel.read(live, mapping.scope().schemas()).fingerprint();
    }
}
