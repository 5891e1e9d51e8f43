package io.backstay.cli.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.OwnerOnly;
import io.backstay.seal.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/// The file that a recovery code is written to: new, its owner's alone from its first moment, and on disk before
/// anything relies on it.
final class RecoveryFile {
    private static final int CODE_BYTES_MAX = 1024;

    private final Path file;

    private RecoveryFile(Path file) {
        this.file = file;
    }

    /// Makes the file, still empty. One that is there already is never touched.
    static RecoveryFile create(Path file) throws BackstayException {
        try {
            Files.createFile(file, OwnerOnly.of(file));
            return new RecoveryFile(file);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }

    /// Writes the code as one line, forces it and its name to the disk, and reads it back.
    ///
    /// @return what was read, which the caller closes
    Secret keep(Secret code) throws BackstayException {
        return code.lendBytes(bytes -> {
            try {
                write(bytes);
                syncFolder();
                return readBack();
            } catch (IOException e) {
                throw new BackstayException(Failure.unwritable(file, e), e);
            }
        });
    }

    private void write(byte[] code) throws IOException {
        byte[] line = Arrays.copyOf(code, code.length + 1);
        line[code.length] = '\n';
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer left = ByteBuffer.wrap(line);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /// The new name must outlast a power cut, too. Windows has no such call, and needs none.
    private void syncFolder() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        }
    }

    private Secret readBack() throws IOException, BackstayException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(CODE_BYTES_MAX);
            byte[] code = Arrays.copyOf(bytes, Math.max(0, bytes.length - 1));
            Arrays.fill(bytes, (byte) 0);
            return Secret.ofBytes(code);
        }
    }

    /// Removes the file, for no vault came of it; when that fails, it is told beside what stopped the command.
    void discard(Throwable because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(new IllegalStateException(file + " opens no vault, and could not be removed", e));
        }
    }
}
