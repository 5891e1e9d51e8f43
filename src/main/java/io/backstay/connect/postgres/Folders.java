package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folders on this machine: made ours, made durable, removed whole, and their troubles said in sentences.
public final class Folders {
    /// What a sentence calls the place of temporary files.
    public static final String TEMPORARY = "the folder for temporary files";

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private Folders() {}

    /// Creates the folder if need be and refuses one that somebody else could have prepared or could change.
    ///
    /// @param mode such as `rwx--x--x`; ignored where the file system has no such modes
    public static void makeOurs(Path folder, String mode) throws BackstayException {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder);
                setMode(folder, mode);
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new BackstayException(new Failure.Unwritable(folder.toString(), "it is not a folder"));
            }
            if (hasModes(folder)) {
                refuseForeign(folder);
            }
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    /// Gives a file or folder its mode; does nothing where the file system has no such modes.
    public static void setMode(Path path, String mode) throws IOException {
        if (hasModes(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    /// Creates a folder that only its owner can enter, from its first moment; it must not exist.
    static void createPrivate(Path folder) throws IOException {
        Files.createDirectory(folder, only(folder, "rwx------"));
    }

    /// Writes a new file that only its owner can read, from its first moment; it must not exist.
    static void writePrivate(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, anew, only(file, "rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    private static FileAttribute<?>[] only(Path path, String mode) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /// Whether files here have an owner, a group and others with modes.
    public static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Removes a folder with all that it holds, links not followed; a folder that is not there is no trouble.
    public static void remove(Path folder) throws BackstayException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Removal());
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    /// Refuses to begin what the disk has no room for.
    public static void requireRoom(Path folder, long neededBytes) throws BackstayException {
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < neededBytes) {
                throw new BackstayException(new Failure.DiskFull(
                        folder.toString(), "%,d bytes are needed and %,d are free".formatted(neededBytes, usable)));
            }
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    /// Makes the names in a folder durable, where the system lets us.
    public static void sync(Path folder) throws IOException {
        if (hasModes(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// What an input or output error means for a person.
    public static BackstayException refusal(Path path, IOException trouble) {
        return refusal(path.toString(), trouble);
    }

    /// The same of a place that is no path, such as the address of a store.
    public static BackstayException refusal(String path, IOException trouble) {
        String words = trouble.getMessage() == null ? trouble.getClass().getSimpleName() : trouble.getMessage();
        String low = words.toLowerCase(Locale.ROOT);
        if (low.contains("no space left")
                || low.contains("not enough space")
                || low.contains("disk quota")
                || low.contains("file too large")) {
            return new BackstayException(new Failure.DiskFull(path, words), trouble);
        }
        if (trouble instanceof NoSuchFileException) {
            return new BackstayException(
                    new Failure.NotFound(words, "Check the folder " + path + ", then run it again."), trouble);
        }
        return new BackstayException(new Failure.Unwritable(path, words), trouble);
    }

    private static void refuseForeign(Path folder) throws IOException, BackstayException {
        Path probe = Files.createTempFile(folder, ".ours", null);
        boolean ours = Files.getOwner(probe).equals(Files.getOwner(folder));
        Files.delete(probe);
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(folder);
        if (!ours || modes.stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new BackstayException(new Failure.Unwritable(
                    folder.toString(), ours ? "other users may write into it" : "it belongs to another user"));
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
            if (trouble instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw trouble;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble) throws IOException {
            if (trouble != null) {
                throw trouble;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
