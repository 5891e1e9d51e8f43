package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.restore.plan.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says that a process is working on a restore; the system lets it go when the process dies, however it dies.
public final class RunLock implements AutoCloseable {
    /// What this process holds. Closing any channel to a file frees the process's lock on it, so these are not
    /// touched.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes a restore, or refuses because somebody else has it.
    ///
    /// @param folder with one file for each restore; made if need be
    public static RunLock take(Path folder, String restore) throws BackstayException {
        Path file = folder.toAbsolutePath().resolve(restore + ".lock");
        if (!HELD.add(file)) {
            throw Refusal.RUN_ELSEWHERE.stop(restore + " is open in this very process");
        }
        boolean held = false;
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = channel.tryLock() != null;
            if (!held) {
                channel.close();
                throw Refusal.RUN_ELSEWHERE.stop(restore);
            }
            return new RunLock(file, channel);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        } finally {
            if (!held) {
                HELD.remove(file);
            }
        }
    }

    /// Whether somebody has it now.
    public static boolean isTaken(Path folder, String restore) throws BackstayException {
        try {
            take(folder, restore).close();
            return false;
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Stopped) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a lock was not let go", e);
        } finally {
            HELD.remove(file);
        }
    }
}
