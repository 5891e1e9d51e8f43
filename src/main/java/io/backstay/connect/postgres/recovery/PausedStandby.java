package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.seal.SecretSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A disposable hot standby that stands still at a place of the log: it can be read, nothing can be written, and it
/// can be moved on to later places without another copy of the base backup. It never goes back.
///
/// It moves on by a restart with a later target: PostgreSQL takes a target at its start only, and resuming a server
/// that has reached its target ends the recovery. One thread at a time may use it.
public final class PausedStandby implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(30);
    private static final Duration PAUSE_LIMIT = Duration.ofMinutes(30);
    private static final Duration PROMOTION_LIMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(20);

    private final PgServer server;
    private final Privilege privilege;
    private final ScratchData data;
    private final SecretSource password;
    private final Path folder;
    private @Nullable LogPlace place;
    /// The server had to leave recovery, because it could not let anybody look at it otherwise.
    private boolean ended;
    /// A promoted server belongs to somebody else.
    private boolean handedOn;

    PausedStandby(PgServer server, Privilege privilege, ScratchData data, SecretSource password, Path folder) {
        this.server = server;
        this.privilege = privilege;
        this.data = data;
        this.password = password;
        this.folder = folder;
    }

    /// Such as `scratch-7f2c`.
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /// The superuser's login to one of its databases; user and password are those of the moment at which it stands.
    public Login login(String database) {
        return server.login(database, password);
    }

    /// Where it stands.
    public LogPlace place() {
        if (place == null) {
            throw new IllegalStateException("it stands nowhere");
        }
        return place;
    }

    /// Whether it can be moved on to that place; else a fresh copy is needed.
    public boolean reaches(LogPlace other) {
        return !ended && place != null && place.isNotAfter(other);
    }

    /// Replays more of the log and stands still again. After a failure or an interrupt it can only be closed.
    public void moveTo(LogPlace next, Progress progress) throws BackstayException, InterruptedException {
        LogPlace from = place();
        if (!reaches(next)) {
            throw new IllegalArgumentException("a standby at " + from + " cannot go to " + next);
        }
        if (next.equals(from)) {
            return;
        }
        progress.step("Replaying the log further");
        place = null;
        server.stop(PgServer.Stop.FAST);
        data.extend(from.commit().lsn(), next.neededUntil());
        standAt(next);
    }

    /// Ends the recovery here, so that the data can be worked on; this standby is used up by it.
    ///
    /// @return the server, which the caller closes
    public ScratchServer promote(Progress progress) throws BackstayException, InterruptedException {
        LogPlace at = place();
        progress.step("Promoting the scratch server");
        Instant stoppedAt;
        try (Connection session = login("postgres").open("backstay recovery")) {
            // The server's own answer is one commit behind when it stands just after one.
            stoppedAt = at.included() ? at.commit().at() : lastReplayed(session);
            if (!ended) {
                run(session, "select pg_wal_replay_resume()");
            }
            await(session, "The promotion", PROMOTION_LIMIT, status -> !status.recovering());
        } catch (SQLException e) {
            throw stopped(e);
        }
        handedOn = true;
        return new ScratchServer(server, password, folder, stoppedAt);
    }

    /// Absent on the server when no transaction was replayed.
    private Instant lastReplayed(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet answer = statement.executeQuery("select pg_last_xact_replay_timestamp()")) {
            answer.next();
            OffsetDateTime last = answer.getObject(1, OffsetDateTime.class);
            Instant whole = data.backup().completedAt();
            return last == null || last.toInstant().isBefore(whole) ? whole : last.toInstant();
        }
    }

    /// Starts the server towards a place and returns when it stands there.
    void standAt(LogPlace target) throws BackstayException, InterruptedException {
        server.configure("postgresql.auto.conf", data.settings(target));
        privilege.handOver(data.folder());
        server.start(START_LIMIT);
        try (Connection session = login("postgres").open("backstay recovery")) {
            Superuser.require(session);
            Status reached =
                    await(session, "The recovery", PAUSE_LIMIT, status -> status.paused() || !status.recovering());
            if (!target.isWhere(reached.replayed())) {
                throw new BackstayException(new Failure.Conflict(
                        "Recovery towards " + target.commit().lsn() + " stands at " + reached.replayed()
                                + " in the log instead",
                        "Look at the log of the scratch server; another base backup may help."));
            }
            // A server whose snapshot is not complete lets nobody in; then it does not pause either, but ends recovery.
            ended = !reached.recovering();
            place = target;
        } catch (SQLException e) {
            throw stopped(e);
        }
    }

    private record Status(boolean recovering, boolean paused, Lsn replayed) {}

    private interface Wanted {
        boolean holds(Status status);
    }

    private static Status await(Connection session, String what, Duration limit, Wanted wanted)
            throws SQLException, BackstayException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Status now = status(session);
            if (wanted.holds(now)) {
                return now;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new BackstayException(new Failure.TimedOut(what, limit));
            }
            Thread.sleep(POLL);
        }
    }

    private static Status status(Connection session) throws SQLException {
        // The state of the pause may be asked for in recovery only, and recovery may end between two questions.
        boolean recovering = truth(session, "select pg_is_in_recovery()");
        boolean paused = false;
        if (recovering) {
            try {
                paused = truth(session, "select pg_get_wal_replay_pause_state() = 'paused'");
            } catch (SQLException e) {
                recovering = truth(session, "select pg_is_in_recovery()");
                if (recovering) {
                    throw e;
                }
            }
        }
        try (var statement = session.createStatement();
                ResultSet answer = statement.executeQuery("select pg_last_wal_replay_lsn()::text")) {
            answer.next();
            return new Status(recovering, paused, Lsn.parse(answer.getString(1)));
        }
    }

    private static boolean truth(Connection session, String question) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private BackstayException stopped(SQLException e) {
        return new BackstayException(
                new Failure.ProgramFailed(
                        "PostgreSQL's recovery", 1, server.lastLogLines(), "Choose another moment or backup."),
                e);
    }

    /// Stops the server and removes its files, unless it was promoted; an interrupt waits until that is done.
    @Override
    public void close() {
        if (handedOn) {
            return;
        }
        server.close();
        try {
            Folders.remove(folder);
        } catch (BackstayException e) {
            throw new IllegalStateException("the standby stopped, its folder stays: " + folder, e);
        }
    }
}
