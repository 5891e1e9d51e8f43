package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.postgres.tenant.AfterCheck;
import io.backstay.connect.postgres.tenant.Closure;
import io.backstay.connect.postgres.tenant.Comparison;
import io.backstay.connect.postgres.tenant.ImportPlan;
import io.backstay.connect.postgres.tenant.ImportResult;
import io.backstay.connect.postgres.tenant.TenantImport;
import io.backstay.connect.postgres.tenant.TenantRows;
import io.backstay.connect.postgres.tenant.TriggerMode;
import io.backstay.connect.s3.RollbackPlan;
import io.backstay.connect.s3.RollbackResult;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentFinder;
import io.backstay.restore.find.Question;
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
/// Steps are called in that order by one thread at a time; a step before its turn is a defect of the caller, and
/// one that failed or was interrupted may be called again. Nothing is written to live before [#run], and closing
/// stops and removes the scratch server whatever was reached.
///
/// The login that may write is opened by [#run] only; whatever looks at live before and after uses the one that
/// reads.
public final class TenantRestore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TenantRestore.class.getName());

    /// A plan that nobody has run by then describes a live database that has moved on.
    private static final Duration PLAN_VALID = Duration.ofMinutes(60);

    private final String id;
    private final Site site;
    private final Tenant tenant;
    private final InstantSource clock;
    private final MomentFinder finder;
    private @Nullable Scratch scratch;
    private @Nullable TenantRows held;
    private Comparison.@Nullable Result compared;
    private @Nullable Planned planned;
    private ImportResult.@Nullable Finished finished;
    private @Nullable TenantFiles files;
    /// Set while the rows are read; one that was cut short leaves the session unusable.
    private boolean rowsInUse;

    private record Planned(RestorePlan plan, ImportPlan rows) {}

    /// A restore that has not begun.
    ///
    /// @param id such as `R-0001`
    public TenantRestore(String id, Site site, Tenant tenant, InstantSource clock) {
        this.id = id;
        this.site = site;
        this.tenant = tenant;
        this.clock = clock;
        this.finder = new MomentFinder(site.ground(), tenant);
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

    /// Searches for the transaction that did the damage; may be left out, and must come before [#stage].
    public FoundMoment find(Question question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        if (scratch != null) {
            throw new IllegalStateException("the scratch server stands already");
        }
        return finder.find(question, watch, progress);
    }

    /// Recovers a point to a moment in a scratch server; one that runs already is the answer. The standby of a
    /// search is taken on if it stands at that moment.
    public ScratchServer stage(PointId point, Instant target, Progress progress)
            throws BackstayException, InterruptedException {
        if (scratch != null) {
            return scratch.server();
        }
        BackupPoint backup = BackupPoint.read(site.backups().resolve(point.value()));
        ScratchServer server = finder.promote(backup, target, progress);
        finder.close();
        if (server == null) {
            server = site.recovery()
                    .recover(backup, site.archive(), target, site.scratch().password(), progress);
        }
        try {
            scratch = new Scratch(
                    backup,
                    target.truncatedTo(ChronoUnit.MICROS),
                    server,
                    site.reader().database(),
                    "backstay restore " + id);
        } catch (BackstayException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /// Finds the tenant's rows and compares them with live.
    public Compared compare(Progress progress) throws BackstayException, InterruptedException {
        progress.step("Finding the tenant's rows over foreign keys");
        closeRows();
        rowsInUse = true;
        TenantRows rows = findRows();
        progress.step("Comparing with live");
        try (Connection live = site.reader().open("backstay compare " + id)) {
            compared = Comparison.run(rows, live, progress);
            rowsInUse = false;
        } catch (SQLException e) {
            throw lost(e);
        }
        return new Compared(rows, compared);
    }

    /// Fixes what will be written.
    public HashedPlan plan() throws BackstayException, InterruptedException {
        Comparison.Result difference = compared();
        Site.Objects store = site.objects();
        files = store == null ? null : new TenantFiles(store, tenant, scratch().target());
        RollbackPlan objects = files == null ? null : files.plan();
        Map<String, Long> counts = new TreeMap<>();
        difference.expected().effects().forEach((table, effect) -> counts.put(table.toString(), effect.inserted()));
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
                store == null ? null : store.prefix().apply(tenant.id().value()),
                objects == null ? 0 : objects.counts().broughtBack(),
                clock.instant().plus(PLAN_VALID).truncatedTo(ChronoUnit.SECONDS));
        String hash = CanonicalJson.hash(plan.canonicalValue());
        planned = new Planned(plan, new ImportPlan(hash, tenant.id(), TriggerMode.SUPPRESS, difference.expected()));
        return new HashedPlan(plan, hash);
    }

    /// Carries out the plan in one transaction and proves before the commit; a plan that was carried out is not
    /// carried out again.
    public ImportResult run(Progress progress) throws BackstayException, InterruptedException {
        Planned approved = planned();
        ImportResult.Finished before = finished;
        if (before != null && before.proof().verified()) {
            return before;
        }
        if (!clock.instant().isBefore(approved.plan().expiresAt())) {
            throw new BackstayException(new Failure.Conflict(
                    "The plan expired at " + approved.plan().expiresAt(),
                    "Nothing was changed. Compare again and build a new plan."));
        }
        // Whether a lost commit happened is asked of the very server that was written to, which a reader's may not be.
        TenantImport writing = new TenantImport(() -> site.writer().open("backstay look " + id), clock);
        try (Connection live = site.writer().open("backstay import " + id)) {
            if (!fingerprint(live).equals(approved.plan().target())) {
                throw new BackstayException(new Failure.Conflict(
                        "Live is not the database that the plan was made for",
                        "Nothing was changed. Check the connection, compare again and build a new plan."));
            }
            TenantRows rows = rows();
            rowsInUse = true;
            var result = writing.run(live, rows, approved.rows(), progress);
            rowsInUse = false;
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
        RollbackResult back = files == null ? null : files.bringBack(progress);
        progress.step("Reading everything again in a new session");
        try (Connection live = site.reader().open("backstay verify " + id)) {
            AfterCheck.Result rows = AfterCheck.run(live, site.mapping(), tenant.id(), done);
            return new LookBack(rows, back, firstNotTaken());
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    /// As whom the import logs in to live.
    public String writer() {
        return site.writer().user();
    }

    /// What people call each table that was compared, by its qualified name.
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        site.mapping().words().labels().forEach((table, label) -> labels.put(table.toString(), label));
        return labels;
    }

    /// The first commit in the log that lies after the restored moment; an absent one means that the log ends
    /// there.
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
            if (!rowsInUse) {
                closeRows();
            }
        } catch (BackstayException e) {
            // The server is stopped below, and its sessions with it.
            LOG.log(System.Logger.Level.DEBUG, "the scratch session's transaction did not end by itself", e);
        } finally {
            try (finder) {
                if (scratch != null) {
                    scratch.close();
                    scratch = null;
                }
            }
        }
    }

    private void closeRows() throws BackstayException {
        TenantRows rows = held;
        held = null;
        if (rowsInUse) {
            scratch().renew();
            rowsInUse = false;
        } else if (rows != null) {
            rows.close();
        }
    }

    private String fingerprint() throws BackstayException {
        try (Connection live = site.reader().open("backstay look " + id)) {
            return fingerprint(live);
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    /// The server and database that a session really is on, however its address reads.
    private static String fingerprint(Connection live) throws SQLException {
        String sql = """
                select (select system_identifier from pg_control_system()) || '/' || oid || '/' || datname
                from pg_database where datname = current_database()""";
        try (var statement = live.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private BackstayException lost(SQLException e) {
        String why = e.getSQLState() == null ? "the connection broke" : "error " + e.getSQLState();
        return new BackstayException(
                new Failure.Unreachable(
                        site.reader().host() + ":" + site.reader().port(), why),
                e);
    }

    private Scratch scratch() {
        return Objects.requireNonNull(scratch, "stage comes first");
    }

    /// The rows that were compared; found again when a reading of them was cut short.
    private TenantRows rows() throws BackstayException, InterruptedException {
        if (rowsInUse) {
            closeRows();
        }
        return held == null ? findRows() : held;
    }

    private TenantRows findRows() throws BackstayException, InterruptedException {
        TenantRows found = Closure.find(scratch().session(), site.mapping(), tenant.id());
        held = found;
        return found;
    }

    private Comparison.Result compared() {
        return Objects.requireNonNull(compared, "compare comes first");
    }

    private Planned planned() {
        return Objects.requireNonNull(planned, "plan comes first");
    }
}
