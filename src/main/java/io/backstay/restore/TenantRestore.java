package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.ScratchServer;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.tenant.AfterCheck;
import io.backstay.connect.postgres.tenant.Closure;
import io.backstay.connect.postgres.tenant.Comparison;
import io.backstay.connect.postgres.tenant.ImportPlan;
import io.backstay.connect.postgres.tenant.ImportResult;
import io.backstay.connect.postgres.tenant.TenantImport;
import io.backstay.connect.postgres.tenant.TenantRows;
import io.backstay.connect.postgres.tenant.TriggerMode;
import io.backstay.connect.s3.PrefixRollback;
import io.backstay.connect.s3.RollbackPlan;
import io.backstay.connect.s3.RollbackResult;
import io.backstay.connect.s3.RollbackScope;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.estate.Tenant;
import io.backstay.seal.CanonicalJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One tenant's way back: scratch, rows, difference, plan, import with its proof, and the look back afterwards.
///
/// Steps are called in that order by one thread; a step before its turn is a defect of the caller. Nothing is written
/// to live before [#run], and closing stops and removes the scratch server whatever was reached.
public final class TenantRestore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TenantRestore.class.getName());

    /// A plan that nobody has run by then describes a live database that has moved on.
    private static final Duration PLAN_VALID = Duration.ofMinutes(60);

    private final String id;
    private final Site site;
    private final Tenant tenant;
    private final InstantSource clock;
    private @Nullable Scratch scratch;
    private @Nullable TenantRows held;
    private Comparison.@Nullable Result compared;
    private @Nullable Planned planned;
    private ImportResult.@Nullable Finished finished;

    private record Scratch(BackupPoint backup, Instant target, ScratchServer server, Connection session) {}

    private record Planned(
            RestorePlan plan,
            String hash,
            ImportPlan rows,
            @Nullable RollbackPlan objects) {}

    /// A restore that has not begun.
    ///
    /// @param id such as `R-0001`
    public TenantRestore(String id, Site site, Tenant tenant, InstantSource clock) {
        this.id = id;
        this.site = site;
        this.tenant = tenant;
        this.clock = clock;
    }

    /// What comparing found.
    ///
    /// @param rows the tenant's rows in the scratch server, held until the restore is closed
    public record Compared(TenantRows rows, Comparison.Result result) {}

    /// A plan and the hash of its canonical form, in hex.
    public record HashedPlan(RestorePlan plan, String sha256) {}

    /// What the look back found.
    ///
    /// @param objects       absent when the tenant has no files here
    /// @param firstNotTaken the first commit after the restored moment, absent when the log has none
    public record LookBack(
            AfterCheck.Result rows,
            @Nullable RollbackResult objects,
            @Nullable Instant firstNotTaken) {
        /// Whether everything that was wanted is there.
        public boolean holds() {
            return rows.holds() && (objects == null || objects.complete());
        }
    }

    /// Recovers a point to a moment in a scratch server.
    public ScratchServer stage(PointId point, Instant target, Progress progress)
            throws BackstayException, InterruptedException {
        if (scratch != null) {
            throw new IllegalStateException("the scratch server runs already");
        }
        BackupPoint backup = BackupPoint.read(site.backups().resolve(point.value()));
        ScratchServer server = site.recovery()
                .recover(backup, site.archive(), target, site.superuser().password(), progress);
        Connection session;
        try {
            session = server.login(site.prover().database()).open("backstay restore " + id);
        } catch (BackstayException | RuntimeException e) {
            server.close();
            throw e;
        }
        scratch = new Scratch(backup, target.truncatedTo(ChronoUnit.MICROS), server, session);
        return server;
    }

    /// Finds the tenant's rows and compares them with live.
    public Compared compare(Progress progress) throws BackstayException, InterruptedException {
        progress.step("Finding the tenant's rows over foreign keys");
        closeRows();
        TenantRows rows = Closure.find(scratch().session(), site.mapping(), tenant.id());
        held = rows;
        progress.step("Comparing with live");
        try (Connection live = site.prover().open("backstay compare " + id)) {
            compared = Comparison.run(rows, live, progress);
        } catch (SQLException e) {
            throw lost(e);
        }
        return new Compared(rows, compared);
    }

    /// Fixes what will be written.
    public HashedPlan plan() throws BackstayException, InterruptedException {
        Comparison.Result difference = compared();
        PrefixRollback rollback = rollback();
        RollbackPlan objects = rollback == null ? null : rollback.plan();
        Map<String, Long> counts = new TreeMap<>();
        difference.expected().effects().forEach((table, effect) -> counts.put(table.toString(), effect.inserted()));
        Site.Objects files = site.objects();
        RestorePlan plan = new RestorePlan(
                id,
                tenant,
                scratch().backup().folder().getFileName().toString(),
                scratch().target(),
                fingerprint(),
                difference.expected().fingerprint(),
                counts,
                difference.expected().digest(),
                "suppress",
                files == null ? null : files.prefix().apply(tenant.id().value()),
                objects == null ? 0 : objects.counts().broughtBack(),
                clock.instant().plus(PLAN_VALID).truncatedTo(ChronoUnit.SECONDS));
        String hash = CanonicalJson.hash(plan.canonicalValue());
        planned = new Planned(
                plan, hash, new ImportPlan(hash, tenant.id(), TriggerMode.SUPPRESS, difference.expected()), objects);
        return new HashedPlan(plan, hash);
    }

    /// Carries out the plan in one transaction and proves before the commit.
    public ImportResult run(Progress progress) throws BackstayException, InterruptedException {
        Planned approved = planned();
        if (!clock.instant().isBefore(approved.plan().expiresAt())) {
            throw new BackstayException(new Failure.Conflict(
                    "The plan expired at " + approved.plan().expiresAt(),
                    "Nothing was changed. Compare again and build a new plan."));
        }
        if (!fingerprint().equals(approved.plan().target())) {
            throw new BackstayException(new Failure.Conflict(
                    "Live is not the database that the plan was made for",
                    "Nothing was changed. Check the connection, compare again and build a new plan."));
        }
        TenantImport writing = new TenantImport(() -> site.prover().open("backstay look " + id), clock);
        try (Connection live = site.prover().open("backstay import " + id)) {
            ImportResult result = writing.run(live, rows(), approved.rows(), progress);
            if (result instanceof ImportResult.Finished now) {
                finished = now;
            }
            return result;
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    /// Reads everything again in a new session and brings the files back by version.
    public LookBack verify(Progress progress) throws BackstayException, InterruptedException {
        ImportResult.Finished done = finished;
        if (done == null || !done.proof().verified()) {
            throw new IllegalStateException("there is no committed import to look at");
        }
        progress.step("Bringing files back by version");
        RollbackResult files = null;
        PrefixRollback rollback = rollback();
        RollbackPlan wanted = planned().objects();
        if (rollback != null && wanted != null) {
            files = rollback.run(wanted, progress);
        }
        progress.step("Reading everything again in a new session");
        try (Connection live = site.prover().open("backstay verify " + id)) {
            AfterCheck.Result rows = AfterCheck.run(live, site.mapping(), tenant.id(), done);
            return new LookBack(rows, files, firstNotTaken());
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    /// What people call each table that was compared, by its qualified name.
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        site.mapping().words().labels().forEach((table, label) -> labels.put(table.toString(), label));
        return labels;
    }

    /// The first commit in the log that lies after the restored moment; an absent one means that the log ends there.
    public @Nullable Instant firstNotTaken() throws BackstayException, InterruptedException {
        Instant target = scratch().target();
        Instant[] first = new Instant[1];
        site.archive().commitsBetween(scratch().backup(), target.plus(1, ChronoUnit.MICROS), clock.instant(), event -> {
            if (event instanceof WalEvent.Commit commit) {
                first[0] = commit.at();
            }
            return first[0] == null;
        });
        return first[0];
    }

    @Override
    public void close() {
        try {
            closeRows();
            if (scratch != null) {
                scratch.session().close();
            }
        } catch (BackstayException | SQLException e) {
            // The server is stopped below, and its sessions with it.
            LOG.log(System.Logger.Level.DEBUG, "the scratch session did not end by itself", e);
        } finally {
            if (scratch != null) {
                scratch.server().close();
                scratch = null;
            }
        }
    }

    private void closeRows() throws BackstayException {
        if (held != null) {
            TenantRows rows = held;
            held = null;
            rows.close();
        }
    }

    private @Nullable PrefixRollback rollback() {
        Site.Objects objects = site.objects();
        if (objects == null) {
            return null;
        }
        String prefix = objects.prefix().apply(tenant.id().value());
        return new PrefixRollback(
                objects.store(), new TenantPrefix(prefix), scratch().target(), RollbackScope.DELETED);
    }

    /// The server and database that live really is, however its address reads.
    private String fingerprint() throws BackstayException {
        String sql = """
                select (select system_identifier from pg_control_system()) || '/' || oid || '/' || datname
                from pg_database where datname = current_database()""";
        try (Connection live = site.prover().open("backstay look " + id);
                var statement = live.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    private BackstayException lost(SQLException e) {
        String why = e.getSQLState() == null ? "the connection broke" : "error " + e.getSQLState();
        return new BackstayException(
                new Failure.Unreachable(
                        site.prover().host() + ":" + site.prover().port(), why),
                e);
    }

    private Scratch scratch() {
        return Objects.requireNonNull(scratch, "stage comes first");
    }

    private TenantRows rows() {
        return Objects.requireNonNull(held, "compare comes first");
    }

    private Comparison.Result compared() {
        return Objects.requireNonNull(compared, "compare comes first");
    }

    private Planned planned() {
        return Objects.requireNonNull(planned, "plan comes first");
    }
}
