package io.backstay.connect.s3.rollback;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectKeeping;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at what keeps a tenant's files from being removed: Object Lock and legal holds of each version. Changes
/// nothing.
///
/// A store leaves both out of its answer for a key that may not see them, as if there were none. So the first version
/// that it says neither of is asked about directly; where that is refused, every such version is unknown. A file whose
/// name would lead astray is counted and not asked about.
///
/// Source: `HeadObject`, `GetObjectRetention`, `GetObjectLegalHold` of the S3 API of 2006-03-01 (botocore 1.43.11).
public final class LockLook {
    /// The store's words for: there is none on this version, and none in this bucket.
    private static final Set<String> NONE =
            Set.of("NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError");

    private static final String NO_LOCK_IN_BUCKET = "InvalidRequest";

    private final ObjectStore store;
    private final TenantPrefix prefix;
    private final Instant at;
    private final int atOnce;
    private @Nullable Boolean sees;

    /// With as many questions at once as a rollback has.
    public LockLook(ObjectStore store, TenantPrefix prefix, Instant at) {
        this.store = store;
        this.prefix = prefix;
        this.at = at;
        this.atOnce = RollbackMeans.usual().atOnce();
    }

    /// Asks about every file that there was.
    ///
    /// @param progress hears how many were asked about
    public FileLocks run(Progress progress) throws BackstayException, InterruptedException {
        Tally tally = new Tally();
        Pace pace = new Pace(atOnce);
        try (Lanes<Looked> lanes = new Lanes<>(atOnce, pace, looked -> {
            tally.take(looked);
            progress.advance(tally.files, -1);
        })) {
            lanes.run(() -> new PrefixAt(store, prefix, at).forEach(key -> {
                ListedVersion then = key.then();
                if (then != null && !then.marker() && ObjectKeys.refusal(then.key()) != null) {
                    lanes.tell(new Looked(then.key(), null, false));
                } else if (then != null && !then.marker()) {
                    lanes.give(() -> looked(then));
                }
            }));
        }
        return tally.sum();
    }

    /// @param keeping absent where nothing was asked, because the name would lead astray
    /// @param known   whether a version that the store says nothing of has nothing
    private record Looked(String key, @Nullable ObjectKeeping keeping, boolean known) {}

    private Looked looked(ListedVersion version) throws BackstayException, InterruptedException {
        String id = version.version().versionId();
        ObjectHead head = store.head(version.key(), id)
                .orElseThrow(() -> new BackstayException(new Failure.Conflict(
                        "The object " + ObjectKeys.printable(version.key()) + " lost a version while it was looked at",
                        "Run it again.")));
        boolean silent = head.keeping().words().isEmpty();
        return new Looked(version.key(), head.keeping(), !silent || sees(version));
    }

    private synchronized boolean sees(ListedVersion version) throws BackstayException, InterruptedException {
        Boolean asked = sees;
        if (asked == null) {
            asked = answers(version, "legal-hold") && answers(version, "retention");
            sees = asked;
        }
        return asked;
    }

    private boolean answers(ListedVersion version, String what) throws BackstayException, InterruptedException {
        S3Calls calls = store.calls();
        String query = what + "=&" + S3Calls.versionQuery(version.version().versionId());
        HttpAnswer answer = calls.send(calls.onPart("GET", version.key(), query, Map.of(), HttpBody.NONE));
        if (answer.ok()) {
            return true;
        }
        String code = S3Calls.code(answer);
        return NONE.contains(code) || code.equals(NO_LOCK_IN_BUCKET);
    }

    /// Counts, in the order of the keys.
    private static final class Tally {
        private final List<FileLocks.Kept> kept = new ArrayList<>();
        private long files;
        private long locked;
        private long held;
        private long neither;
        private long unknown;
        private long refused;
        private @Nullable Instant ends;

        void take(Looked looked) {
            files++;
            ObjectKeeping keeping = looked.keeping();
            if (keeping == null) {
                refused++;
                return;
            }
            String words = keeping.words();
            if (words.isEmpty()) {
                neither += looked.known() ? 1 : 0;
                unknown += looked.known() ? 0 : 1;
                return;
            }
            held += keeping.legalHold() ? 1 : 0;
            Instant until = keeping.lockedUntil();
            if (until != null) {
                locked++;
                ends = ends == null || until.isBefore(ends) ? until : ends;
            }
            if (kept.size() < RollbackPlan.LISTED_MAX) {
                kept.add(new FileLocks.Kept(ObjectKeys.printable(looked.key()), words));
            }
        }

        FileLocks sum() {
            return new FileLocks(files, locked, held, neither, unknown, refused, ends, kept);
        }
    }
}
