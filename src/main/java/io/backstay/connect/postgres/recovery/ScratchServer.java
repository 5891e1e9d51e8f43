package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.PgServer;
import io.backstay.seal.SecretSource;
import java.nio.file.Path;
import java.time.Instant;

/// A disposable server that a base backup was recovered into; closing it stops it and removes its files.
public final class ScratchServer implements AutoCloseable {
    private final PgServer server;
    private final SecretSource password;
    private final Path folder;
    private final Instant stoppedAt;

    ScratchServer(PgServer server, SecretSource password, Path folder, Instant stoppedAt) {
        this.server = server;
        this.password = password;
        this.folder = folder;
        this.stoppedAt = stoppedAt;
    }

    /// Such as `scratch-7f2c`.
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    /// The superuser's login to one of its databases; user and password are those of the recovered moment.
    public Login login(String database) {
        return server.login(database, password);
    }

    /// The last commit that was replayed, or the end of the base backup when none was.
    public Instant stoppedAt() {
        return stoppedAt;
    }

    /// What it holds on disk.
    public Path folder() {
        return folder;
    }

    /// Stops the server and removes its files; an interrupt waits until that is done.
    @Override
    public void close() {
        server.close();
        try {
            Folders.remove(folder);
        } catch (BackstayException e) {
            throw new IllegalStateException("the scratch server stopped, its folder stays: " + folder, e);
        }
    }
}
