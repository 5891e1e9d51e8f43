package io.backstay.connect.postgres.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes files that are on the disk, not only on their way to it.
final class DurableFiles {
    private static final int BUFFER_BYTES = 128 * 1024;

    private DurableFiles() {}

    static void write(Path file, String text) throws IOException {
        try (FileChannel out = create(file)) {
            writeAll(out, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
    }

    /// Writes what is left of a stream to a new file.
    ///
    /// @return how many bytes those were
    static long write(Path file, InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        try (FileChannel out = create(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                writeAll(out, ByteBuffer.wrap(buffer, 0, read));
                total += read;
            }
            out.force(true);
        }
        return total;
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
