package io.backstay.base;

import static java.util.Objects.requireNonNull;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The disks of this machine.
///
/// On Windows a folder cannot be forced, and its file systems keep names in a journal of their own; there
/// [#forceFolder] does nothing, and a new file has an access list with its owner alone.
public final class DiskStorage implements Storage {
    private static final int LISTED_MAX = 10_000;

    /// What this process has locked. Closing any channel to a file frees the process's lock on it, so the files of
    /// these are not opened a second time.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    @Override
    public Path locate(Path file) throws BackstayException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path name = file.getFileName();
            if (folder == null || name == null) {
                throw new BackstayException(new Failure.BadInput(file + " names no file.", "Name a file in a folder."));
            }
            Path real = Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    ? file.toRealPath()
                    : folder.toRealPath().resolve(name);
            refuseOpenFolder(requireNonNull(real.getParent()));
            return real;
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }

    /// Whoever may write to the folder may put another file in place of ours.
    private static void refuseOpenFolder(Path folder) throws IOException, BackstayException {
        if (isPosix(folder) && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new BackstayException(new Failure.BadInput(
                    "Everybody may write to the folder " + folder + ".",
                    "Choose a folder of your own, or take the right to write from others."));
        }
    }

    @Override
    public NewFile create(Path file) throws BackstayException {
        try {
            FileAttribute<?> ownerOnly = OwnerOnly.of(file);
            FileChannel channel = Uninterrupted.run(() ->
                    FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly));
            return new ChannelFile(file, channel);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }

    @Override
    public byte[] read(Path file, ByteSize limit) throws BackstayException {
        // A stream, since an interrupt does not close it.
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit.bytes() + 1));
            if (bytes.length > limit.bytes()) {
                throw new BackstayException(new Failure.TooLarge(file.toString(), limit));
            }
            return bytes;
        } catch (IOException e) {
            throw new BackstayException(unreadable(file, e), e);
        }
    }

    private static Failure unreadable(Path file, IOException trouble) {
        if (!Files.exists(file)) {
            return new Failure.NotFound(file.toString(), "Check its name.");
        }
        return new Failure.BadInput(
                "Cannot read " + file + ": " + reason(trouble) + ".", "Check its permissions and its disk.");
    }

    @Override
    public void move(Path from, Path to) throws BackstayException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            // Two names of one file are left as they are by the system; the old one has to go all the same.
            Files.deleteIfExists(from);
        } catch (AtomicMoveNotSupportedException e) {
            throw new BackstayException(
                    new Failure.Unsupported(
                            "Replacing " + to + " in one step",
                            "Choose a folder on another disk; this file system cannot do it."),
                    e);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(to, e), e);
        }
    }

    @Override
    public boolean link(Path from, Path to) throws BackstayException {
        try {
            Files.createLink(to, from);
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (FileSystemException e) {
            if (reason(e).toLowerCase(Locale.ROOT).matches(".*(not permitted|not supported).*")) {
                return false;
            }
            throw new BackstayException(Failure.unwritable(to, e), e);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(to, e), e);
        }
    }

    private static String reason(IOException trouble) {
        String reason = trouble instanceof FileSystemException inner ? inner.getReason() : trouble.getMessage();
        return reason == null ? trouble.getClass().getSimpleName() : reason;
    }

    @Override
    public void delete(Path file) throws BackstayException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }

    @Override
    public void forceFolder(Path folder) throws BackstayException {
        if (!isPosix(folder)) {
            return;
        }
        try {
            Uninterrupted.<@Nullable Void>run(() -> {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
                return null;
            });
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(folder, e), e);
        }
    }

    @Override
    public boolean exists(Path file) {
        return Files.isRegularFile(file);
    }

    @Override
    public List<Path> list(Path folder, String prefix) throws BackstayException {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> String.valueOf(file.getFileName()).startsWith(prefix))) {
            for (Path file : files) {
                if (found.size() == LISTED_MAX) {
                    throw new BackstayException(new Failure.BadInput(
                            folder + " holds more than " + LISTED_MAX + " files that begin with " + prefix + ".",
                            "Remove those that nobody needs."));
                }
                found.add(file);
            }
        } catch (IOException e) {
            throw new BackstayException(unreadable(folder, e), e);
        }
        found.sort(null);
        return found;
    }

    @Override
    public Held lock(Path file) throws BackstayException {
        try {
            Path name = file.toAbsolutePath();
            Path real = requireNonNull(name.getParent()).toRealPath().resolve(requireNonNull(name.getFileName()));
            FileChannel channel = HELD.add(real) ? taken(real) : null;
            if (channel != null) {
                return () -> release(real, channel);
            }
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
        throw new BackstayException(new Failure.Conflict(
                "Another Backstay is writing beside " + file, "Wait until it has finished, then try again."));
    }

    private static @Nullable FileChannel taken(Path file) throws IOException {
        FileChannel channel = null;
        try {
            FileAttribute<?> ownerOnly = OwnerOnly.of(file);
            channel = Uninterrupted.run(() -> locked(file, ownerOnly));
            return channel;
        } finally {
            if (channel == null) {
                HELD.remove(file);
            }
        }
    }

    private static @Nullable FileChannel locked(Path file, FileAttribute<?> ownerOnly) throws IOException {
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    private static void release(Path file, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(DiskStorage.class.getName())
                    .log(System.Logger.Level.WARNING, "closing the lock " + file + " failed", e);
        } finally {
            HELD.remove(file);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private record ChannelFile(Path file, FileChannel channel) implements NewFile {
        @Override
        public void write(byte[] bytes) throws BackstayException {
            run(() -> {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                return null;
            });
        }

        @Override
        public void force() throws BackstayException {
            run(() -> {
                channel.force(true);
                return null;
            });
        }

        @Override
        public void close() throws BackstayException {
            run(() -> {
                channel.close();
                return null;
            });
        }

        private void run(Uninterrupted.Work<@Nullable Void> work) throws BackstayException {
            try {
                Uninterrupted.<@Nullable Void>run(work);
            } catch (IOException e) {
                throw new BackstayException(Failure.unwritable(file, e), e);
            }
        }
    }
}
