package io.backstay.restore.staging;

import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentFinder;
import io.backstay.restore.find.MomentQuestion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recovers base backups with their log into scratch servers on this machine, which go when they are let go.
final class LogStaging implements Staging {
    private final OwnBackups from;
    private final Recovery recovery;
    private final MomentFinder finder;

    LogStaging(OwnBackups from, Stagings.Job job) {
        this.from = from;
        this.recovery = from.recovery().within(job.restore());
        this.finder = new MomentFinder(from.ground(job.database(), job.mapping()), job.tenant());
    }

    private record Recovered(Origin origin, ScratchServer server) implements Staged {
        @Override
        public String name() {
            return server.name();
        }

        @Override
        public Login login(String database) {
            return server.login(database);
        }

        @Override
        public Instant reached() {
            return server.stoppedAt();
        }

        @Override
        public String said() {
            return "Recovered " + origin.point() + " into " + name() + "; the last commit it holds is of "
                    + Utc.words(reached());
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    public @Nullable String by() {
        return null;
    }

    @Override
    public Origin origin(RecoveryPoint base, Instant wanted) {
        return new Origin(base.id(), wanted);
    }

    @Override
    public Origin later(Origin used, Instant wanted) {
        return new Origin(used.point(), wanted);
    }

    @Override
    public FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        return finder.find(question, watch, progress);
    }

    /// The standby of a search is taken on if it stands at that moment.
    @Override
    public Staged bringUp(Origin origin, Progress progress) throws BackstayException, InterruptedException {
        BackupPoint base = backup(origin.point());
        ScratchServer server = finder.promote(base, origin.moment(), progress);
        finder.close();
        if (server == null) {
            server = recovery.recover(
                    base, from.archive(), origin.moment(), from.superuser().password(), progress);
        }
        return new Recovered(origin, server);
    }

    private BackupPoint backup(PointId point) throws BackstayException {
        return BackupPoint.read(from.backups().resolve(point.value()));
    }

    /// They went when they were let go.
    @Override
    public List<String> over(List<Origin> used, Recording recording, Progress progress) {
        return List.of();
    }

    @Override
    public List<String> clear() throws BackstayException, InterruptedException {
        return recovery.clear();
    }

    @Override
    public @Nullable Instant firstAfter(Origin origin, Instant until) throws BackstayException, InterruptedException {
        Instant[] first = new Instant[1];
        from.archive()
                .commitsBetween(backup(origin.point()), origin.moment().plus(1, ChronoUnit.MICROS), until, event -> {
                    if (event instanceof WalEvent.Commit commit) {
                        first[0] = commit.at();
                    }
                    return first[0] == null;
                });
        return first[0];
    }

    @Override
    public void close() {
        finder.close();
    }
}
