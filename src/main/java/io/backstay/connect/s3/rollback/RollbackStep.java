package io.backstay.connect.s3.rollback;

import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;

/// What happens to one key.
sealed interface RollbackStep {
    /// Takes the newest delete marker off; the wanted version lies right under it.
    record Undelete(ListedVersion marker, ListedVersion wanted) implements RollbackStep {}

    /// Writes the wanted version on top.
    record CopyForward(ListedVersion wanted) implements RollbackStep {}

    /// Is already what it was.
    record Unchanged() implements RollbackStep {}

    /// Was not there at the instant.
    record CreatedLater() implements RollbackStep {}

    /// Was overwritten, and the scope keeps that.
    record EditKept() implements RollbackStep {}

    /// Is wanted, but cannot be brought back.
    record Refused(String why) implements RollbackStep {}

    static RollbackStep of(KeyAt key, RollbackScope scope) {
        ListedVersion now = key.now();
        ListedVersion wanted = key.then();
        if (wanted == null || wanted.marker()) {
            return now.marker() ? new Unchanged() : new CreatedLater();
        }
        if (now.equals(wanted) || now.sameContent(wanted)) {
            return new Unchanged();
        }
        if (!now.marker() && scope == RollbackScope.DELETED) {
            return new EditKept();
        }
        String refusal = ObjectKeys.refusal(wanted.key());
        if (refusal != null) {
            return new Refused("Its name is refused: " + refusal + ".");
        }
        if (now.marker() && wanted.equals(key.belowNow())) {
            return new Undelete(now, wanted);
        }
        return new CopyForward(wanted);
    }
}
