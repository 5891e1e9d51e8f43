package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /// The program reads the password from a file, because a pipe cannot be opened by the other user that it may
    /// run as. The file is in a folder of its own that only that user can enter, is never readable for others, and
    /// goes with its folder whatever happens.
    void initdb(SecretSource password, int segmentMegabytes) throws BackstayException, InterruptedException {
        Path folder = data.resolveSibling("." + data.getFileName() + "-" + UUID.randomUUID());
        Path file = folder.resolve("password");
        try {
            Folders.createPrivate(folder);
            try (Secret lent = password.open()) {
                lent.<@Nullable Void, IOException>lendBytes(bytes -> {
                    Folders.writePrivate(file, bytes);
                    return null;
                });
            }
            privilege.handOver(folder);
            Command.Ended ended = Command.run(privilege.wrap(command(file, segmentMegabytes)), INITDB_LIMIT);
            if (ended.exit() != 0) {
                throw initdbFailed(ended);
            }
        } catch (IOException e) {
            throw Folders.refusal(data, e);
        } finally {
            Folders.remove(folder);
        }
    }

    private List<String> command(Path password, int segmentMegabytes) {
        var command = new ArrayList<>(List.of(programs.initdb(), "-D", data.toString(), "-U", PgServer.SUPERUSER));
        command.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C"));
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"));
        command.addAll(List.of("--no-instructions", "--wal-segsize=" + segmentMegabytes));
        return command;
    }

    private BackstayException initdbFailed(Command.Ended ended) {
        if (ended.output().contains("No space left")) {
            return new BackstayException(new Failure.DiskFull(data.toString(), "initdb found no space left"));
        }
        return new BackstayException(
                new Failure.ProgramFailed("initdb", ended.exit(), ended.output(), Programs.adviceFor(ended.exit())));
    }
}
