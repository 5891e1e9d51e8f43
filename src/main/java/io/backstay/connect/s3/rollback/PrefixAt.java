package io.backstay.connect.s3.rollback;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.wire.ListedVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The state of a tenant's prefix at an instant, read from the store's versions while they are listed.
///
/// It is as exact as the store's clock and as complete as its versions: a version that a lifecycle rule has removed
/// since is not there any more, and the one before it is taken for what was current.
public final class PrefixAt {
    private final ObjectStore store;
    private final TenantPrefix prefix;
    private final Instant at;

    public PrefixAt(ObjectStore store, TenantPrefix prefix, Instant at) {
        this.store = store;
        this.prefix = prefix;
        this.at = at;
    }

    /// Takes one key with what it is and what it was.
    @FunctionalInterface
    public interface Visitor {
        /// Called once for each key that has any version, in the order of the keys.
        void visit(KeyAt key) throws BackstayException, InterruptedException;
    }

    /// Reads every key under the prefix; a key is visited when its last version has been listed.
    public void forEach(Visitor visitor) throws BackstayException, InterruptedException {
        Fold fold = new Fold(visitor);
        store.versions(prefix.value(), fold::take);
        fold.finish();
    }

    /// The versions of one key, newest first, folded into what matters of them.
    private final class Fold {
        private final Visitor visitor;
        private @Nullable ListedVersion now;
        private @Nullable ListedVersion below;
        private @Nullable ListedVersion then;
        private boolean sameSecond;

        Fold(Visitor visitor) {
            this.visitor = visitor;
        }

        void take(ListedVersion listed) throws BackstayException, InterruptedException {
            if (!prefix.contains(listed.key())) {
                throw new BackstayException(
                        new Failure.Malformed("The listing of " + prefix, "it names an object outside"));
            }
            if (now == null || !now.key().equals(listed.key())) {
                finish();
                now = listed;
            } else if (below == null) {
                below = listed;
            }
            Instant time = listed.version().lastModified();
            if (then == null && !time.isAfter(at)) {
                then = listed;
            }
            sameSecond |= inTheSecond(time);
        }

        void finish() throws BackstayException, InterruptedException {
            ListedVersion newest = now;
            if (newest != null) {
                KeyAt key = new KeyAt(newest, below, then, sameSecond);
                now = null;
                below = null;
                then = null;
                sameSecond = false;
                visitor.visit(key);
            }
        }

        private boolean inTheSecond(Instant time) {
            Instant second = at.truncatedTo(ChronoUnit.SECONDS);
            return !second.equals(at) && time.equals(second);
        }
    }
}
