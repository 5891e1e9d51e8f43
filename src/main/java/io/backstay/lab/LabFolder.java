package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.Programs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The folder of one run of the lab, held by a file lock that the system frees when the process dies, however it dies.
///
/// The lock file lies beside the folder, so that the folder can be removed while the lock is still held.
public final class LabFolder implements AutoCloseable {
    private static final String PREFIX = "run-";
    private static final String LOCK_SUFFIX = ".lock";
    private static final int NAME_CHARS = 8;
    private static final int NAME_ATTEMPTS_MAX = 20;
    /// Data folders lie no deeper than this below a run's folder.
    private static final int SEARCH_DEPTH = 5;

    /// What this process holds. Closing any channel to a file frees the process's lock on it, so these are not touched.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path lockFile;
    private final FileChannel channel;

    private LabFolder(Path path, Path lockFile, FileChannel channel) {
        this.path = path;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /// Makes and holds a new folder.
    ///
    /// @param root made if need be; whoever runs the server must be able to reach it
    public static LabFolder create(Path root, Privilege privilege) throws BackstayException {
        Path home = root.toAbsolutePath();
        Folders.makeOurs(home, privilege.handsOver() ? "rwx--x--x" : "rwx------");
        try {
            for (int attempt = 1; attempt <= NAME_ATTEMPTS_MAX; attempt++) {
                String name = PREFIX + UUID.randomUUID().toString().substring(0, NAME_CHARS);
                LabFolder held = tryHold(home.resolve(name), home.resolve(name + LOCK_SUFFIX), privilege);
                if (held != null) {
                    return held;
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(home, e);
        }
        throw new BackstayException(
                new Failure.Conflict("No name for a run was free in " + home, "Empty the folder, then run it again."));
    }

    /// Clears what killed runs left: stops their servers, if they really are theirs, and removes their folders.
    ///
    /// @return what was cleared, a sentence each
    public static List<String> clearStale(Path root, Programs programs, Privilege privilege)
            throws BackstayException, InterruptedException {
        Path home = root.toAbsolutePath();
        List<String> cleared = new ArrayList<>();
        if (!Files.isDirectory(home)) {
            return cleared;
        }
        Folders.makeOurs(home, "rwx------");
        try (var locks = Files.newDirectoryStream(home, PREFIX + "*" + LOCK_SUFFIX)) {
            for (Path lockFile : locks) {
                if (!HELD.contains(lockFile)) {
                    clear(lockFile, programs, privilege, cleared);
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(home, e);
        }
        return cleared;
    }

    /// The folder.
    public Path path() {
        return path;
    }

    /// Removes the folder with all that it holds, and lets the lock go; servers in it must be stopped before.
    @Override
    public void close() {
        try {
            Folders.remove(path);
            Files.deleteIfExists(lockFile);
            channel.close();
        } catch (BackstayException | IOException e) {
            throw new IllegalStateException("the lab's folder stays: " + path, e);
        } finally {
            HELD.remove(lockFile);
        }
    }

    private static @Nullable LabFolder tryHold(Path path, Path lockFile, Privilege privilege) throws IOException {
        HELD.add(lockFile);
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return null;
            }
            Files.createDirectory(path);
            Folders.setMode(path, privilege.handsOver() ? "rwx--x--x" : "rwx------");
            held = true;
            return new LabFolder(path, lockFile, channel);
        } catch (FileAlreadyExistsException e) {
            return null;
        } finally {
            if (!held) {
                HELD.remove(lockFile);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static void clear(Path lockFile, Programs programs, Privilege privilege, List<String> cleared)
            throws IOException, BackstayException, InterruptedException {
        String name = String.valueOf(lockFile.getFileName());
        Path folder = lockFile.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length()));
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return;
            }
            if (Files.isDirectory(folder)) {
                for (Path data : dataFolders(folder)) {
                    PgServer.stopStale(programs, privilege, data).ifPresent(cleared::add);
                }
                Folders.remove(folder);
                cleared.add("Removed the folder " + folder + " of a run that was killed.");
            }
            Files.deleteIfExists(lockFile);
        } catch (OverlappingFileLockException e) {
            // Another thread of ours is clearing it at this moment.
        } catch (NoSuchFileException e) {
            // Another process was faster.
        }
    }

    private static List<Path> dataFolders(Path folder) throws IOException {
        try (var files = Files.walk(folder, SEARCH_DEPTH)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .map(Path::getParent)
                    .toList();
        }
    }
}
