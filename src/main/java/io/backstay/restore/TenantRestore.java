package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.AfterCheck;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.s3.rollback.RollbackPlan;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.Tenant;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.PlanWords;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One tenant's way back: scratch, rows, difference, plan, import with its proof, and the look back afterwards.
///
/// Steps are called in that order by one thread at a time; a step before its turn is a defect of the caller, and
/// one that failed or was interrupted may be called again. Nothing is written to live before [#run], and closing
/// stops and removes the scratch server whatever was reached.
///
/// The login that may write is opened by [#run] only; whatever looks at live before and after uses the one that
/// reads.
public final class TenantRestore implements AutoCloseable {
    /// A plan that nobody has run by then describes a live database that has moved on.
    private static final Duration PLAN_VALID = Duration.ofMinutes(60);

    private final String id;
    private final Site site;
    private final Tenant tenant;
    private final InstantSource clock;
    private final Sides sides;
    private Choices choices = Choices.DEFAULT;
    private final SchemaAnswers schema = new SchemaAnswers();
    private Comparison.@Nullable Result compared;
    private @Nullable Planned planned;
    private ImportResult.@Nullable Finished finished;
    private @Nullable TenantFiles files;

    private record Planned(PlanFile file, ImportPlan rows, boolean adopted) {
        RestorePlan plan() {
            return file.plan();
        }
    }

    /// A restore that has not begun.
    ///
    /// @param id such as `R-0001`
    public TenantRestore(String id, Site site, Tenant tenant, InstantSource clock) {
        this.id = id;
        this.site = site;
        this.tenant = tenant;
        this.clock = clock;
        this.sides = new Sides(id, site, tenant);
    }

    /// What a plan says besides what was compared.
    ///
    /// @param environment such as `production`
    /// @param seen        the state of the record of acts, absent when nothing signs it
    public record Context(
            RestorePlan.Request request,
            String environment,
            RestorePlan.Policy policy,
            RestorePlan.@Nullable Seen seen) {}

    /// Searches for the transaction that did the damage; may be left out, and must come before [#stage].
    public FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        return sides.find(question, watch, progress);
    }

    /// The connection that makes the scratch database, absent for the database's own backups.
    public @Nullable String stagedBy() {
        return sides.staging().by();
    }

    /// Out of what the data of a moment is made.
    public Origin origin(RecoveryPoint base, Instant wanted) throws BackstayException {
        return sides.staging().origin(base, wanted);
    }

    /// Makes the scratch database; one that is there already is the answer.
    public Staged stage(Origin origin, Progress progress) throws BackstayException, InterruptedException {
        Staged server = sides.stage(origin, progress);
        Instant after =
                planned == null ? null : PlannedChoices.damagedAt(planned.plan().choices());
        if (after != null) {
            sides.stageDamaged(sides.staging().later(origin, after), progress);
        }
        return server;
    }

    /// Makes the moment after the incident as well, so that what it damaged can be told from what the tenant edited
    /// since. May be left out; comes after [#stage] and before [#compare].
    public Staged stageDamaged(Instant after, Progress progress) throws BackstayException, InterruptedException {
        return sides.stageDamaged(sides.staging().later(origin(), after), progress);
    }

    /// Nothing of this restore needs its scratch databases any more: those that would stay are taken away.
    ///
    /// @return what was done and what is left to do, a sentence each
    public List<String> over(Staging.Recording recording, Progress progress)
            throws BackstayException, InterruptedException {
        return sides.over(planned().plan(), recording, progress);
    }

    /// The name of the server that is to be made of an origin and stays, absent where none is.
    public @Nullable String lasting(Origin origin) throws BackstayException {
        return sides.staging().lasting(origin);
    }

    /// The same for the moment after the incident.
    public @Nullable String lastingDamaged(Instant after) throws BackstayException {
        return sides.staging().lasting(sides.staging().later(origin(), after));
    }

    /// Whether the moment of the last good rows is what a person stated.
    public boolean stated() {
        return PlanWords.isStated(origin().point().value(), stagedBy());
    }

    /// What a person chose for the rows that differ; counts for the next [#compare] and for the plan after it.
    public void choose(Choices made) {
        choices = made;
    }

    /// What was chosen so far.
    public Choices choices() {
        return choices;
    }

    /// What is asked and answered where live's schema is not that of the last good moment.
    public SchemaAnswers schema() {
        return schema;
    }

    /// Removes what a killed process of this restore left running.
    ///
    /// @return what was cleared, a sentence each
    public List<String> clear() throws BackstayException, InterruptedException {
        return sides.staging().clear();
    }

    /// Finds the tenant's rows and compares them with live.
    public Compared compare(Progress progress) throws BackstayException, InterruptedException {
        progress.step("Finding the tenant's rows over foreign keys");
        sides.forget();
        Question question = sides.begin(choices, schema.choices());
        progress.step("Comparing with live");
        try (Connection live = site.reader().open("backstay compare " + id)) {
            schema.require(question, live);
            compared = Comparison.run(question, live, progress);
        } catch (SQLException e) {
            throw site.lost(e);
        }
        Site.Objects store = site.objects();
        FilePairing.Result pairs = null;
        if (store != null) {
            progress.step("Pairing the rows with their files");
            pairs = new TenantFiles(store, tenant, moment()).restored(question.lastGood());
        }
        sides.read();
        return new Compared(question.lastGood(), compared, pairs);
    }

    /// Fixes what will be written.
    public PlanFile plan(Context context) throws BackstayException, InterruptedException {
        site.requireConfirmed();
        Comparison.Result difference = compared();
        if (difference.undecided() > 0) {
            throw Refusal.CONFLICTS_OPEN.stop(Counts.of(difference.undecided(), "conflict") + " open");
        }
        Site.Objects store = site.objects();
        files = store == null ? null : new TenantFiles(store, tenant, moment());
        RollbackPlan objects = files == null ? null : files.plan();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PlanFile file = PlanFile.of(new RestorePlan(
                RestorePlan.FORMAT,
                id,
                context.request(),
                tenant,
                new RestorePlan.Source(
                        site.database().value(),
                        origin().point().value(),
                        moment(),
                        sides.staging().by()),
                Targets.of(site, context.environment(), "backstay look " + id),
                PlannedRows.of(difference.expected(), site.mapping(), TriggerMode.SUPPRESS),
                RestorePlan.choices(PlannedChoices.canonical(choices, schema.planned(), sides.damagedAt())),
                store == null || objects == null
                        ? null
                        : new RestorePlan.Files(
                                store.asset().value(),
                                store.prefix(tenant.id()).value(),
                                objects.counts().broughtBack()),
                context.policy(),
                new RestorePlan.Validity(now, now, now.plus(PLAN_VALID)),
                context.seen()));
        planned = new Planned(file, PlannedRows.read(file), false);
        return file;
    }

    /// Takes over a plan that was fixed before, here or elsewhere; nothing is compared for it.
    public void adopt(PlanFile file) throws BackstayException {
        site.requireConfirmed();
        if (!file.plan().rows().mapping().equals(MappingPrint.of(site.mapping()))) {
            throw Refusal.MAPPING_CHANGED.stop();
        }
        planned = new Planned(file, PlannedRows.read(file), true);
        choices = PlannedChoices.read(file.plan().choices());
        schema.choose(PlannedChoices.schema(file.plan().choices()));
        String by = file.plan().source().staging();
        if (!Objects.equals(by, sides.staging().by())) {
            throw new BackstayException(new Failure.Conflict(
                    "The plan's rows come from "
                            + (by == null ? "base backups that lie here" : "a scratch database of " + by)
                            + ", and here they come from elsewhere",
                    "Carry it out where it was made, or make another plan."));
        }
        files = TenantFiles.planned(file.plan(), site, tenant);
    }

    /// Carries out the plan in one transaction and proves before the commit; a plan that was carried out is not
    /// carried out again.
    ///
    /// @param witness hears what was proven before it is committed
    public ImportResult run(TenantImport.Witness witness, Progress progress)
            throws BackstayException, InterruptedException {
        Planned approved = planned();
        ImportResult.Finished before = finished;
        if (before != null && before.proof().verified()) {
            return before;
        }
        ApprovalGate.requireTimely(approved.file(), clock.instant());
        TenantFiles own = files;
        if (approved.adopted() && own != null) {
            own.adopt(approved.plan().objects());
        }
        try (Connection live = site.writer().open("backstay import " + id)) {
            Targets.require(live, approved.plan().target());
            var result =
                    writing().run(live, sides.begin(choices, schema.choices()), approved.rows(), witness, progress);
            sides.read();
            if (result instanceof ImportResult.Finished now) {
                finished = now;
            }
            return result;
        } catch (SQLException e) {
            throw site.lost(e);
        } catch (BackstayException e) {
            throw explained(e, approved, progress);
        }
    }

    /// Does everything that [#run] does, and rolls back.
    public ImportResult.Finished rehearse(Progress progress) throws BackstayException, InterruptedException {
        Planned approved = planned();
        try (Connection live = site.writer().open("backstay rehearsal " + id)) {
            Targets.require(live, approved.plan().target());
            var result = writing()
                    .rehearse(
                            live,
                            sides.begin(choices, schema.choices()),
                            approved.rows().triggers(),
                            progress);
            sides.read();
            if (!result.measured().equals(approved.rows().expected())) {
                throw Refusal.ROWS_CHANGED.stop();
            }
            return result;
        } catch (SQLException e) {
            throw site.lost(e);
        } catch (BackstayException e) {
            throw explained(e, approved, progress);
        }
    }

    /// Whether the plan was committed, by its row in live; waits for whoever is at it.
    public Optional<RestoreRegistry.Run> carriedOut() throws BackstayException {
        Planned approved = planned();
        try {
            return writing()
                    .carriedOut(
                            site.mapping().writing().registry(), approved.file().hash(), tenant.id());
        } catch (SQLException e) {
            throw site.lost(e);
        }
    }

    /// What a process of which only this is known had proven, if live's row is of that process and not of another.
    ///
    /// @param proof as [KeptProof] wrote it
    public Optional<ImportResult.Finished> committed(String proof, RestoreRegistry.Run row) throws BackstayException {
        try (Connection live = site.reader().open("backstay look " + id)) {
            return KeptProof.committed(live, proof, row);
        } catch (SQLException e) {
            throw site.lost(e);
        }
    }

    /// Goes on after a commit whose process died: what comes right after a commit is done again.
    ///
    /// @param done what was proven before it, committed
    public void resume(ImportResult.Finished done) throws BackstayException, InterruptedException {
        try (Connection live = site.writer().open("backstay resume " + id)) {
            Targets.require(live, planned().plan().target());
            TenantImport.raiseSequences(
                    live, site.mapping(), tenant.id(), done.measured().effects().keySet());
        } catch (SQLException e) {
            throw site.lost(e);
        }
        TenantFiles own = files;
        if (own != null) {
            own.resume(planned().plan().objects());
        }
        finished = done;
    }

    /// Whether a lost commit happened is asked of the very server that was written to, which a reader's may not be.
    private TenantImport writing() {
        return new TenantImport(() -> site.writer().open("backstay look " + id), clock);
    }

    /// What live refused because it is no longer what the plan was made for has a code of its own.
    private BackstayException explained(BackstayException stopped, Planned approved, Progress progress)
            throws InterruptedException {
        boolean telling = stopped.failure() instanceof Failure.Conflict || stopped.failure() instanceof Failure.Refused;
        if (!telling || Thread.currentThread().isInterrupted()) {
            return stopped;
        }
        try (Connection live = site.reader().open("backstay look " + id)) {
            if (!Targets.schema(live, site.mapping())
                    .equals(approved.plan().rows().schema())) {
                return Refusal.SCHEMA_CHANGED.stop("", stopped);
            }
            if (stopped.failure() instanceof Failure.Conflict && approved.rows().triggers() == TriggerMode.SUPPRESS) {
                sides.forget();
                var now = Comparison.run(sides.begin(choices, schema.choices()), live, progress)
                        .expected();
                sides.read();
                return now.equals(approved.rows().expected()) ? stopped : Refusal.ROWS_CHANGED.stop("", stopped);
            }
        } catch (SQLException | BackstayException e) {
            stopped.addSuppressed(e);
        }
        return stopped;
    }

    /// Reads everything again in a new session and brings the files back by version.
    public LookBack verify(Progress progress) throws BackstayException, InterruptedException {
        ImportResult.Finished done = finished;
        if (done == null || !done.proof().verified()) {
            throw new IllegalStateException("there is no committed import to look at");
        }
        progress.step("Bringing files back by version");
        RollbackResult back = files == null ? null : files.bringBack(progress);
        progress.step("Reading everything again in a new session");
        try (Connection live = site.reader().open("backstay verify " + id)) {
            AfterCheck.Result rows = AfterCheck.run(live, site.mapping(), tenant.id(), schema.choices(), done);
            FilePairing.Result pairs = files == null ? null : files.now(live, site.mapping(), tenant.id());
            return new LookBack(rows, back, pairs, firstNotTaken());
        } catch (SQLException e) {
            throw site.lost(e);
        }
    }

    /// As whom the import logs in to live.
    public String writer() {
        return site.writer().user();
    }

    /// What people call each table that was compared, by its qualified name.
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        site.mapping()
                .forTenant(tenant.id())
                .words()
                .labels()
                .forEach((table, label) -> labels.put(table.toString(), label));
        return labels;
    }

    /// The first commit in the log that lies after the restored moment; an absent one means that the log ends
    /// there.
    public @Nullable Instant firstNotTaken() throws BackstayException, InterruptedException {
        return sides.staging().firstAfter(origin(), clock.instant());
    }

    @Override
    public void close() {
        sides.close();
    }

    /// Of what was staged, or else is planned.
    private Origin origin() {
        Origin staged = sides.origin();
        if (staged != null) {
            return staged;
        }
        return LastingScratch.origin(planned().plan());
    }

    private Instant moment() {
        return origin().moment();
    }

    private Comparison.Result compared() {
        return Objects.requireNonNull(compared, "compare comes first");
    }

    private Planned planned() {
        return Objects.requireNonNull(planned, "plan comes first");
    }
}
