package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.PgServer;
import io.backstay.seal.SecretSource;
import java.nio.file.Path;
import java.time.Instant;

/// A server that was recovered into a new place, which stays; closing stops it and leaves its files.
public final class RestoredServer implements AutoCloseable {
    private final PgServer server;
    private final SecretSource password;
    private final Path place;
    private final Instant stoppedAt;
    private final ScratchData data;

    RestoredServer(PgServer server, SecretSource password, Path place, Instant stoppedAt, ScratchData data) {
        this.server = server;
        this.password = password;
        this.place = place;
        this.stoppedAt = stoppedAt;
        this.data = data;
    }

    /// The superuser's login to one of its databases; user and password are those of the recovered moment.
    public Login login(String database) {
        return server.login(database, password);
    }

    /// The last commit that was replayed, or the end of the base backup when none was.
    public Instant stoppedAt() {
        return stoppedAt;
    }

    /// The new place; the server's files lie in `data` in it.
    public Path place() {
        return place;
    }

    /// Forgets how it was recovered and takes live's own settings back, so that it starts like any other server from
    /// now on. It archives nothing until somebody gives it an archive of its own.
    public void settle() throws BackstayException {
        data.settle(server);
    }

    /// Stops it and removes all of it, when it was not what was wanted.
    public void discard() throws BackstayException {
        close();
        Folders.remove(place);
    }

    /// Stops it; an interrupt waits until that is done.
    @Override
    public void close() {
        server.close();
    }
}
