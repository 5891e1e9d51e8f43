package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Staging;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a tenant's lost rows into live in one transaction, proves in that transaction what it did, and commits
/// only when every claim holds.
///
/// The rows are written under the restricted role of the mapping; the proof is made under the role that logged in,
/// which must see every row.
public final class TenantImport {
    private static final String IMPORTING = "Importing";

    /// Stands for a plan's hash where nothing will be committed.
    private static final String REHEARSAL = "0".repeat(64);

    private final Sessions sessions;
    private final InstantSource clock;

    /// Opens sessions on live as the role that proves. Asked when the answer to a commit was lost.
    @FunctionalInterface
    public interface Sessions {
        /// A new session, which the caller closes.
        Connection open() throws BackstayException;
    }

    private record Work(
            FrozenSession session,
            Territory territory,
            TenantRows lastGood,
            RestoreRegistry registry,
            TriggerMode mode) {
        Db db() {
            return session.db();
        }
    }

    private record Attempt(
            Expected planned,
            Expected happened,
            Measured measured,
            List<Claim> claims,
            String xid,
            String role,
            Set<TableName> unlocked) {
        boolean holds() {
            return claims.stream().allMatch(Claim::holds);
        }
    }

    public TenantImport(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Does everything that [#run] does, and rolls back. It writes on its way, so it needs the login of the import
    /// and belongs to that step, not to those before it. What it measured is what a plan has to expect; with
    /// triggers on, that includes what they do.
    public ImportResult.Finished rehearse(Connection live, TenantRows lastGood, TriggerMode mode, Progress progress)
            throws BackstayException, InterruptedException {
        try (FrozenSession session = FrozenSession.begin(live)) {
            Work work = ready(session, lastGood, mode);
            return finished(attempt(work, REHEARSAL, null, progress), null, List.of());
        } catch (SQLException e) {
            throw SqlFailures.translate("The rehearsal", e);
        }
    }

    /// Carries out a plan, once.
    public ImportResult run(Connection live, TenantRows lastGood, ImportPlan plan, Progress progress)
            throws BackstayException, InterruptedException {
        if (!plan.tenant().equals(lastGood.tenant())) {
            throw new IllegalArgumentException(
                    "the plan is for " + plan.tenant() + ", the rows are of " + lastGood.tenant());
        }
        Attempt attempt;
        Instant committedAt = null;
        try (FrozenSession session = FrozenSession.begin(live)) {
            Work work = ready(session, lastGood, plan.triggers());
            Optional<RestoreRegistry.Run> before = work.registry().find(work.db(), plan.hash());
            if (before.isPresent()) {
                return new ImportResult.AlreadyDone(before.get());
            }
            attempt = attempt(work, plan.hash(), plan.expected(), progress);
            if (attempt.holds()) {
                committedAt = commit(session, work, plan);
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(IMPORTING, e);
        }
        List<String> notes = committedAt == null
                ? List.of()
                : new SequenceKeeper(lastGood.territory())
                        .raise(live, attempt.happened().effects().keySet());
        return finished(attempt, committedAt, notes);
    }

    private static Work ready(FrozenSession session, TenantRows lastGood, TriggerMode mode)
            throws SQLException, BackstayException {
        TenantMapping mapping = lastGood.territory().mapping();
        RestoreRegistry registry = new RestoreRegistry(mapping.writing().registry());
        Preflight preflight =
                new Preflight(session.db(), Territory.read(session.db().connection(), mapping, lastGood.tenant()));
        preflight.requireFullView();
        Territory territory = preflight.requireCommonShape(lastGood).territory();
        preflight.requireRestrictedWriter();
        preflight.requireRecord(registry);
        preflight.requireTriggerMode(mode);
        if (!session.db()
                .holds(
                        "select pg_try_advisory_xact_lock(" + lockKey() + ")",
                        lastGood.tenant().value())) {
            throw new BackstayException(new Failure.Conflict(
                    "Another restore of this " + mapping.words().tenant() + " is running",
                    "Wait until it has ended, then run it again."));
        }
        return new Work(session, territory, lastGood, registry, mode);
    }

    private static String lockKey() {
        return "hashtextextended('backstay restore ' || ?, 0)";
    }

    private Attempt attempt(Work work, String hash, @Nullable Expected approved, Progress progress)
            throws SQLException, BackstayException, InterruptedException {
        if (approved != null
                && !approved.fingerprint().equals(work.territory().model().fingerprint())) {
            throw changed("Tables, triggers or policies of live have changed since the plan was made");
        }
        Db db = work.db();
        progress.step("Laying the last good rows beside live");
        TenantSet now = TenantSet.find(db, work.territory(), work.lastGood().tenant(), "backstay_now_");
        Prover prover = new Prover(db, work.territory(), work.lastGood().tenant(), now);
        Staging staging = new Staging(db, work.territory(), now).fill(work.lastGood(), progress);
        Map<TableName, RowSet> rows = staging.toWrite();
        Expected inserts = Expected.inserting(rows, work.territory().model().fingerprint());
        if (approved != null && work.mode() == TriggerMode.SUPPRESS && !approved.equals(inserts)) {
            throw changed("What is missing in live is no longer what the plan says");
        }
        Set<TableName> unlocked = work.mode() == TriggerMode.SUPPRESS ? staging.lockParents() : Set.of();
        progress.step("Writing the rows");
        String digest = approved == null ? inserts.digest() : approved.digest();
        work.registry()
                .record(
                        db,
                        hash,
                        work.lastGood().tenant().value(),
                        inserts.total().inserted(),
                        digest);
        RowWriter.Traces traces = new RowWriter(work.session(), work.territory(), staging)
                .write(work.lastGood().tenant(), work.mode(), rows.keySet());
        progress.step("Proving what was written");
        Measured measured = prover.measure(traces, work.mode());
        Expected happened = new Expected(measured.effects(), RowSet.digest(measured.written()), inserts.fingerprint());
        Expected planned = approved == null ? rehearsed(work.mode(), inserts, happened) : approved;
        return new Attempt(
                planned,
                happened,
                measured,
                claims(work, planned, measured),
                db.text("select pg_current_xact_id()::text"),
                db.text("select current_user"),
                unlocked);
    }

    /// A rehearsal with triggers on learns what they do; one without knows beforehand.
    private static Expected rehearsed(TriggerMode mode, Expected inserts, Expected happened) {
        return mode == TriggerMode.SUPPRESS ? inserts : happened;
    }

    private static BackstayException changed(String what) {
        return new BackstayException(
                new Failure.Conflict(what, "Nothing was changed. Compare again and build a new plan."));
    }

    private static List<Claim> claims(Work work, Expected planned, Measured measured) {
        long all = work.territory().model().triggers().stream()
                .filter(trigger -> trigger.enabled() != 'D')
                .count();
        long always = work.territory().model().triggers().stream()
                .filter(trigger -> trigger.firesWhenSuppressed())
                .count();
        return new Claims(
                        work.lastGood().tenant(),
                        work.territory().mapping().words().tenant(),
                        planned,
                        measured)
                .all(work.mode() == TriggerMode.SUPPRESS ? all - always : -1, always);
    }

    private Instant commit(FrozenSession session, Work work, ImportPlan plan)
            throws BackstayException, InterruptedException {
        try {
            session.commit();
            return clock.instant();
        } catch (SQLException e) {
            Optional<Instant> committed = look(work, plan, e);
            if (committed.isPresent()) {
                return committed.get();
            }
            throw SqlFailures.translate("The commit, which a new session found not to have happened,", e);
        }
    }

    /// The answer to the commit is lost: the plan's row in the registry tells, in a new session. The lock of the
    /// lost session is waited for first; until it is free, the server has not decided.
    private Optional<Instant> look(Work work, ImportPlan plan, SQLException lost) throws BackstayException {
        try (Connection again = sessions.open()) {
            Db db = new Db(again);
            again.setAutoCommit(false);
            db.run("set local lock_timeout = '60s'");
            db.call(
                    "select pg_advisory_xact_lock(" + lockKey() + ")::text",
                    plan.tenant().value());
            Optional<Instant> committed = work.registry().find(db, plan.hash()).map(RestoreRegistry.Run::recordedAt);
            again.rollback();
            return committed;
        } catch (SQLException | BackstayException e) {
            lost.addSuppressed(e);
            throw new BackstayException(new Failure.Conflict(
                    "The connection was lost at the commit, and it is not known whether the import was committed",
                    "Run the same plan again when live answers: it is carried out once, whatever happened."));
        }
    }

    private static ImportResult.Finished finished(Attempt attempt, @Nullable Instant committedAt, List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        if (!attempt.unlocked().isEmpty()) {
            all.add("Parents in " + attempt.unlocked() + " could not be locked; check them after the commit.");
        }
        Proof proof = new Proof(
                attempt.claims(),
                attempt.xid(),
                attempt.role(),
                committedAt,
                attempt.happened().total().inserted(),
                attempt.measured().otherTenants());
        return new ImportResult.Finished(
                proof, attempt.happened(), attempt.measured().after(), List.copyOf(all));
    }
}
