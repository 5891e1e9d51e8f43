package io.backstay.codec.csv;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The characters of a UTF-8 file, each with its line and column; a byte order mark is passed over.
final class CsvText implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final char ORDER_MARK = '\uFEFF';

    private final String source;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private @Nullable CoderResult trouble;
    private boolean ended;
    private boolean begun;
    private int last = -1;
    private long line = 1;
    private long column;

    private CsvText(String source, InputStream in) {
        this.source = source;
        this.in = in;
    }

    static CsvText open(Path file) throws BackstayException {
        try {
            return new CsvText(file.toString(), Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            throw new BackstayException(new Failure.NotFound(file.toString(), "Check the path."), e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    static CsvText of(String source, byte[] bytes) {
        return new CsvText(source, new ByteArrayInputStream(bytes));
    }

    /// The line of the last character, from 1.
    long line() {
        return line;
    }

    /// The column of the last character in its line, from 1, in UTF-16 code units.
    long column() {
        return column;
    }

    /// The next character, or -1 at the end.
    int read() throws BackstayException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        char c = chars.get();
        if (!begun) {
            begun = true;
            if (c == ORDER_MARK) {
                return read();
            }
        }
        boolean pair = last == '\r' && c == '\n';
        if (!pair && (last == '\n' || last == '\r')) {
            line++;
            column = 0;
        }
        column++;
        last = c;
        if (c == 0) {
            throw bad(source, line, column, "the character 0 is no text");
        }
        return c;
    }

    /// Decodes more; what is not UTF-8 is told only once everything before it was read.
    private boolean fill() throws BackstayException {
        CoderResult met = trouble;
        if (met != null) {
            boolean fresh = last == '\n' || last == '\r';
            throw bad(
                    source,
                    fresh ? line + 1 : line,
                    fresh ? 1 : column + 1,
                    "this is not UTF-8; in a spreadsheet, save the file as 'CSV UTF-8'");
        }
        chars.clear();
        try {
            while (chars.position() == 0) {
                if (!ended) {
                    bytes.compact();
                    ended = taken(in.read(bytes.array(), bytes.position(), bytes.remaining()));
                    bytes.flip();
                }
                CoderResult result = decoder.decode(bytes, chars, ended);
                if (result.isError()) {
                    trouble = result;
                    break;
                }
                if (ended && result.isUnderflow()) {
                    break;
                }
            }
        } catch (IOException e) {
            throw unreadable(source, e);
        }
        chars.flip();
        return chars.hasRemaining() || (trouble != null && fill());
    }

    /// Counts what was read, and answers whether that was the end.
    private boolean taken(int read) {
        if (read > 0) {
            bytes.position(bytes.position() + read);
        }
        return read < 0;
    }

    static BackstayException bad(String source, long line, long column, String what) {
        return new BackstayException(new Failure.BadInput(
                source + ", line " + line + ", column " + column + ": " + what + ".",
                "Correct the file there, or export it again."));
    }

    private static BackstayException unreadable(String source, IOException e) {
        return new BackstayException(
                new Failure.BadInput(
                        source + " cannot be read (" + e.getClass().getSimpleName() + ").",
                        "Check that it is a file and that you may read it."),
                e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
