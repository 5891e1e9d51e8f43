package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentFinder;
import io.backstay.restore.find.MomentQuestion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The older sides of one restore: the last good moment and, when somebody asked for it, the moment after the
/// incident, each recovered into a scratch server, and the tenant's rows in them.
///
/// Used by one thread at a time. A reading that was cut short leaves a session out of step; the next one opens
/// another.
final class Sides implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sides.class.getName());

    private final String id;
    private final Site site;
    private final Tenant tenant;
    private final MomentFinder finder;
    private @Nullable Scratch lastGood;
    private @Nullable Scratch damaged;
    private @Nullable Question held;
    /// Set while the rows are read.
    private boolean inUse;

    Sides(String id, Site site, Tenant tenant) {
        this.id = id;
        this.site = site;
        this.tenant = tenant;
        this.finder = new MomentFinder(site.ground(), tenant);
    }

    /// Searches for the transaction that did the damage, before anything is staged.
    FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        if (lastGood != null) {
            throw new IllegalStateException("the scratch server stands already");
        }
        return finder.find(question, watch, progress);
    }

    /// Recovers the last good moment; one that is there already is the answer. The standby of a search is taken on
    /// if
    /// it stands at that moment.
    ScratchServer stage(PointId point, Instant target, Progress progress)
            throws BackstayException, InterruptedException {
        if (lastGood == null) {
            BackupPoint from = BackupPoint.read(site.backups().resolve(point.value()));
            ScratchServer server = finder.promote(from, target, progress);
            finder.close();
            lastGood = scratch(server == null ? recover(from, target, progress) : server, target);
        }
        return lastGood.server();
    }

    /// Recovers the moment after the incident beside it.
    ScratchServer stageDamaged(PointId point, Instant target, Progress progress)
            throws BackstayException, InterruptedException {
        if (damaged == null) {
            BackupPoint from = BackupPoint.read(site.backups().resolve(point.value()));
            damaged = scratch(recover(from, target, progress), target);
            forget();
        }
        return damaged.server();
    }

    /// Removes what a killed process of this restore left running.
    ///
    /// @return what was cleared, a sentence each
    List<String> clear() throws BackstayException, InterruptedException {
        return recovery().clear();
    }

    private ScratchServer recover(BackupPoint from, Instant target, Progress progress)
            throws BackstayException, InterruptedException {
        return recovery().recover(from, site.archive(), target, site.scratch().password(), progress);
    }

    private Recovery recovery() {
        return site.recovery().within(id);
    }

    private Scratch scratch(ScratchServer server, Instant target) throws BackstayException {
        try {
            return new Scratch(
                    target.truncatedTo(ChronoUnit.MICROS), server, site.reader().database(), "backstay restore " + id);
        } catch (BackstayException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// The last good moment, absent while nothing is staged.
    @Nullable
    Instant target() {
        Scratch up = lastGood;
        return up == null ? null : up.target();
    }

    /// The moment after the incident, absent when nobody asked for it.
    @Nullable
    Instant damagedAt() {
        Scratch up = damaged;
        return up == null ? null : up.target();
    }

    /// The tenant's rows on the older sides, for a reading that ends with [#read].
    ///
    /// @param schema what was answered where live has another schema
    Question begin(Choices choices, SchemaChoices schema) throws BackstayException, InterruptedException {
        if (inUse) {
            forget();
        }
        Question found = held;
        // Set before the rows are looked for: a look that is cut short leaves a session out of step, too.
        inUse = true;
        if (found == null) {
            Scratch then = Objects.requireNonNull(lastGood, "stage comes first");
            TenantRows rows = Closure.find(then.session(), site.mapping(), tenant.id());
            TenantRows after = damaged == null ? null : Closure.find(damaged.session(), site.mapping(), tenant.id());
            found = new Question(rows, after, choices);
        }
        found.lastGood().choose(schema);
        held = new Question(found.lastGood(), found.damaged(), choices);
        return held;
    }

    /// The reading came to its end.
    void read() {
        inUse = false;
    }

    /// Lets the rows go; the next reading finds them again.
    void forget() throws BackstayException {
        Question rows = held;
        held = null;
        if (inUse) {
            if (lastGood != null) {
                lastGood.renew();
            }
            if (damaged != null) {
                damaged.renew();
            }
            inUse = false;
        } else if (rows != null) {
            rows.lastGood().close();
            if (rows.damaged() != null) {
                rows.damaged().close();
            }
        }
    }

    @Override
    public void close() {
        try {
            if (!inUse) {
                forget();
            }
        } catch (BackstayException e) {
            // The servers are stopped below, and their sessions with them.
            LOG.log(System.Logger.Level.DEBUG, "the scratch session's transaction did not end by itself", e);
        } finally {
            try (finder) {
                if (damaged != null) {
                    damaged.close();
                    damaged = null;
                }
            } finally {
                if (lastGood != null) {
                    lastGood.close();
                    lastGood = null;
                }
            }
        }
    }
}
