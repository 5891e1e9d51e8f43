package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One transaction that may write to a tenant: everything that must be so was asked, and nobody else writes to that
/// tenant meanwhile.
record Writing(
        FrozenSession session, Territory territory, RestoreRegistry registry, TenantId tenant, TriggerMode mode) {
    private static final String LOCK = "hashtextextended('backstay restore ' || ?, 0)";

    /// Asks live everything that must be so, and takes the tenant's lock.
    static Writing begin(FrozenSession session, TenantMapping mapping, TenantId tenant, TriggerMode mode)
            throws SQLException, BackstayException {
        Territory territory = Territory.read(session.db().connection(), mapping, tenant);
        RestoreRegistry registry = new RestoreRegistry(mapping.writing().registry());
        Preflight preflight = new Preflight(session.db(), territory);
        preflight.requireFullView();
        preflight.requireRestrictedWriter();
        preflight.requireRecord(registry);
        preflight.requireTriggerMode(mode);
        if (!session.db().holds("select pg_try_advisory_xact_lock(" + LOCK + ")", tenant.value())) {
            throw new BackstayException(new Failure.Conflict(
                    "Another restore of this " + mapping.words().tenant() + " is running",
                    "Wait until it has ended, then run it again."));
        }
        return new Writing(session, territory, registry, tenant, mode);
    }

    /// What looks at an import that was made, and writes nothing: it asks for no right to write, and nobody waits.
    static Writing looking(FrozenSession session, TenantMapping mapping, TenantId tenant, TriggerMode mode)
            throws SQLException, BackstayException {
        Territory territory = Territory.read(session.db().connection(), mapping, tenant);
        RestoreRegistry registry = new RestoreRegistry(mapping.writing().registry());
        Preflight preflight = new Preflight(session.db(), territory);
        preflight.requireFullView();
        preflight.requireRecord(registry);
        return new Writing(session, territory, registry, tenant, mode);
    }

    /// The same, in a territory of which less is looked at and written.
    Writing in(Territory common) {
        return new Writing(session, common, registry, tenant, mode);
    }

    Db db() {
        return session.db();
    }

    /// The claims that must hold before the commit.
    ///
    /// @param deletes whether the plan may delete rows
    List<Claim> claims(Expected planned, Measured measured, boolean deletes) {
        long all = territory.model().triggers().stream()
                .filter(trigger -> trigger.enabled() != 'D')
                .count();
        long always = territory.model().triggers().stream()
                .filter(trigger -> trigger.firesWhenSuppressed())
                .count();
        return new Claims(tenant, territory.mapping().words().tenant(), planned, measured, deletes)
                .all(mode == TriggerMode.SUPPRESS ? all - always : -1, always);
    }

    /// Commits. Where the answer is lost, a new session is asked whether the plan's row is there.
    ///
    /// @param hash under which this was recorded
    Instant commit(TenantImport.Sessions sessions, InstantSource clock, String hash)
            throws BackstayException, InterruptedException {
        try {
            session.commit();
            return clock.instant();
        } catch (SQLException e) {
            Optional<Instant> committed = look(sessions, hash, e);
            if (committed.isPresent()) {
                return committed.get();
            }
            throw SqlFailures.translate("The commit, which a new session found not to have happened,", e);
        }
    }

    private Optional<Instant> look(TenantImport.Sessions sessions, String hash, SQLException lost)
            throws BackstayException {
        try {
            return carriedOut(sessions, registry, hash, tenant).map(RestoreRegistry.Run::recordedAt);
        } catch (SQLException | BackstayException e) {
            lost.addSuppressed(e);
            throw new BackstayException(new Failure.Conflict(
                    "The connection was lost at the commit, and it is not known whether it was committed",
                    "Run the same plan again when live answers: it is carried out once, whatever happened."));
        }
    }

    /// Whether something is recorded under a hash. The lock of whoever was at it is waited for first: until it is
    /// free, the server has not decided.
    static Optional<RestoreRegistry.Run> carriedOut(
            TenantImport.Sessions sessions, RestoreRegistry registry, String hash, TenantId tenant)
            throws BackstayException, SQLException {
        try (Connection again = sessions.open()) {
            Db db = new Db(again);
            again.setAutoCommit(false);
            db.run("set local lock_timeout = '60s'");
            db.call("select pg_advisory_xact_lock(" + LOCK + ")::text", tenant.value());
            Optional<RestoreRegistry.Run> found = registry.find(db, hash);
            again.rollback();
            return found;
        }
    }
}
