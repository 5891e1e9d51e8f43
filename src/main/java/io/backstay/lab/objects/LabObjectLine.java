package io.backstay.lab.objects;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of the practice store's index file: a version that came, or one that was removed for good.
record LabObjectLine(LabObject object, boolean removed) {
    private static final int FIELDS = 11;

    /// Lines that were written before versions had traits.
    private static final int FIELDS_OLD = 10;

    private static final int LINE_BYTES_MAX = 16_384;
    private static final String NONE = "-";

    static String of(LabObject version) {
        return String.join(
                "\t",
                version.marker() ? "marker" : "version",
                Long.toString(version.sequence()),
                LabEscapes.percent(version.key(), "/"),
                version.at().toString(),
                Long.toString(version.bytes()),
                version.etag().isEmpty() ? NONE : version.etag(),
                LabEscapes.percent(version.contentType(), "/"),
                version.lockMode() == null ? NONE : version.lockMode(),
                version.retainUntil() == null ? NONE : version.retainUntil().toString(),
                version.traits().isEmpty() ? NONE : LabTraits.line(version.traits()),
                "end");
    }

    static String removal(LabObject version) {
        return of(version).replaceFirst("^[a-z]+", "removed");
    }

    private static LabObjectLine parse(String line) throws IOException {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS && fields.length != FIELDS_OLD) {
            throw new IOException("a line of the index has " + fields.length + " fields");
        }
        try {
            LabObject object = new LabObject(
                    LabEscapes.plain(fields[2]),
                    Long.parseLong(fields[1]),
                    fields[0].equals("marker"),
                    Instant.parse(fields[3]),
                    Long.parseLong(fields[4]),
                    fields[5].equals(NONE) ? "" : fields[5],
                    LabEscapes.plain(fields[6]),
                    fields[7].equals(NONE) ? null : fields[7],
                    fields[8].equals(NONE) ? null : Instant.parse(fields[8]),
                    fields.length == FIELDS_OLD || fields[9].equals(NONE) ? Map.of() : LabTraits.of(fields[9]));
            return new LabObjectLine(object, fields[0].equals("removed"));
        } catch (LabFault | IllegalArgumentException | DateTimeException e) {
            throw new IOException("a line of the index makes no sense", e);
        }
    }

    /// Reads whole lines only and knows where the last of them ended.
    static final class Reader implements AutoCloseable {
        private final InputStream in;
        private long position;

        Reader(Path file) throws IOException {
            this.in = new BufferedInputStream(Files.newInputStream(file));
        }

        /// The next line, or null at the end or before a half-written line.
        @Nullable
        LabObjectLine next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                if (line.size() >= LINE_BYTES_MAX) {
                    throw new IOException("a line of the index is too long");
                }
                line.write(b);
            }
            position += line.size() + 1;
            return parse(line.toString(StandardCharsets.UTF_8));
        }

        long position() {
            return position;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
