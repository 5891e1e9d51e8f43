package io.backstay.connect.s3.rollback;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.s3.ListedVersion;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.Versioning;
import java.time.Instant;
import java.util.Optional;

/// Brings the objects of one tenant back to what they were at an instant, by their versions, and deletes nothing.
///
/// What is gone comes back by taking its delete marker off where the wanted version lies right under it and the key
/// may take one off; otherwise the wanted version is copied on top, and whatever was there stays as an older version.
/// Keys that were created later are kept and listed. Running it again finds nothing left to do.
public final class PrefixRollback {
    private final ObjectStore store;
    private final TenantPrefix prefix;
    private final Instant at;
    private final RollbackScope scope;

    public PrefixRollback(ObjectStore store, TenantPrefix prefix, Instant at, RollbackScope scope) {
        this.store = store;
        this.prefix = prefix;
        this.at = at;
        this.scope = scope;
    }

    /// What would be done now; changes nothing.
    public RollbackPlan plan() throws BackstayException, InterruptedException {
        requireVersions();
        RollbackTally tally = new RollbackTally();
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
        RollbackTally tally = new RollbackTally();
        Done done = new Done();
        new PrefixAt(store, prefix, at).forEach(key -> {
            RollbackStep step = RollbackStep.of(key, scope);
            if (act(key, step, tally)) {
                done.count++;
                progress.advance(done.count, total);
            }
        });
        return tally.result();
    }

    /// On a bucket that does not keep versions now, a copy would overwrite for good.
    private void requireVersions() throws BackstayException, InterruptedException {
        if (store.versioning() != Versioning.ENABLED) {
            throw new BackstayException(new Failure.Unsupported(
                    "Bringing objects back in a bucket whose versioning is not enabled",
                    "Enable versioning on bucket " + store.address().bucket() + " first."));
        }
    }

    /// Whether something was to be done.
    private boolean act(KeyAt key, RollbackStep step, RollbackTally tally)
            throws BackstayException, InterruptedException {
        return switch (step) {
            case RollbackStep.Undelete(var marker, var wanted) ->
                attempt(key, tally, wanted, () -> undelete(key, marker, wanted));
            case RollbackStep.CopyForward(var wanted) -> attempt(key, tally, wanted, () -> copy(key, wanted));
            case RollbackStep.Unchanged _,
                    RollbackStep.CreatedLater _,
                    RollbackStep.EditKept _,
                    RollbackStep.Refused _ -> {
                tally.count(key, step);
                yield false;
            }
        };
    }

    /// Where the key may not take a marker off, a copy on top does the same for whoever reads the object. S3 has one
    /// right for taking a marker off and for destroying a version, so that a key that is safe has neither.
    private Made undelete(KeyAt key, ListedVersion marker, ListedVersion wanted)
            throws BackstayException, InterruptedException {
        try {
            store.undelete(marker);
            return new Made(new RollbackStep.Undelete(marker, wanted), wanted.etag());
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Refused
                    && wanted.version().size().compareTo(ObjectStore.COPY_MAX) <= 0) {
                return copy(key, wanted);
            }
            throw e;
        }
    }

    private Made copy(KeyAt key, ListedVersion wanted) throws BackstayException, InterruptedException {
        requireStillNow(key.now());
        return new Made(
                new RollbackStep.CopyForward(wanted), store.copyForward(wanted).etag());
    }

    private boolean attempt(KeyAt key, RollbackTally tally, ListedVersion wanted, Change change)
            throws BackstayException, InterruptedException {
        if (!prefix.contains(wanted.key()) || !wanted.key().equals(key.key())) {
            throw new IllegalStateException("a step left its key or the prefix " + prefix);
        }
        try {
            Made made = change.make();
            Optional<ObjectHead> after = store.head(wanted.key(), null);
            String difference =
                    after.isEmpty() ? "It is still not there." : difference(wanted, made.etag(), after.get());
            if (difference.isEmpty()) {
                tally.count(key, made.step());
                tally.verified(made.etag().equals(wanted.etag()));
            } else {
                tally.failed(key.key(), difference);
            }
        } catch (BackstayException e) {
            if (isOfTheStore(e.failure())) {
                throw e;
            }
            tally.failed(key.key(), e.failure().message());
        }
        return true;
    }

    /// Whether every other key would meet the same, so that nothing is gained by going on.
    private static boolean isOfTheStore(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable _,
                    Failure.TimedOut _,
                    Failure.Throttled _,
                    Failure.Expired _,
                    Failure.WrongRegion _,
                    Failure.ClockOff _ -> true;
            default -> false;
        };
    }

    /// A page of the listing is minutes old when its last key is reached; what somebody wrote since is not covered up.
    private void requireStillNow(ListedVersion listed) throws BackstayException, InterruptedException {
        Optional<ObjectHead> current = store.head(listed.key(), null);
        String versionId = current.map(ObjectHead::versionId).orElse(null);
        boolean still = listed.marker()
                ? current.isEmpty()
                : current.isPresent()
                        && (versionId == null
                                || versionId.equals(listed.version().versionId()));
        if (!still) {
            throw new BackstayException(new Failure.Conflict(
                    "It was written or deleted by somebody else just now, and was left alone", "Make a new plan."));
        }
    }

    /// What is wrong with the object as it is now, empty when nothing is.
    ///
    /// @param etag what the store said the object's ETag would be
    private static String difference(ListedVersion wanted, String etag, ObjectHead after) {
        if (!after.size().equals(wanted.version().size())) {
            return "It was brought back, but its size is " + after.size().bytes() + " bytes instead of "
                    + wanted.version().size().bytes() + ".";
        }
        if (!after.etag().equals(etag)) {
            return "It was brought back, but something else has been written over it since.";
        }
        boolean comparable = after.plainEtag() && wanted.etag().matches("[0-9a-f]{32}");
        return comparable && !after.etag().equals(wanted.etag())
                ? "It was brought back, but its content hash differs from the wanted version's."
                : "";
    }

    /// What was done to one key.
    ///
    /// @param etag that the object must have now
    private record Made(RollbackStep step, String etag) {}

    /// Makes one change.
    @FunctionalInterface
    private interface Change {
        Made make() throws BackstayException, InterruptedException;
    }

    /// How far the run has come.
    private static final class Done {
        private long count;
    }
}
