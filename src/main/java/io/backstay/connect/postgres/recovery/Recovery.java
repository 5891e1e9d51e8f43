package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.ProgramSet;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.archive.FetchedPlace;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.Reach;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.backup.WalEnd;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recovers a base backup to a moment, in a scratch server, never over anything that exists.
public final class Recovery {
    private static final Duration START_LIMIT = Duration.ofMinutes(30);
    private static final Duration PROMOTION_LIMIT = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String PREFIX = "scratch-";
    private static final int NAME_CHARS = 4;

    /// How runs are named; whatever else lies there is nobody's business here.
    private static final Pattern RUN = Pattern.compile("R-[0-9]{4,}");

    private static final Pattern PLACE = Pattern.compile("S-[0-9]{4,}");

    private final ProgramSet programs;
    private final Privilege privilege;
    private final Path scratches;
    private final String superuser;

    /// @param scratches the folder in which scratch servers get folders of their own
    public Recovery(Programs programs, Privilege privilege, Path scratches) {
        this(ProgramSet.of(programs), privilege, scratches);
    }

    /// The same for base backups of several major versions.
    public Recovery(ProgramSet programs, Privilege privilege, Path scratches) {
        this(programs, privilege, scratches, PgServer.SUPERUSER);
    }

    private Recovery(ProgramSet programs, Privilege privilege, Path scratches, String superuser) {
        this.programs = programs;
        this.privilege = privilege;
        this.scratches = scratches.toAbsolutePath();
        this.superuser = superuser;
    }

    /// The same for base backups of a server whose superuser has another name than `postgres`.
    public Recovery as(String name) {
        return new Recovery(programs, privilege, scratches, name);
    }

    /// The same with a folder of its own for the scratch servers of one run, by which they are found after a crash.
    ///
    /// @param run such as `R-0001`
    public Recovery within(String run) {
        return new Recovery(programs, privilege, scratches.resolve(run), superuser);
    }

    /// The runs that have a folder for scratch servers here, in whatever state.
    public List<String> runs() throws BackstayException {
        return folders(RUN);
    }

    /// The folders here of those who recover something for no run, in whatever state.
    public List<String> places() throws BackstayException {
        return folders(PLACE);
    }

    private List<String> folders(Pattern named) throws BackstayException {
        if (!Files.isDirectory(scratches)) {
            return List.of();
        }
        try (var folders = Files.newDirectoryStream(
                scratches, each -> named.matcher(each.getFileName().toString()).matches())) {
            List<String> names = new ArrayList<>();
            folders.forEach(each -> names.add(each.getFileName().toString()));
            return names;
        } catch (DirectoryIteratorException e) {
            throw Folders.refusal(scratches, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw Folders.refusal(scratches, e);
        }
    }

    /// Stops the servers that a killed process left running here, if they really are servers of these folders, and
    /// removes what they hold. Nobody may be recovering here meanwhile.
    ///
    /// @return what was cleared, a sentence each
    public List<String> clear() throws BackstayException, InterruptedException {
        List<String> cleared = new ArrayList<>();
        if (!Files.isDirectory(scratches)) {
            return cleared;
        }
        try (var folders = Files.newDirectoryStream(scratches, PREFIX + "*")) {
            for (Path folder : folders) {
                PgServer.stopStale(programs.any(), privilege, folder.resolve("data"))
                        .ifPresent(cleared::add);
                Folders.remove(folder);
                cleared.add("Removed the scratch folder " + folder.getFileName() + " of a run that was killed.");
            }
            return List.copyOf(cleared);
        } catch (IOException e) {
            throw Folders.refusal(scratches, e);
        }
    }

    /// Recovers to the last commit that is not later than the target.
    ///
    /// Refuses a target outside what backup and archive can restore, and a backup of another major version, before
    /// anything is copied. After a failure or an interrupt nothing is left.
    ///
    /// @param password of the superuser, as it was at that moment; borrowed for each session on the scratch server
    public ScratchServer recover(
            BackupPoint backup, WalArchive archive, Instant target, SecretSource password, Progress progress)
            throws BackstayException, InterruptedException {
        try (FetchedPlace once = once(archive)) {
            WalArchive log = once == null ? archive : new WalArchive(once);
            Reach reach = reach(backup, log, target, progress);
            Path folder = newFolder();
            var data = new ScratchData(backup, log, folder.resolve("data"), ScratchData.Use.SCRATCH);
            Recovered done = into(folder, data, reach, target, password, progress);
            return new ScratchServer(done.server(), password, folder, done.stoppedAt());
        }
    }

    /// Recovers in the same way into a new folder, which stays: everything in one place that nothing used before.
    ///
    /// @param place must not exist; its parent must
    public RestoredServer recoverTo(
            Path place,
            BackupPoint backup,
            WalArchive archive,
            Instant target,
            SecretSource password,
            Progress progress)
            throws BackstayException, InterruptedException {
        Path folder = place.toAbsolutePath();
        refuseExisting(folder);
        try (FetchedPlace once = once(archive)) {
            WalArchive log = once == null ? archive : new WalArchive(once);
            Reach reach = reach(backup, log, target, progress);
            makePlace(folder);
            var data = new ScratchData(backup, log, folder.resolve("data"), ScratchData.Use.LASTING);
            Recovered done = into(folder, data, reach, target, password, progress);
            return new RestoredServer(done.server(), password, folder, done.stoppedAt(), data);
        }
    }

    private void makePlace(Path folder) throws BackstayException {
        try {
            Files.createDirectory(folder);
            Folders.setMode(folder, privilege.handsOver() ? "rwx--x--x" : "rwx------");
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
    }

    /// A distant log is read and copied, and comes over the network once for both; absent where it lies here.
    private @Nullable FetchedPlace once(WalArchive archive) throws BackstayException {
        return archive.place().distant() ? new FetchedPlace(archive.place(), newScratchPath()) : null;
    }

    /// Refuses a place that holds anything already, so that nothing is ever restored over something.
    public static void refuseExisting(Path place) throws BackstayException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackstayException(new Failure.Conflict(
                    place + " exists already, and nothing is restored over what exists", "Name a new folder."));
        }
    }

    private record Recovered(PgServer server, Instant stoppedAt) {}

    private Reach reach(BackupPoint backup, WalArchive archive, Instant target, Progress progress)
            throws BackstayException, InterruptedException {
        // Refused before anything is copied.
        programs.of(backup.major());
        progress.step("Reading the log");
        Instant moment = target.truncatedTo(ChronoUnit.MICROS);
        Reach reach = archive.reach(backup, moment, progress);
        refuseOutside(reach, moment);
        return reach;
    }

    /// After a failure nothing is left of the folder.
    private Recovered into(
            Path folder, ScratchData data, Reach reach, Instant target, SecretSource password, Progress progress)
            throws BackstayException, InterruptedException {
        Instant moment = target.truncatedTo(ChronoUnit.MICROS);
        PgServer server = null;
        boolean done = false;
        try {
            progress.step("Copying the base backup");
            data.fill(reach.neededUntil(), progress);
            server = PgServer.over(
                    programs.of(data.backup().major()), privilege, data.folder(), folder.resolve("log"), superuser);
            server.configure("postgresql.auto.conf", data.settings(reach, moment));
            privilege.handOver(data.folder());
            progress.step("Recovering to the moment");
            server.start(START_LIMIT);
            Instant stoppedAt = awaitPromotion(server, password, reach, moment);
            done = true;
            return new Recovered(server, stoppedAt);
        } finally {
            if (!done) {
                discard(server, folder);
            }
        }
    }

    /// Recovers to a place of the log and stands still there: a hot standby that can be read and moved on.
    ///
    /// Refuses a backup of another major version before anything is copied. After a failure or an interrupt nothing
    /// is left.
    ///
    /// @param place    at or after the backup's end, as the archive's own log has it
    /// @param password of the superuser, as it was at that moment; borrowed for each session on the standby
    public PausedStandby pause(
            BackupPoint backup, WalArchive archive, LogPlace place, SecretSource password, Progress progress)
            throws BackstayException, InterruptedException {
        if (place.commit().lsn().compareTo(backup.stop()) < 0) {
            throw new IllegalArgumentException(
                    "the backup is not whole at " + place.commit().lsn());
        }
        Programs fitting = programs.of(backup.major());
        Path folder = newFolder();
        PausedStandby standby = null;
        boolean done = false;
        try {
            progress.step("Copying the base backup");
            var data = new ScratchData(backup, archive, folder.resolve("data"), ScratchData.Use.SCRATCH);
            data.fill(place.neededUntil(), progress);
            PgServer server = PgServer.over(fitting, privilege, data.folder(), folder.resolve("log"), superuser);
            standby = new PausedStandby(server, privilege, data, password, folder);
            standby.standAt(place);
            done = true;
            return standby;
        } finally {
            if (!done) {
                if (standby != null) {
                    standby.close();
                } else {
                    Folders.remove(folder);
                }
            }
        }
    }

    private static void discard(@Nullable PgServer server, Path folder) throws BackstayException {
        if (server != null) {
            server.close();
        }
        Folders.remove(folder);
    }

    private static void refuseOutside(Reach reach, Instant moment) throws BackstayException {
        BackupPoint backup = reach.backup();
        boolean early = moment.isBefore(backup.completedAt());
        boolean late = reach.firstUnwanted() == null && moment.isAfter(reach.latest());
        boolean damaged = reach.end().reason() == WalEnd.Reason.DAMAGED;
        if (!early && damaged && (late || !reach.isConsistent())) {
            throw new BackstayException(new Failure.Corrupt(
                    "The log between the base backup and " + moment, reach.end().words()));
        }
        if (!reach.isConsistent()) {
            throw new BackstayException(new Failure.OutOfWindow(moment, null, null));
        }
        if (early || late) {
            // Reading stopped at the first commit after an early target, so the latest moment is not known then.
            Instant latest = reach.firstUnwanted() == null ? reach.latest() : null;
            throw new BackstayException(new Failure.OutOfWindow(moment, backup.completedAt(), latest));
        }
    }

    /// A path that nothing has, among the scratch servers, for a place that is removed again.
    public Path newScratchPath() throws BackstayException {
        try {
            if (!Files.isDirectory(scratches)) {
                Files.createDirectories(scratches);
                // The server may run as a user who has to pass through here.
                Folders.setMode(scratches, privilege.handsOver() ? "rwx--x--x" : "rwx------");
            }
            return scratches.resolve(PREFIX + UUID.randomUUID().toString().substring(0, NAME_CHARS));
        } catch (IOException e) {
            throw Folders.refusal(scratches, e);
        }
    }

    private Path newFolder() throws BackstayException {
        Path folder = newScratchPath();
        try {
            Files.createDirectory(folder);
            Folders.setMode(folder, privilege.handsOver() ? "rwx--x--x" : "rwx------");
            return folder;
        } catch (IOException e) {
            throw Folders.refusal(scratches, e);
        }
    }

    private static Instant awaitPromotion(PgServer server, SecretSource password, Reach reach, Instant moment)
            throws BackstayException, InterruptedException {
        try (Connection session = server.login("postgres", password).open("backstay recovery")) {
            Superuser.require(session);
            long deadline = System.nanoTime() + PROMOTION_LIMIT.toNanos();
            while (isInRecovery(session)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new BackstayException(new Failure.TimedOut("The recovery", PROMOTION_LIMIT));
                }
                Thread.sleep(POLL);
            }
            return verified(session, reach, moment);
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.ProgramFailed(
                            "PostgreSQL's recovery", 1, server.lastLogLines(), "Choose another moment or backup."),
                    e);
        }
    }

    private static boolean isInRecovery(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet answer = statement.executeQuery("select pg_is_in_recovery()")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /// Where it stopped by the server's own account, held against what we read in the log.
    private static Instant verified(Connection session, Reach reach, Instant moment)
            throws SQLException, BackstayException {
        String question = "select pg_last_xact_replay_timestamp(), pg_last_wal_replay_lsn()::text";
        try (var statement = session.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            // Absent when no transaction was replayed; one behind when recovery stopped right after a commit.
            OffsetDateTime time = answer.getObject(1, OffsetDateTime.class);
            Lsn replayed = Lsn.parse(answer.getString(2));
            WalEvent.Commit wanted = reach.lastWanted();
            WalEvent.Commit unwanted = reach.firstUnwanted();
            boolean tooLate = (time != null && time.toInstant().isAfter(moment))
                    || (unwanted != null && replayed.compareTo(unwanted.lsn()) > 0);
            boolean tooEarly = wanted != null && replayed.compareTo(wanted.end()) < 0;
            if (tooLate || tooEarly) {
                throw new BackstayException(new Failure.Conflict(
                        "Recovery to " + moment + " stopped at " + replayed + " in the log, which is too "
                                + (tooLate ? "late" : "early"),
                        "Do not use this recovery; choose another moment or backup."));
            }
            return wanted == null ? reach.backup().completedAt() : wanted.at();
        }
    }
}
