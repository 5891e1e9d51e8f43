package io.backstay.act.connection.staging;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.rows.FullView;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server that a person made elsewhere, and of which that person says of what moment its data is. Nothing here can
/// show that it is so; it is read, and neither written to nor taken away.
///
/// @param by     the connection that leads to it
/// @param moment as the person stated it
/// @param live   the database it must not be, absent when it is not known here
public record StatedStaging(
        String by, Login login, Instant moment, @Nullable Live live) implements Staging {
    /// Has the login that reads live; asked when the two are compared.
    @FunctionalInterface
    public interface Live {
        /// The login.
        Login reader() throws BackstayException;
    }

    /// What plan, record and verdict call its only point.
    public PointId point() {
        return new PointId(by);
    }

    @Override
    public Origin origin(RecoveryPoint base, Instant wanted) {
        return new Origin(point(), moment);
    }

    @Override
    public Origin later(Origin used, Instant wanted) throws BackstayException {
        throw new BackstayException(new Failure.Unsupported(
                "A second moment on " + by + ", which holds the data of one",
                "Leave --damaged-at away: what differs from live counts as the tenant's own edit then."));
    }

    @Override
    public Staged bringUp(Origin origin, Progress progress) throws BackstayException, InterruptedException {
        if (!origin.equals(new Origin(point(), moment))) {
            throw new BackstayException(new Failure.Conflict(
                    "The staging server " + by + " is said to hold the data of " + Utc.words(moment) + ", and "
                            + origin.point() + " of " + Utc.words(origin.moment()) + " is wanted",
                    "Make another plan, or add the staging server again with its moment."));
        }
        progress.step("Looking at " + by);
        try (Connection session = login.open("backstay staging")) {
            Db db = new Db(session);
            FullView.require(db, by);
            if (db.holds("select pg_catalog.pg_is_in_recovery()")) {
                throw new BackstayException(new Failure.BadInput(
                        by + " is a standby, which follows another server.", "Name a server that stands by itself."));
            }
            requireOther(db);
        } catch (SQLException e) {
            throw new BackstayException(new Failure.Unreachable(by, "the session broke"), e);
        }
        return new Server(by, login, moment);
    }

    private void requireOther(Db staging) throws BackstayException, SQLException {
        if (live != null) {
            try (Connection session = live.reader().open("backstay staging")) {
                OtherServer.require(staging, new Db(session), by);
            }
        }
    }

    private record Server(String name, Login login, Instant reached) implements Staged {
        @Override
        public Login login(String database) {
            return login;
        }

        @Override
        public String said() {
            return "Reads " + name + ", of which a person says that it holds the data of " + Utc.words(reached)
                    + "; nothing here shows it";
        }

        @Override
        public void close() {
            // It is not ours.
        }
    }

    /// It is not ours to take away.
    @Override
    public List<String> over(List<Origin> used, Recording recording, Progress progress) {
        return List.of(by + " was made by a person and stays; remove it where it was made when nobody needs it.");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
