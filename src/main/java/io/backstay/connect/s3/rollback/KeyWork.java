package io.backstay.connect.s3.rollback;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectKeeping;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.StoredVersion;
import io.backstay.connect.s3.copy.Archive;
import io.backstay.connect.s3.copy.VersionCopy;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.Precondition;
import io.backstay.connect.s3.wire.S3Calls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings one key back and looks at it afterwards. Safe for use by several threads, each with a key of its own.
///
/// A change whose answer was lost, or that the store had no time for, is never sent again blindly: what the key is now
/// is looked at first.
final class KeyWork {
    private static final int ATTEMPTS_MAX = 6;

    private final ObjectStore store;
    private final VersionCopy copies;
    private final Archive archive;
    private final Pace pace;

    KeyWork(ObjectStore store, RollbackMeans means, Pace pace) {
        this.store = store;
        this.copies = new VersionCopy(store, means.uploads(), means.limits());
        this.archive = new Archive(store);
        this.pace = pace;
    }

    /// What came of one key.
    ///
    /// @param step    what was done, absent when nothing was
    /// @param exactly whether the hash of the bytes was compared, besides their number
    /// @param held    what keeps anybody from removing the object now, empty when nothing is known to
    /// @param problem why it is not back, empty when it is
    record Done(@Nullable RollbackStep step, boolean exactly, String held, String problem) {
        private static Done not(String problem) {
            return new Done(null, false, "", problem);
        }
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

    /// Does it.
    ///
    /// @throws BackstayException when every other key would meet the same
    Done run(KeyAt key, RollbackStep step) throws BackstayException, InterruptedException {
        return switch (step) {
            case RollbackStep.Undelete(var marker, var wanted) ->
                attempt(key, wanted, () -> undelete(key, marker, wanted));
            case RollbackStep.CopyForward(var wanted) -> attempt(key, wanted, () -> copy(key, wanted));
            default -> throw new IllegalStateException("nothing is done about " + step);
        };
    }

    private Done attempt(KeyAt key, ListedVersion wanted, Change change)
            throws BackstayException, InterruptedException {
        Made made = null;
        for (int number = 1; ; number++) {
            try {
                if (made == null) {
                    made = number == 1 ? change.make() : again(key, wanted, change);
                }
                return looked(wanted, made);
            } catch (BackstayException e) {
                if (!S3Calls.isOfTheStore(e.failure())) {
                    return Done.not(e.failure().message());
                }
                if (number == ATTEMPTS_MAX || !mayPass(e.failure())) {
                    throw e;
                }
                pace.tooFast();
                store.calls().transport().rest(number);
            }
        }
    }

    /// What was asked before may have happened, although nobody heard.
    private Made again(KeyAt key, ListedVersion wanted, Change change) throws BackstayException, InterruptedException {
        Optional<ObjectHead> now = store.head(key.key(), null);
        if (now.isPresent()) {
            String id = now.get().versionId();
            boolean same = now.get().etag().equals(wanted.etag())
                    && now.get().size().equals(wanted.version().size());
            boolean other = id == null || !id.equals(key.now().version().versionId());
            if (same && other) {
                boolean uncovered = wanted.version().versionId().equals(id);
                RollbackStep made =
                        uncovered ? new RollbackStep.Undelete(key.now(), wanted) : new RollbackStep.CopyForward(wanted);
                return new Made(made, wanted.etag());
            }
        }
        return change.make();
    }

    private Done looked(ListedVersion wanted, Made made) throws BackstayException, InterruptedException {
        Optional<ObjectHead> after = store.head(wanted.key(), null);
        if (after.isEmpty()) {
            return Done.not("It is still not there.");
        }
        String difference = difference(wanted, made.etag(), after.get());
        return difference.isEmpty()
                ? new Done(
                        made.step(),
                        made.etag().equals(wanted.etag()),
                        after.get().keeping().words(),
                        "")
                : Done.not(difference);
    }

    /// Where the key may not take a marker off, a copy on top does the same for whoever reads the object. S3 has one
    /// right for taking a marker off and for destroying a version, so that a key that is safe has neither.
    private Made undelete(KeyAt key, ListedVersion marker, ListedVersion wanted)
            throws BackstayException, InterruptedException {
        try {
            store.undelete(marker);
            return new Made(new RollbackStep.Undelete(marker, wanted), wanted.etag());
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Refused) {
                return copy(key, wanted);
            }
            throw e;
        }
    }

    private Made copy(KeyAt key, ListedVersion wanted) throws BackstayException, InterruptedException {
        requireOutOfTheArchive(wanted);
        requireStillNow(key.now());
        StoredVersion stored = copies.run(wanted, Precondition.still(key.now()));
        return new Made(new RollbackStep.CopyForward(wanted), stored.etag());
    }

    private void requireOutOfTheArchive(ListedVersion wanted) throws BackstayException, InterruptedException {
        if (!wanted.archived()) {
            return;
        }
        ObjectKeeping.Retrieval state = archive.state(wanted);
        if (state != ObjectKeeping.Retrieval.THERE) {
            throw new BackstayException(new Failure.Conflict(
                    state == ObjectKeeping.Retrieval.ONGOING
                            ? "It is on its way out of the archive " + wanted.storageClass()
                                    + ", and comes back when the same is run again after that"
                            : RollbackTally.archived(wanted),
                    "Run it again when the store has it."));
        }
    }

    private static boolean mayPass(Failure failure) {
        return failure instanceof Failure.Throttled
                || failure instanceof Failure.Unreachable
                || failure instanceof Failure.TimedOut;
    }

    /// A page of the listing is minutes old when its last key is reached; what somebody wrote since is kept. Between
    /// this look and the copy the store minds it, where it knows how ([Precondition]).
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
}
