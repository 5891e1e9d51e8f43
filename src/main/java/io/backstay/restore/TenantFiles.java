package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.FileNames;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.rollback.PrefixAt;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackCounts;
import io.backstay.connect.s3.rollback.RollbackMeans;
import io.backstay.connect.s3.rollback.RollbackPlan;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.estate.Tenant;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import java.sql.Connection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One tenant's files on their way back: planned once, brought back once, in as many tries as it takes.
final class TenantFiles {
    private final String prefix;
    private final PrefixAt files;
    private final PrefixRollback look;
    private final PrefixRollback rollback;
    private @Nullable RollbackPlan approved;
    private @Nullable RollbackResult back;
    private boolean begun;

    TenantFiles(Site.Objects objects, Tenant tenant, Instant target) throws BackstayException {
        TenantPrefix own = objects.prefix(tenant.id());
        this.prefix = own.value();
        this.files = new PrefixAt(objects.reader(), own, target);
        this.look = new PrefixRollback(objects.reader(), own, target, RollbackScope.DELETED);
        this.rollback = new PrefixRollback(
                objects.writer(), own, target, RollbackScope.DELETED, RollbackMeans.with(objects.uploads()));
    }

    /// The files of a plan that was fixed before, which must lie where it says; absent when it names none.
    static @Nullable TenantFiles planned(RestorePlan plan, Site site, Tenant tenant) throws BackstayException {
        RestorePlan.Files planned = plan.files();
        if (planned == null) {
            return null;
        }
        Site.Objects store = site.objects();
        if (store == null || !store.asset().value().equals(planned.store())) {
            throw Refusal.FILES_CHANGED.stop(
                    (store == null ? "no object store" : store.asset()) + " instead of " + planned.store());
        }
        String prefix = store.prefix(tenant.id()).value();
        if (!prefix.equals(planned.prefix())) {
            throw Refusal.FILES_CHANGED.stop(prefix + " instead of " + planned.prefix());
        }
        return new TenantFiles(store, tenant, plan.source().restoreTo());
    }

    /// Looks at what would come back now; what was looked at last is what will be done.
    RollbackPlan plan() throws BackstayException, InterruptedException {
        RollbackPlan found = look.plan();
        approved = found;
        return found;
    }

    /// Pairs what the last good rows name with the files that there are, or that come back.
    FilePairing.Result restored(TenantRows rows) throws BackstayException, InterruptedException {
        FilePairing.Result[] found = new FilePairing.Result[1];
        FileNames.of(rows, prefix, names -> found[0] = FilePairing.restored(names, files));
        return Objects.requireNonNull(found[0]);
    }

    /// Pairs what the tenant's rows name now with the files that there are now.
    ///
    /// @param live a session as a role that sees every row
    FilePairing.Result now(Connection live, TenantMapping mapping, TenantId tenant)
            throws BackstayException, InterruptedException {
        FilePairing.Result[] found = new FilePairing.Result[1];
        FileNames.of(live, mapping, tenant, prefix, names -> found[0] = FilePairing.now(names, files));
        return Objects.requireNonNull(found[0]);
    }

    /// Takes over a plan that was made before: what would come back now must be what it says.
    void adopt(long planned) throws BackstayException, InterruptedException {
        long now = plan().counts().broughtBack();
        if (now != planned) {
            throw Refusal.FILES_CHANGED.stop(now + " instead of " + planned);
        }
    }

    /// Takes over a plan of which a process that is gone may have brought back a part.
    void resume(long planned) throws BackstayException, InterruptedException {
        RollbackPlan left = look.plan();
        RollbackCounts counts = left.counts();
        long done = Math.max(0, planned - counts.broughtBack());
        approved = new RollbackPlan(
                new RollbackCounts(
                        counts.undeleted() + done,
                        counts.copied(),
                        Math.max(0, counts.unchanged() - done),
                        counts.createdLater(),
                        counts.editsKept(),
                        counts.notRestored()),
                left.bytes(),
                left.digest(),
                left.archived(),
                left.later(),
                left.problems());
        begun = true;
    }

    /// Brings back what was planned; after a try that broke off, the rest.
    RollbackResult bringBack(Progress progress) throws BackstayException, InterruptedException {
        RollbackPlan whole = approved;
        if (whole == null) {
            throw new IllegalStateException("the files were not planned");
        }
        RollbackResult result = back;
        if (result == null) {
            RollbackPlan left = begun ? look.plan() : whole;
            begun = true;
            result = together(rollback.run(left, progress), whole.counts(), left.counts());
            back = result;
        }
        return result;
    }

    /// All tries as one. What was planned and is not left to do was found, in the last try's listing, to be what it
    /// was.
    private static RollbackResult together(RollbackResult last, RollbackCounts whole, RollbackCounts left) {
        long undeleted = Math.max(0, whole.undeleted() - left.undeleted());
        long copied = Math.max(0, whole.copied() - left.copied());
        RollbackCounts now = last.counts();
        return new RollbackResult(
                new RollbackCounts(
                        now.undeleted() + undeleted,
                        now.copied() + copied,
                        Math.max(0, now.unchanged() - undeleted - copied),
                        now.createdLater(),
                        now.editsKept(),
                        now.notRestored()),
                last.bytes(),
                last.verifiedByEtag(),
                last.verifiedBySize() + undeleted + copied,
                last.later(),
                last.problems(),
                last.held());
    }
}
