package io.backstay.codec;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Strict JSON within limits: duplicate keys, trailing content, comments and deep nesting are refused.
///
/// Records are read and written by their component names: absent members become null where the component is nullable,
/// an empty list or map where it is one, and are refused elsewhere; unknown members are refused. Enum constants are
/// lower case with dashes, instants and durations ISO-8601, one-component records their bare value.
public final class Json {
    /// The largest document that is read whole.
    public static final ByteSize DOCUMENT_MAX = new ByteSize(8L << 20);

    static final int DEPTH_MAX = 32;
    static final int STRING_CHARS_MAX = 1 << 20;
    private static final int NAME_CHARS_MAX = 1024;
    private static final int NUMBER_CHARS_MAX = 100;

    static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH_MAX)
            .maxStringLength(STRING_CHARS_MAX)
            .maxNameLength(NAME_CHARS_MAX)
            .maxNumberLength(NUMBER_CHARS_MAX)
            .build();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /// The document in a file of at most [#DOCUMENT_MAX].
    public static Value read(Path file) throws BackstayException {
        return read(file, DOCUMENT_MAX);
    }

    /// The document in a file of at most that size.
    public static Value read(Path file, ByteSize limit) throws BackstayException {
        return whole(file.toString(), Source.bytes(file, limit));
    }

    /// The document in a text.
    ///
    /// @param source what a person calls it
    public static Value parse(String source, String text) throws BackstayException {
        return parse(source, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The document in UTF-8 bytes.
    ///
    /// @param source what a person calls it
    public static Value parse(String source, byte[] bytes) throws BackstayException {
        if (bytes.length > DOCUMENT_MAX.bytes()) {
            throw new BackstayException(new Failure.TooLarge(source, DOCUMENT_MAX));
        }
        return whole(source, bytes);
    }

    /// The record in a file of at most [#DOCUMENT_MAX].
    public static <T extends Record> T read(Path file, Class<T> type) throws BackstayException {
        return bind(read(file), type);
    }

    /// The record that a value describes.
    public static <T extends Record> T bind(Value value, Class<T> type) throws BackstayException {
        return type.cast(RecordReader.read(value, type));
    }

    /// The record that a text describes; the same as [#parse] and [#bind], but faster.
    ///
    /// @param source what a person calls it
    public static <T extends Record> T parse(String source, String text, Class<T> type) throws BackstayException {
        var records = new RecordParser(type);
        return type.cast(whole(source, text.getBytes(StandardCharsets.UTF_8), records::read));
    }

    /// Opens a large document, to be read member by member.
    public static JsonStream stream(Path file, ByteSize limit) throws BackstayException {
        return new JsonStream(file.toString(), Source.open(file, limit));
    }

    /// Reads a large document from a stream, which is closed with the answer.
    ///
    /// @param source what a person calls it
    public static JsonStream stream(String source, InputStream in, ByteSize limit) throws BackstayException {
        return new JsonStream(source, Source.bounded(in, limit));
    }

    /// One line of JSON for a record, map, list or scalar.
    public static String compact(@Nullable Object value) {
        return text(value, JsonWriter.Layout.COMPACT);
    }

    /// Indented JSON for a record, map, list or scalar, without a final line break.
    public static String pretty(@Nullable Object value) {
        return text(value, JsonWriter.Layout.PRETTY);
    }

    /// Writes indented JSON; the file is complete or is left as it was.
    public static void write(Path file, @Nullable Object value) throws BackstayException {
        WholeFile.write(file, out -> {
            try (JsonWriter writer = writer(out, JsonWriter.Layout.PRETTY)) {
                writer.value(value);
            }
            out.write('\n');
        });
    }

    /// Writes JSON bit by bit to a stream, which stays open.
    public static JsonWriter writer(OutputStream out, JsonWriter.Layout layout) {
        return new JsonWriter(FACTORY.createGenerator(layout.context(), new Unclosed(out)));
    }

    static JsonParser parser(InputStream in) {
        return FACTORY.createParser(ObjectReadContext.empty(), in);
    }

    private static String text(@Nullable Object value, JsonWriter.Layout layout) {
        var bytes = new ByteArrayOutputStream();
        try (JsonWriter writer = writer(bytes, layout)) {
            writer.value(value);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Value whole(String source, byte[] bytes) throws BackstayException {
        return whole(source, bytes, Tree::read);
    }

    private static <T> T whole(String source, byte[] bytes, Reading<T> reading) throws BackstayException {
        Place root = Place.root(source, 1, 1);
        try (JsonParser parser = parser(new ByteArrayInputStream(bytes))) {
            if (parser.nextToken() == null) {
                throw root.bad("the document is empty");
            }
            T value = reading.read(parser, root);
            if (parser.nextToken() != null) {
                throw Place.root(
                                source,
                                parser.currentTokenLocation().getLineNr(),
                                parser.currentTokenLocation().getColumnNr())
                        .bad("nothing may follow the document");
            }
            return value;
        } catch (JacksonException e) {
            throw Source.unparsable(e, root);
        }
    }

    /// What is made of a document.
    @FunctionalInterface
    private interface Reading<T> {
        T read(JsonParser parser, Place root) throws BackstayException;
    }
}
