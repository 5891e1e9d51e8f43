package io.backstay.restore.journal;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import io.backstay.restore.plan.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Says that a process is working on a restore; the system lets it go when the process dies, however it dies.
public final class RunLock implements AutoCloseable {
    /// What this process holds, and the monitor of whoever takes or looks. Closing any channel to a file frees the
    /// process's lock on it, so the files of these are not touched.
    private static final Set<Path> HELD = new HashSet<>();

    /// Whoever only looks in another process has the file for an instant; whoever works on a restore has it longer.
    private static final int TRIES = 10;

    private static final long PAUSE_NANOS = 20_000_000;

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
        Path file = file(folder, restore);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                throw Refusal.RUN_ELSEWHERE.stop(restore + " is open in this very process");
            }
            try {
                Files.createDirectories(file.getParent());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!locked(channel)) {
                    channel.close();
                    throw Refusal.RUN_ELSEWHERE.stop(restore);
                }
                HELD.add(file);
                return new RunLock(file, channel);
            } catch (IOException e) {
                throw new BackstayException(Failure.unwritable(file, e), e);
            }
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt < TRIES; attempt++) {
            if (channel.tryLock() != null) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return channel.tryLock() != null;
    }

    /// Whether somebody has it now. Looking leaves nothing on the disk and keeps nobody from taking it.
    public static boolean isTaken(Path folder, String restore) throws BackstayException {
        Path file = file(folder, restore);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.tryLock(0, Long.MAX_VALUE, true) == null;
            } catch (NoSuchFileException e) {
                return false;
            } catch (IOException e) {
                throw Folders.refusal(file, e);
            }
        }
    }

    private static Path file(Path folder, String restore) {
        return folder.toAbsolutePath().resolve(restore + ".lock");
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("a lock was not let go", e);
            } finally {
                HELD.remove(file);
            }
        }
    }
}
