package io.backstay.cli.terminal;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Secrets as lines of UTF-8 text: of standard input, or the first of a file. What is read is never kept in a
/// `String`, and no byte after the line is taken.
final class SecretLines {
    private static final int FIRST_BYTES = 256;
    private static final int MARK_BYTES = 3;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private SecretLines() {}

    /// The next line of standard input without its end, null when there is none.
    static char @Nullable [] next(InputStream in, ByteSize limit) throws BackstayException, InterruptedException {
        try {
            return Interruptible.await(() -> line(in, limit));
        } catch (IOException e) {
            throw unreadable("Standard input", e);
        }
    }

    /// The first line of a file or pipe, null when it is empty.
    static char @Nullable [] first(Path file, ByteSize limit) throws BackstayException, InterruptedException {
        try {
            return Interruptible.await(() -> {
                try (InputStream in = Files.newInputStream(file)) {
                    return line(in, limit);
                }
            });
        } catch (NoSuchFileException e) {
            throw new BackstayException(
                    new Failure.NotFound("The file " + file, "Check the name of the file that holds the passphrase."),
                    e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /// Whether somebody else than the owner may read or write the file, as far as its permissions tell. What is no
    /// file, such as a pipe, has none that matter.
    static boolean isOpenToOthers(Path file) {
        try {
            return Files.isRegularFile(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            // The read that follows tells what is wrong with it.
            return false;
        }
    }

    private static BackstayException unreadable(String what, IOException e) {
        if (e instanceof OverlongException overlong) {
            return new BackstayException(new Failure.TooLarge("A line of " + what, overlong.limit), e);
        }
        String why = e instanceof CharacterCodingException ? "it is no UTF-8 text" : "it is not readable here";
        return new BackstayException(
                new Failure.BadInput(
                        what + " cannot be used for a secret: " + why + ".", "Give one secret on each line, in UTF-8."),
                e);
    }

    private static char @Nullable [] line(InputStream in, ByteSize limit) throws IOException {
        byte[] bytes = new byte[FIRST_BYTES];
        int size = 0;
        try {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            for (; next >= 0 && next != '\n'; next = in.read()) {
                if (size == limit.bytes()) {
                    throw new OverlongException(limit);
                }
                if (size == bytes.length) {
                    bytes = grown(bytes);
                }
                bytes[size++] = (byte) next;
            }
            return decoded(bytes, size);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] grown(byte[] bytes) {
        byte[] larger = Arrays.copyOf(bytes, 2 * bytes.length);
        Arrays.fill(bytes, (byte) 0);
        return larger;
    }

    /// Without the mark that some editors put before the first line, and the carriage return that others put after
    /// each.
    private static char[] decoded(byte[] bytes, int size) throws CharacterCodingException {
        int from = size >= MARK_BYTES && Arrays.equals(bytes, 0, MARK_BYTES, BYTE_ORDER_MARK, 0, MARK_BYTES)
                ? MARK_BYTES
                : 0;
        int to = size > from && bytes[size - 1] == '\r' ? size - 1 : size;
        CharBuffer decoded = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, to - from));
        char[] line = new char[decoded.remaining()];
        decoded.get(line);
        Arrays.fill(decoded.array(), '\0');
        return line;
    }

    /// A line that goes on for too long.
    private static final class OverlongException extends IOException {
        private final transient ByteSize limit;

        private OverlongException(ByteSize limit) {
            super("a line is too long");
            this.limit = limit;
        }
    }
}
