package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.load.AfterCheck;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.load.TenantUndo;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Takes back what a restore committed, by its plan. What was written in live decides what there is to undo and
/// whether it was undone; the login that may write is opened by [#run] only.
public final class RestoreUndo {
    private static final String LOOKING = "Looking at what an undo would do";

    private final String id;
    private final Site site;
    private final PlanFile file;
    private final ImportPlan plan;
    private final InstantSource clock;

    /// @param id such as `R-0001`
    /// @throws BackstayException when the tenant's rows are found otherwise than they were for the plan
    public RestoreUndo(String id, Site site, PlanFile file, InstantSource clock) throws BackstayException {
        if (!file.plan().rows().mapping().equals(MappingPrint.of(site.mapping()))) {
            throw Refusal.MAPPING_CHANGED.stop();
        }
        this.id = id;
        this.site = site;
        this.file = file;
        this.plan = PlannedRows.read(file);
        this.clock = clock;
    }

    /// Whether it was undone, by its row in live; reads only.
    public Optional<RestoreRegistry.Run> undone() throws BackstayException, InterruptedException {
        try (Connection live = looked()) {
            return registry().find(new Db(live), order(Map.of()).undoHash());
        } catch (SQLException e) {
            throw SqlFailures.translate(LOOKING, e);
        }
    }

    /// What an undo would do; reads only.
    ///
    /// @param chosen rows that are undone although the tenant has touched them since, by table
    public TenantUndo.Outlook look(Map<TableName, Chosen> chosen) throws BackstayException, InterruptedException {
        try (Connection live = looked()) {
            if (registry().find(new Db(live), file.hash()).isEmpty()) {
                throw Refusal.UNDO_NOTHING.stop();
            }
            return undo().look(live, site.mapping(), order(chosen));
        } catch (SQLException e) {
            throw SqlFailures.translate(LOOKING, e);
        }
    }

    /// Undoes, once, in one transaction that proves itself before the commit; a proof that fails rolls back and is
    /// a result, not a failure.
    ///
    /// @param witness hears what was proven before it is committed
    public ImportResult run(Map<TableName, Chosen> chosen, TenantImport.Witness witness, Progress progress)
            throws BackstayException, InterruptedException {
        TenantUndo.Order order = order(chosen);
        try (Connection live = site.writer().open("backstay undo " + id)) {
            Targets.require(live, file.plan().target());
            return attempt(live, order, witness, progress);
        } catch (SQLException e) {
            throw SqlFailures.translate("The undo", e);
        }
    }

    /// What an attempt of which only this is known came to, if it is the one that live's row tells of: its
    /// transaction was not rolled back.
    ///
    /// @param proof what that attempt had proven, as [KeptProof] wrote it
    /// @param row   live's row
    public Optional<ImportResult.Finished> committed(String proof, RestoreRegistry.Run row)
            throws BackstayException, InterruptedException {
        try (Connection live = looked()) {
            return KeptProof.committed(live, proof, row);
        } catch (SQLException e) {
            throw SqlFailures.translate(LOOKING, e);
        }
    }

    /// Reads the tenant's rows again, in a new session after the commit.
    ///
    /// @return whether they are as the undo left them, but for what was written since
    public boolean verify(ImportResult.Finished done) throws BackstayException, InterruptedException {
        try (Connection live = looked()) {
            return AfterCheck.ofUndo(live, site.mapping(), order(Map.of()), done)
                    .holds();
        } catch (SQLException e) {
            throw SqlFailures.translate(LOOKING, e);
        }
    }

    private ImportResult attempt(
            Connection live, TenantUndo.Order order, TenantImport.Witness witness, Progress progress)
            throws BackstayException, InterruptedException {
        try {
            return undo().run(live, site.mapping(), order, witness, progress);
        } catch (BackstayException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            Optional<RestoreRegistry.Run> committed = decided(order, e);
            if (committed.isPresent()) {
                return new ImportResult.AlreadyDone(committed.get());
            }
            throw explained(order, e);
        }
    }

    /// Its row in live says whether it was committed, whatever the answer to the commit was.
    private Optional<RestoreRegistry.Run> decided(TenantUndo.Order order, BackstayException stopped)
            throws BackstayException {
        try {
            return new TenantImport(this::writing, clock)
                    .carriedOut(site.mapping().writing().registry(), order.undoHash(), order.tenant());
        } catch (SQLException | BackstayException e) {
            stopped.addSuppressed(e);
            throw Refusal.UNDO_UNDECIDED.stop(stopped.failure().message(), stopped);
        }
    }

    /// What stands in the way has a code of its own.
    private BackstayException explained(TenantUndo.Order order, BackstayException stopped) throws InterruptedException {
        if (!(stopped.failure() instanceof Failure.Conflict)) {
            return stopped;
        }
        try {
            TenantUndo.Outlook now = look(order.chosen());
            if (!now.touched().isEmpty()) {
                return Refusal.UNDO_TOUCHED.stop(
                        String.join(
                                "; ",
                                now.touched().values().stream()
                                        .map(TenantUndo.Touched::sentence)
                                        .toList()),
                        stopped);
            }
            if (!now.needed().isEmpty()) {
                return Refusal.UNDO_NEEDED.stop(String.join(", ", now.needed()), stopped);
            }
        } catch (BackstayException e) {
            stopped.addSuppressed(e);
        }
        return stopped;
    }

    private Connection looked() throws BackstayException, SQLException {
        Connection live = site.reader().open("backstay look " + id);
        boolean right = false;
        try {
            Target planned = file.plan().target();
            Targets.require(live, planned, planned.account());
            right = true;
            return live;
        } finally {
            if (!right) {
                live.close();
            }
        }
    }

    private Connection writing() throws BackstayException {
        return site.writer().open("backstay look " + id);
    }

    private TenantUndo undo() {
        return new TenantUndo(this::writing, clock);
    }

    private RestoreRegistry registry() {
        return new RestoreRegistry(site.mapping().writing().registry());
    }

    private TenantUndo.Order order(Map<TableName, Chosen> chosen) throws BackstayException {
        return new TenantUndo.Order(
                plan.hash(),
                plan.tenant(),
                plan.triggers(),
                PlannedChoices.schema(file.plan().choices()),
                chosen);
    }
}
