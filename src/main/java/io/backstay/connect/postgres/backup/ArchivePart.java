package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One archive or the manifest inside the copy stream of a `BASE_BACKUP`, as a stream of bytes.
final class ArchivePart extends InputStream {
    private final BackupStream stream;
    private final LongConsumer progress;
    private byte[] chunk = {};
    private int at;
    private BackupStream.@Nullable Message following;

    /// @param progress hears how many bytes the server has sent
    ArchivePart(BackupStream stream, LongConsumer progress) {
        this.stream = stream;
        this.progress = progress;
    }

    /// Carries a failure of the server through the readers of this stream.
    static final class Refused extends IOException {
        private final transient BackstayException failure;

        Refused(BackstayException failure) {
            super(failure);
            this.failure = failure;
        }

        BackstayException failure() {
            return failure;
        }
    }

    /// The message that ended this part.
    BackupStream.Message following() throws IOException {
        while (following == null) {
            advance();
        }
        return following;
    }

    /// The name in the message that begins an archive.
    static String nameIn(byte[] body) {
        int end = 1;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return new String(body, 1, end - 1, StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (at == chunk.length) {
            if (following != null) {
                return -1;
            }
            advance();
        }
        int part = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, part);
        at += part;
        return part;
    }

    private void advance() throws IOException {
        try {
            BackupStream.Message message = stream.next();
            if (message.kind() != 'd' || message.body().length == 0) {
                following = message;
                return;
            }
            byte[] body = message.body();
            switch (body[0]) {
                case 'd' -> {
                    chunk = body;
                    at = 1;
                }
                case 'p' -> progress.accept(ByteBuffer.wrap(body).getLong(1));
                default -> following = message;
            }
        } catch (BackstayException e) {
            throw new Refused(e);
        }
    }
}
