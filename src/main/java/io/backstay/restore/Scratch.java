package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import java.sql.Connection;
import java.sql.SQLException;

/// A recovered point with one session on it, which is opened again when an interrupt took its connection.
final class Scratch implements AutoCloseable {
    /// How long the scratch server is given to say that it is still there.
    private static final int ANSWER_SECONDS = 5;

    private static final System.Logger LOG = System.getLogger(Scratch.class.getName());

    private final Origin origin;
    private final Staged server;
    private final String database;
    private final String purpose;
    private Connection session;

    /// @param purpose what the server's own lists show
    Scratch(Origin origin, Staged server, String database, String purpose) throws BackstayException {
        this.origin = origin;
        this.server = server;
        this.database = database;
        this.purpose = purpose;
        this.session = server.login(database).open(purpose);
    }

    Origin origin() {
        return origin;
    }

    Staged server() {
        return server;
    }

    Connection session() throws BackstayException {
        if (!answers()) {
            session = server.login(database).open(purpose);
        }
        return session;
    }

    /// Drops the session without asking it anything, because a reading that was cut short left it out of step, and
    /// opens another.
    void renew() throws BackstayException {
        try {
            session.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "the scratch session was lost", e);
        }
        session = server.login(database).open(purpose);
    }

    private boolean answers() {
        try {
            if (session.isValid(ANSWER_SECONDS)) {
                return true;
            }
            session.close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "the scratch session was lost", e);
        }
        return false;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // The server is let go below.
            LOG.log(System.Logger.Level.DEBUG, "the scratch session did not end by itself", e);
        } finally {
            server.close();
        }
    }
}
