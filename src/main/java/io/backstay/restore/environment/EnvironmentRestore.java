package io.backstay.restore.environment;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.backup.check.BackupCheck;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.recovery.RestoredServer;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.estate.RestorableWindow;
import io.backstay.restore.Site;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything of one site, database server and files, recovered to a new place; never over anything that exists.
///
/// The new server is stopped when [#run] returns, and its files stay in the new place. When something stops the
/// restore, the new place is removed again; objects that had been copied stay in the new bucket, because Backstay
/// deletes none.
public final class EnvironmentRestore {
    private final Site site;
    private final @Nullable FileRows fileRows;

    private final InstantSource clock;

    /// A restore that has not begun.
    ///
    /// @param fileRows pairs rows with files, null when no rows name files
    public EnvironmentRestore(Site site, @Nullable FileRows fileRows, InstantSource clock) {
        this.site = site;
        this.fileRows = fileRows;
        this.clock = clock;
    }

    /// Where everything goes.
    ///
    /// @param folder  must not exist; its parent must
    /// @param objects an empty bucket for the files, null when they stay where they are and are only looked at
    public record Place(Path folder, @Nullable ObjectStore objects) {}

    /// What would be recovered.
    ///
    /// @param point  the newest base backup that reaches the moment
    /// @param target the moment, at the latest the last commit of the log
    /// @param latest the last commit of the log
    public record Reachable(BackupPoint point, Instant target, Instant latest) {}

    /// What was recovered and found.
    ///
    /// @param stoppedAt     the last commit that was replayed
    /// @param firstNotTaken the first commit in the log that was not, null when the log has none
    /// @param endedAt       when the last look was done
    public record Outcome(
            PointId point,
            Instant target,
            Instant stoppedAt,
            @Nullable Instant firstNotTaken,
            Instant begunAt,
            Instant endedAt,
            Holdings holdings,
            long files,
            List<Check> checks) {
        public Outcome {
            checks = List.copyOf(checks);
        }

        /// Whether everything is there and could be read.
        public boolean verified() {
            return checks.stream().allMatch(Check::holds);
        }
    }

    /// Chooses the base backup; changes nothing.
    ///
    /// @param at the wanted moment, null for the latest that can be reached
    /// @throws BackstayException a [Failure.OutOfWindow] or [Failure.NotFound] when nothing reaches it
    public Reachable reach(@Nullable Instant at) throws BackstayException, InterruptedException {
        List<BackupPoint> backups = BackupPoint.list(site.own().backups());
        Instant earliest = null;
        Instant latest = null;
        for (BackupPoint backup : backups.reversed()) {
            RestorableWindow window = site.own().archive().window(backup).orElse(null);
            if (window == null) {
                continue;
            }
            latest = latest == null ? window.latest() : latest;
            earliest = window.earliest();
            boolean reaches = at == null || (!at.isBefore(window.earliest()) && !at.isAfter(window.latest()));
            if (reaches) {
                return new Reachable(backup, at == null ? window.latest() : at, window.latest());
            }
        }
        if (latest == null || at == null) {
            throw new BackstayException(new Failure.NotFound(
                    "A base backup of " + site.database() + " that its log reaches the end of",
                    "Check the folders of backups and log, or take a base backup."));
        }
        throw new BackstayException(new Failure.OutOfWindow(at, earliest, latest));
    }

    /// Recovers everything and looks at all of it.
    ///
    /// @param known what the server is known to have held at that moment, null when nobody knows
    public Outcome run(Reachable from, Place place, @Nullable Holdings known, Progress progress)
            throws BackstayException, InterruptedException {
        Recovery.refuseExisting(place.folder());
        ObjectStore newBucket = place.objects();
        if (newBucket != null) {
            ObjectCopy.refuseFilled(newBucket);
        }
        Instant begunAt = clock.instant();
        List<Check> checks = new ArrayList<>();
        progress.step("Holding the base backup against its manifest");
        BackupCheck.Result files = BackupCheck.run(from.point().data(), progress);
        checks.add(Check.none(
                "Files of the base backup that are not as they were written (of " + Counts.of(files.files()) + ")",
                files.problems().stream()
                        .map(each -> each.path() + ": " + each.problem())
                        .toList()));
        RestoredServer server = site.own()
                .recovery()
                .recoverTo(
                        place.folder(),
                        from.point(),
                        site.own().archive(),
                        from.target(),
                        site.own().superuser().password(),
                        progress);
        boolean done = false;
        try {
            Outcome outcome = look(server, from, place, known, checks, begunAt, progress);
            server.settle();
            done = true;
            return outcome;
        } finally {
            if (done) {
                server.close();
            } else {
                server.discard();
            }
        }
    }

    private Outcome look(
            RestoredServer server,
            Reachable from,
            Place place,
            @Nullable Holdings known,
            List<Check> checks,
            Instant begunAt,
            Progress progress)
            throws BackstayException, InterruptedException {
        Commits commits = commits(from);
        checks.add(new Check(
                "Last commit that was replayed",
                commits.last() == null ? "the end of the base backup" : String.valueOf(commits.last()),
                server.stoppedAt().toString(),
                commits.last() == null || commits.last().equals(server.stoppedAt())));
        Holdings holdings = HoldingsReader.read(server::login, progress);
        checks.addAll(HoldingsCheck.of(holdings, known));
        long files = 0;
        Site.Objects objects = site.objects();
        if (objects != null) {
            Map<String, ListedVersion> versions = ObjectsAt.list(objects.reader(), objects.root(), from.target());
            files = versions.size();
            checks.addAll(files(server, objects, versions, place, progress));
        }
        return new Outcome(
                new PointId(String.valueOf(from.point().folder().getFileName())),
                from.target(),
                server.stoppedAt(),
                commits.next(),
                begunAt,
                clock.instant(),
                holdings,
                files,
                checks);
    }

    private List<Check> files(
            RestoredServer server,
            Site.Objects objects,
            Map<String, ListedVersion> versions,
            Place place,
            Progress progress)
            throws BackstayException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        ObjectStore read = objects.reader();
        Map<String, ListedVersion> there = versions;
        ObjectStore newBucket = place.objects();
        if (newBucket != null) {
            progress.step("Copying files to the new bucket");
            List<String> wrong = ObjectCopy.copy(read, versions.values(), newBucket, place.folder(), progress);
            checks.add(Check.none(
                    "Files that did not arrive as they were (of " + Counts.of(versions.size()) + ")",
                    Holdings.few(wrong)));
            read = newBucket;
            there = ObjectsAt.list(newBucket, "", Instant.MAX);
            checks.add(Check.count("Files in the new bucket", versions.size(), there.size()));
        }
        FileRows rows = fileRows;
        if (rows != null) {
            progress.step("Pairing rows with files");
            try (Connection session = server.login(site.reader().database()).open("backstay look")) {
                FilePairs.Result pairs =
                        FilePairs.pair(session, rows, rows.under(objects.root()), read, there, progress);
                checks.add(pairs.check());
            } catch (SQLException e) {
                throw new BackstayException(
                        new Failure.Unreachable(
                                "the recovered server", "closing a session failed at " + Utc.words(clock.instant())),
                        e);
            }
        }
        return checks;
    }

    /// The last commit up to the moment and the first after it, as the log itself names them.
    private record Commits(@Nullable Instant last, @Nullable Instant next) {}

    private Commits commits(Reachable from) throws BackstayException, InterruptedException {
        var found = new Object() {
            @Nullable
            Instant last;

            @Nullable
            Instant next;
        };
        site.own().archive().commitsBetween(from.point(), Instant.MIN, Instant.MAX, event -> {
            if (event instanceof WalEvent.Commit commit
                    && commit.lsn().compareTo(from.point().stop()) >= 0) {
                if (commit.at().isAfter(from.target())) {
                    found.next = commit.at();
                } else {
                    found.last = commit.at();
                }
            }
            return found.next == null;
        });
        return new Commits(found.last, found.next);
    }
}
