package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs `initdb`: the same encoding and sort order on every system, a password from the first moment.
record NewCluster(Programs programs, Privilege privilege, Path data) {
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(3);

    /// Refuses a folder that holds anything.
    void prepareEmptyFolder() throws BackstayException {
        try {
            Files.createDirectories(data);
            try (var children = Files.newDirectoryStream(data)) {
                if (children.iterator().hasNext()) {
                    throw new BackstayException(new Failure.Conflict(
                            "The data folder " + data + " is not empty", "Choose an empty folder."));
                }
            }
            Folders.setMode(data, "rwx------");
            privilege.handOver(data);
        } catch (IOException e) {
            throw Folders.refusal(data, e);
        }
    }

    void initdb(String password, int segmentMegabytes) throws BackstayException, InterruptedException {
        Path secret = data.resolveSibling(data.getFileName() + ".pw");
        try {
            Files.deleteIfExists(secret);
            Files.createFile(secret);
            Folders.setMode(secret, "rw-------");
            Files.writeString(secret, password);
            privilege.handOver(secret);
            var command = new ArrayList<>(List.of(programs.initdb(), "-D", data.toString(), "-U", PgServer.SUPERUSER));
            command.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + secret, "-E", "UTF8", "--locale=C"));
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"));
            command.addAll(List.of("--no-instructions", "--wal-segsize=" + segmentMegabytes));
            Command.Ended ended = Command.run(privilege.wrap(command), INITDB_LIMIT);
            if (ended.exit() != 0) {
                throw initdbFailed(ended);
            }
        } catch (IOException e) {
            throw Folders.refusal(data, e);
        } finally {
            removeSecret(secret);
        }
    }

    private BackstayException initdbFailed(Command.Ended ended) {
        if (ended.output().contains("No space left")) {
            return new BackstayException(new Failure.DiskFull(data.toString(), "initdb found no space left"));
        }
        return new BackstayException(
                new Failure.ProgramFailed("initdb", ended.exit(), ended.output(), Programs.adviceFor(ended.exit())));
    }

    private static void removeSecret(Path secret) throws BackstayException {
        try {
            Files.deleteIfExists(secret);
        } catch (IOException e) {
            throw Folders.refusal(secret, e);
        }
    }
}
