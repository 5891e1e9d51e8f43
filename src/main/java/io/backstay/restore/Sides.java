package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The older sides of one restore: the last good moment and, when somebody asked for it, the moment after the
/// incident, each in a scratch database, and the tenant's rows in them.
///
/// Used by one thread at a time. A reading that was cut short leaves a session out of step; the next one opens
/// another.
final class Sides implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sides.class.getName());

    private final String id;
    private final Site site;
    private final Tenant tenant;
    private final Staging staging;
    private @Nullable Scratch lastGood;
    private @Nullable Scratch damaged;
    private @Nullable Question held;
    /// Set while the rows are read.
    private boolean inUse;

    Sides(String id, Site site, Tenant tenant) {
        this.id = id;
        this.site = site;
        this.tenant = tenant;
        this.staging = site.staging(id, tenant);
    }

    /// Searches for the transaction that did the damage, before anything is staged.
    FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        if (lastGood != null) {
            throw new IllegalStateException("the scratch server stands already");
        }
        return staging.find(question, watch, progress);
    }

    /// Makes the scratch databases.
    Staging staging() {
        return staging;
    }

    /// Makes the last good moment; one that is there already is the answer.
    Staged stage(Origin origin, Progress progress) throws BackstayException, InterruptedException {
        Scratch up = lastGood;
        if (up == null) {
            up = scratch(staging.bringUp(origin, progress), origin);
            lastGood = up;
        }
        return up.server();
    }

    /// Makes the moment after the incident beside it.
    Staged stageDamaged(Origin origin, Progress progress) throws BackstayException, InterruptedException {
        Scratch up = damaged;
        if (up == null) {
            up = scratch(staging.bringUp(origin, progress), origin);
            damaged = up;
            forget();
        }
        return up.server();
    }

    /// Lets both go, and has those taken away that would stay.
    List<String> over(RestorePlan plan, Staging.Recording recording, Progress progress)
            throws BackstayException, InterruptedException {
        if (staging.by() == null) {
            // They go with the restore, and somebody may want to compare once more before.
            return List.of();
        }
        close();
        return LastingScratch.over(plan, staging, recording, progress);
    }

    private Scratch scratch(Staged server, Origin origin) throws BackstayException {
        try {
            return new Scratch(origin, server, site.reader().database(), "backstay restore " + id);
        } catch (BackstayException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// Of the last good moment, absent while nothing is staged.
    @Nullable
    Origin origin() {
        Scratch up = lastGood;
        return up == null ? null : up.origin();
    }

    /// The moment after the incident, absent when nobody asked for it.
    @Nullable
    Instant damagedAt() {
        Scratch up = damaged;
        return up == null ? null : up.origin().moment();
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
            // The servers are let go below.
            LOG.log(System.Logger.Level.DEBUG, "the scratch session's transaction did not end by itself", e);
        } finally {
            try (staging) {
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
