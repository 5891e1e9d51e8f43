package io.backstay.connect.postgres.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a recovery from a base backup towards a moment would replay.
///
/// @param lastWanted    the last commit that it would replay after the backup's end, or null
/// @param firstUnwanted the commit before which it would stop, or null when the archive has none that late
/// @param latest        the latest moment that can be restored, as far as was read
/// @param end           where reading ended
public record Reach(
        BackupPoint backup,
        WalEvent.@Nullable Commit lastWanted,
        WalEvent.@Nullable Commit firstUnwanted,
        Instant latest,
        WalEnd end) {

    /// Whether the log reaches the place from which on the backup is consistent.
    public boolean isConsistent() {
        return end.at().compareTo(backup.stop()) >= 0;
    }

    /// Up to where the log is needed.
    public Lsn neededUntil() {
        return firstUnwanted == null ? end.at() : firstUnwanted.end();
    }

    /// Listens until the first commit after the wanted moment.
    static final class Search implements WalVisitor {
        private final BackupPoint backup;
        private final Instant target;
        private WalEvent.@Nullable Commit lastWanted;
        private WalEvent.@Nullable Commit firstUnwanted;
        private Instant latest;

        Search(BackupPoint backup, Instant target) {
            this.backup = backup;
            this.target = target;
            this.latest = backup.completedAt();
        }

        @Override
        public boolean visit(WalEvent event) {
            if (!(event instanceof WalEvent.Commit commit)) {
                return true;
            }
            latest = commit.at().isAfter(latest) ? commit.at() : latest;
            if (commit.at().isAfter(target) && commit.lsn().compareTo(backup.stop()) >= 0) {
                firstUnwanted = commit;
                return false;
            }
            if (commit.lsn().compareTo(backup.stop()) >= 0) {
                lastWanted = commit;
            }
            return true;
        }

        Reach result(WalEnd end) {
            return new Reach(backup, lastWanted, firstUnwanted, latest, end);
        }
    }
}
