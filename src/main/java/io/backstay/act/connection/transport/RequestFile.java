package io.backstay.act.connection.transport;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The ids of all requests of the series in the record of acts, a line for each series: what the record calls it, which
/// is the SHA-256 of the ids, and the ids. A provider's support asks for them.
///
/// It grows to a size and is put aside then, in place of the one put aside before: about half a million requests stay.
final class RequestFile implements CallRecord.Ids {
    private static final long BYTES_MAX = 16L << 20;

    /// One lock of a file is held by a process at a time, whichever of its objects asks.
    private static final Object WRITING = new Object();

    private final CallRecord.Home home;
    private final long bytesMax;

    /// @param home asked when there is something to keep
    RequestFile(CallRecord.Home home) {
        this(home, BYTES_MAX);
    }

    RequestFile(CallRecord.Home home, long bytesMax) {
        this.home = home;
        this.bytesMax = bytesMax;
    }

    @Override
    public void keep(String name, List<String> ids) throws BackstayException {
        Path folder = home.folder();
        Path file = folder.resolve("requests.log");
        byte[] line = (name + " " + String.join(" ", ids) + "\n").getBytes(StandardCharsets.US_ASCII);
        synchronized (WRITING) {
            try {
                if (Files.exists(file) && Files.size(file) + line.length > bytesMax) {
                    Files.move(file, folder.resolve("requests.1.log"), StandardCopyOption.REPLACE_EXISTING);
                }
                try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    // It goes with the channel.
                    to.lock();
                    ByteBuffer bytes = ByteBuffer.wrap(line);
                    while (bytes.hasRemaining()) {
                        to.write(bytes);
                    }
                    to.force(false);
                }
            } catch (IOException e) {
                throw new BackstayException(Failure.unwritable(file, e), e);
            }
        }
    }
}
