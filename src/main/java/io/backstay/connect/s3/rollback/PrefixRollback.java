package io.backstay.connect.s3.rollback;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.copy.Archive;
import io.backstay.connect.s3.wire.ListedVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Brings the objects of one tenant back to what they were at an instant, by their versions, and deletes nothing.
///
/// What is gone comes back by taking its delete marker off where the wanted version lies right under it and the key
/// may take one off; otherwise the wanted version is copied on top, and whatever was there stays as an older version.
/// Keys that were created later are kept and listed. Running it again finds nothing left to do, and goes on where a run
/// broke off: the store's own versions say what is left.
///
/// Versions in an archive must be asked for first ([#retrieve]); objects too large for one copy are copied in parts.
public final class PrefixRollback {
    private final ObjectStore store;
    private final TenantPrefix prefix;
    private final Instant at;
    private final RollbackScope scope;
    private final RollbackMeans means;

    /// With the usual means.
    public PrefixRollback(ObjectStore store, TenantPrefix prefix, Instant at, RollbackScope scope) {
        this(store, prefix, at, scope, RollbackMeans.usual());
    }

    public PrefixRollback(
            ObjectStore store, TenantPrefix prefix, Instant at, RollbackScope scope, RollbackMeans means) {
        this.store = store;
        this.prefix = prefix;
        this.at = at;
        this.scope = scope;
        this.means = means;
    }

    /// What would be done now; changes nothing.
    public RollbackPlan plan() throws BackstayException, InterruptedException {
        requireVersions();
        RollbackTally tally = new RollbackTally(true);
        new PrefixAt(store, prefix, at).forEach(key -> tally.count(key, RollbackStep.of(key, scope)));
        return tally.plan();
    }

    /// Does what the plan says, key by key, and looks at every object afterwards.
    ///
    /// A key that fails becomes a problem of the result; the others go on. When the store cannot be reached any
    /// more the run ends with a failure; what is back stays, and a new plan covers the rest.
    ///
    /// @throws BackstayException a [Failure.Conflict] when the plan is no longer what would be done; nothing is
    /// changed then
    public RollbackResult run(RollbackPlan plan, Progress progress) throws BackstayException, InterruptedException {
        if (!plan().digest().equals(plan.digest())) {
            throw new BackstayException(new Failure.Conflict(
                    "The objects under " + prefix + " changed since the plan was made",
                    "Make a new plan and approve it."));
        }
        long total = plan.counts().broughtBack();
        RollbackTally tally = new RollbackTally(false);
        Count count = new Count();
        Pace pace = new Pace(means.atOnce());
        KeyWork work = new KeyWork(store, means, pace);
        try (Lanes<Outcome> lanes = new Lanes<>(means.atOnce(), pace, outcome -> {
            outcome.count(tally);
            if (outcome.done() != null) {
                count.done++;
                progress.advance(count.done, total);
            }
        })) {
            lanes.run(() -> new PrefixAt(store, prefix, at).forEach(key -> {
                RollbackStep step = RollbackStep.of(key, scope);
                if (acts(step)) {
                    lanes.give(() -> worked(work, key, step));
                } else {
                    lanes.tell(new Outcome(key, step, null));
                }
            }));
        }
        return tally.result();
    }

    /// What is wanted and lies in an archive; changes nothing.
    public ArchivedFiles archived() throws BackstayException, InterruptedException {
        Count found = new Count();
        Count bytes = new Count();
        forEachArchived(wanted -> {
            found.done++;
            bytes.done += wanted.version().size().bytes();
        });
        return new ArchivedFiles(found.done, new ByteSize(bytes.done));
    }

    /// Asks for the versions that lie in an archive and are wanted, so that a later run finds them; costs money, so
    /// that a person agrees first.
    ///
    /// @param days  how long they can be read then
    /// @return how many were asked for now; those under way or there already are not among them
    public long retrieve(int days, Archive.Haste haste, Progress progress)
            throws BackstayException, InterruptedException {
        Archive archive = new Archive(store);
        Count asked = new Count();
        forEachArchived(wanted -> {
            asked.done += archive.ask(wanted, days, haste) ? 1 : 0;
            progress.advance(asked.done, -1);
        });
        return asked.done;
    }

    /// Takes one version.
    @FunctionalInterface
    private interface Taker {
        void take(ListedVersion wanted) throws BackstayException, InterruptedException;
    }

    /// Also those under a delete marker: a key that may take no marker off needs their bytes for a copy, and whoever
    /// reads the object does.
    private void forEachArchived(Taker taker) throws BackstayException, InterruptedException {
        new PrefixAt(store, prefix, at).forEach(key -> {
            ListedVersion wanted = switch (RollbackStep.of(key, scope)) {
                case RollbackStep.CopyForward(var copied) -> copied;
                case RollbackStep.Undelete(var _, var uncovered) -> uncovered;
                default -> null;
            };
            if (wanted != null && wanted.archived()) {
                taker.take(wanted);
            }
        });
    }

    /// On a bucket that does not keep versions now, a copy would overwrite for good.
    private void requireVersions() throws BackstayException, InterruptedException {
        if (store.versioning() != Versioning.ENABLED) {
            throw new BackstayException(new Failure.Unsupported(
                    "Bringing objects back in a bucket whose versioning is not enabled",
                    "Enable versioning on bucket " + store.address().bucket() + " first."));
        }
    }

    private static boolean acts(RollbackStep step) {
        return step instanceof RollbackStep.Undelete || step instanceof RollbackStep.CopyForward;
    }

    /// What came of a key, told in the order of the keys.
    ///
    /// @param done absent when there was nothing to do
    private record Outcome(KeyAt key, RollbackStep step, KeyWork.@Nullable Done done) {
        void count(RollbackTally tally) {
            if (done == null) {
                tally.count(key, step);
            } else if (done.step() == null) {
                tally.failed(key.key(), done.problem());
            } else {
                tally.count(key, done.step());
                tally.verified(done.exactly());
                tally.held(key.key(), done.held());
            }
        }
    }

    private Outcome worked(KeyWork work, KeyAt key, RollbackStep step) throws BackstayException, InterruptedException {
        if (!prefix.contains(key.key())) {
            throw new IllegalStateException("a step left the prefix " + prefix);
        }
        return new Outcome(key, step, work.run(key, step));
    }

    /// How far the run has come.
    private static final class Count {
        private long done;
    }
}
