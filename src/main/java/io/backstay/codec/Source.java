package io.backstay.codec;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Opens documents within a size limit, and turns what a parser throws into one sentence.
public final class Source {
    private Source() {}

    /// The bytes of a file, of at most so many.
    public static byte[] bytes(Path file, ByteSize limit) throws BackstayException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(limit.bytes() + 1));
            if (bytes.length > limit.bytes()) {
                throw new BackstayException(new Failure.TooLarge(file.toString(), limit));
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    static InputStream open(Path file, ByteSize limit) throws BackstayException {
        try {
            return new Bounded(Files.newInputStream(file), limit);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    static InputStream bounded(InputStream in, ByteSize limit) {
        return new Bounded(in, limit);
    }

    static BackstayException unreadable(String source, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new BackstayException(new Failure.NotFound(source, "Check the path."), e);
        }
        return new BackstayException(
                new Failure.BadInput(
                        source + " cannot be read: " + Clip.of(String.valueOf(e.getMessage())) + ".",
                        "Check that it is a file and that you may read it."),
                e);
    }

    /// @param place the nearest place that is known, for its path
    static BackstayException unparsable(JacksonException e, Place place) {
        if (e instanceof JacksonIOException && e.getCause() instanceof TooLong tooLong) {
            return new BackstayException(new Failure.TooLarge(place.source(), tooLong.limit), e);
        }
        if (e instanceof JacksonIOException && e.getCause() instanceof IOException io) {
            return unreadable(place.source(), io);
        }
        TokenStreamLocation at = e.getLocation();
        boolean known = at != null && at.getLineNr() > 0;
        int line = known ? at.getLineNr() : place.line();
        int column = known ? at.getColumnNr() : place.column();
        String path = place.path();
        String what = Clip.of(String.valueOf(e.getOriginalMessage()).replaceAll("\\.$", ""));
        String sentence = place.source() + ", line " + line + ", column " + column
                + (path.isEmpty() ? "" : ", at " + path) + ": "
                + (e instanceof StreamConstraintsException ? "a limit is exceeded: " : "") + what + ".";
        return new BackstayException(new Failure.BadInput(sentence, "Correct the document and try again."), e);
    }

    /// Refuses to deliver more bytes than its limit.
    private static final class Bounded extends FilterInputStream {
        private final ByteSize limit;
        private long delivered;

        Bounded(InputStream in, ByteSize limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws TooLong {
            delivered += read;
            if (delivered > limit.bytes()) {
                throw new TooLong(limit);
            }
        }
    }

    /// Says that a stream is longer than its limit.
    private static final class TooLong extends IOException {
        private final transient ByteSize limit;

        TooLong(ByteSize limit) {
            super("longer than " + limit);
            this.limit = limit;
        }
    }
}
