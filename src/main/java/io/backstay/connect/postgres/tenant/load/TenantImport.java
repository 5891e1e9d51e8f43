package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Staging;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a tenant's lost and damaged rows into live in one transaction, proves in that transaction what it did,
/// and commits only when every claim holds.
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

    /// Hears what was proven before it is committed; when it throws, everything is rolled back.
    @FunctionalInterface
    public interface Witness {
        /// Hears it; the commit comes when this returns.
        ///
        /// @param uncommitted every claim of it holds; its moment of commit is absent
        /// @throws BackstayException    when it shall not be committed; everything is rolled back
        /// @throws InterruptedException when somebody stopped it; everything is rolled back
        void proven(ImportResult.Finished uncommitted) throws BackstayException, InterruptedException;
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
    public ImportResult.Finished rehearse(Connection live, Question question, TriggerMode mode, Progress progress)
            throws BackstayException, InterruptedException {
        try (FrozenSession session = FrozenSession.begin(live)) {
            Writing work = ready(session, question, mode);
            return finished(attempt(work, question, REHEARSAL, null, progress), null, List.of());
        } catch (SQLException e) {
            throw SqlFailures.translate("The rehearsal", e);
        }
    }

    /// Carries out a plan, once.
    public ImportResult run(Connection live, Question question, ImportPlan plan, Progress progress)
            throws BackstayException, InterruptedException {
        return run(live, question, plan, _ -> {}, progress);
    }

    /// Carries out a plan, once, and tells what was proven before the commit.
    public ImportResult run(Connection live, Question question, ImportPlan plan, Witness witness, Progress progress)
            throws BackstayException, InterruptedException {
        TenantRows lastGood = question.lastGood();
        if (!plan.tenant().equals(lastGood.tenant())) {
            throw new IllegalArgumentException(
                    "the plan is for " + plan.tenant() + ", the rows are of " + lastGood.tenant());
        }
        Attempt attempt;
        Instant committedAt = null;
        try (FrozenSession session = FrozenSession.begin(live)) {
            Writing work = ready(session, question, plan.triggers());
            Optional<RestoreRegistry.Run> before = work.registry().find(work.db(), plan.hash());
            if (before.isPresent()) {
                return new ImportResult.AlreadyDone(before.get());
            }
            attempt = attempt(work, question, plan.hash(), plan.expected(), progress);
            if (attempt.holds()) {
                witness.proven(finished(attempt, null, List.of()));
                committedAt = work.commit(sessions, clock, plan.hash());
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

    /// Whether a plan was committed, asked in a new session after whoever was at it has let go: until its lock is
    /// free, the server has not decided.
    public Optional<RestoreRegistry.Run> carriedOut(TableName registry, String hash, TenantId tenant)
            throws BackstayException, SQLException {
        return Writing.carriedOut(sessions, new RestoreRegistry(registry), hash, tenant);
    }

    /// Raises the sequences of these tables where they lag behind: what follows a commit, for a process that died
    /// between the two.
    ///
    /// @return what could not be done, a sentence each
    public static List<String> raiseSequences(
            Connection live, TenantMapping mapping, TenantId tenant, Set<TableName> tables)
            throws SQLException, BackstayException {
        return new SequenceKeeper(Territory.read(live, mapping, tenant)).raise(live, tables);
    }

    private static Writing ready(FrozenSession session, Question question, TriggerMode mode)
            throws SQLException, BackstayException {
        TenantRows lastGood = question.lastGood();
        Writing writing = Writing.begin(session, lastGood.territory().mapping(), lastGood.tenant(), mode);
        return writing.in(question.requireCommonShape(new Preflight(session.db(), writing.territory())));
    }

    private Attempt attempt(
            Writing work, Question question, String hash, @Nullable Expected approved, Progress progress)
            throws SQLException, BackstayException, InterruptedException {
        if (approved != null
                && !approved.fingerprint().equals(work.territory().model().fingerprint())) {
            throw changed("Tables, triggers or policies of live have changed since the plan was made");
        }
        Db db = work.db();
        progress.step("Laying the last good rows beside live");
        TenantSet now = TenantSet.findStill(db, work.territory(), work.tenant(), "backstay_now_");
        Staging staging =
                new Staging(db, work.territory(), now).fill(question, progress).decide(question.choices());
        // Nothing but temporary tables was written so far, and only now it is known which orphans are the tenant's.
        Prover prover = new Prover(db, work.territory(), work.tenant(), now);
        Expected staged = Expected.writing(
                staging.effects(), staging.toWrite(), work.territory().model().fingerprint());
        if (approved != null && work.mode() == TriggerMode.SUPPRESS && !approved.equals(staged)) {
            throw changed("What is missing in live is no longer what the plan says");
        }
        Set<TableName> unlocked =
                work.mode() == TriggerMode.SUPPRESS ? ParentLocks.take(db, work.territory(), staging) : Set.of();
        progress.step("Noting what an undo will need");
        UndoPack undo = new UndoPack(db, work.territory(), work.registry(), hash);
        String digest = approved == null ? staged.digest() : approved.digest();
        work.registry().record(db, hash, work.tenant().value(), staged.total().inserted(), digest);
        undo.write(staging, staged.effects());
        long orphans = Orphaned.note(work.territory(), undo, staging, now, staged.effects());
        progress.step("Writing the rows");
        Written written = write(work, staging, staged, undo);
        progress.step("Proving what was written");
        Measured measured = prover.measure(written.traces(), work.mode(), written.undoable() + orphans);
        Expected happened = new Expected(measured.effects(), RowSet.digest(measured.written()), staged.fingerprint());
        Expected planned = approved == null ? rehearsed(work.mode(), staged, happened) : approved;
        return new Attempt(
                planned,
                happened,
                measured,
                work.claims(planned, measured, false),
                db.text("select pg_current_xact_id()::text"),
                db.text("select current_user"),
                unlocked);
    }

    /// What was written, and how it was seen to be.
    ///
    /// @param undoable rows that the pack for an undo was given
    private record Written(RowWriter.Traces traces, long undoable) {}

    private static Written write(Writing work, Staging staging, Expected staged, UndoPack undo) throws SQLException {
        Set<TableName> tables = staged.effects().keySet();
        RowWriter.Traces traces = new RowWriter(work.session(), work.territory())
                .write(
                        work.tenant(),
                        work.mode(),
                        tables.stream().map(staging::stage).toList(),
                        List.of(new StagedStatements(work.territory(), staging, staged.effects()).step()));
        long sealed = work.mode() == TriggerMode.FIRE ? undo.seal(tables) : 0;
        return new Written(traces, staged.total().rows() + sealed);
    }

    /// A rehearsal with triggers on learns what they do; one without knows beforehand.
    private static Expected rehearsed(TriggerMode mode, Expected staged, Expected happened) {
        return mode == TriggerMode.SUPPRESS ? staged : happened;
    }

    private static BackstayException changed(String what) {
        return new BackstayException(
                new Failure.Conflict(what, "Nothing was changed. Compare again and build a new plan."));
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
