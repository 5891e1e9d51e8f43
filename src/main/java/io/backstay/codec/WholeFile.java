package io.backstay.codec;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import tools.jackson.core.exc.JacksonIOException;

/// Writes a file completely or not at all: beside it first, then forced to the disk, then moved into its place.
public final class WholeFile {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private WholeFile() {}

    /// Writes the file; whatever was there before stays when the writing fails.
    public static void write(Path file, Content content) throws BackstayException {
        write(file, content, false);
    }

    /// The same into a file that only its owner may read and write, from its first byte on.
    public static void writePrivate(Path file, Content content) throws BackstayException {
        write(file, content, true);
    }

    private static void write(Path file, Content content, boolean ownerOnly) throws BackstayException {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            try (FileChannel channel = FileChannel.open(beside, FRESH, modes(beside, ownerOnly));
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
                content.write(out);
                out.flush();
                channel.force(true);
            }
            move(beside, target);
        } catch (IOException | UncheckedIOException | JacksonIOException e) {
            throw new BackstayException(Failure.unwritable(file, trouble(e)), e);
        } finally {
            discard(beside);
        }
    }

    private static FileAttribute<?>[] modes(Path file, boolean ownerOnly) throws IOException {
        if (!ownerOnly) {
            return new FileAttribute<?>[0];
        }
        // It is given to a new file only.
        Files.deleteIfExists(file);
        return new FileAttribute<?>[] {OwnerOnly.of(file)};
    }

    /// Refuses a file whose folder does not exist: in a path that a person typed, that is a slip rather than a
    /// wish. [#write] would make the folder.
    public static void requireFolder(Path file) throws BackstayException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BackstayException(new Failure.BadInput(
                    "There is no folder " + (folder == null ? file : folder) + ", so nothing was done.",
                    "Check the path, or make the folder first."));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            if (Files.exists(beside)) {
                System.getLogger(WholeFile.class.getName())
                        .log(System.Logger.Level.WARNING, "left behind: " + beside + ", " + Clip.of(e.toString()));
            }
        }
    }

    private static IOException trouble(Exception e) {
        return switch (e) {
            case IOException itself -> itself;
            case Exception outer when outer.getCause() instanceof IOException inner -> inner;
            default -> new IOException(Clip.of(String.valueOf(e.getMessage())), e);
        };
    }

    /// Fills the file.
    @FunctionalInterface
    public interface Content {
        /// Writes everything; the stream is closed by the caller.
        void write(OutputStream out) throws IOException, BackstayException;
    }
}
