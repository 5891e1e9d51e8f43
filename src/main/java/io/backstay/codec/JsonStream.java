package io.backstay.codec;

import io.backstay.base.BackstayException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a large JSON object member by member, so that only one element is in memory at a time.
///
/// A caller asks [#nextMember] until it answers null, and reads each member by exactly one of [#value], [#eachItem] or
/// [#skip]. Members that appear twice are refused.
public final class JsonStream implements AutoCloseable {
    private final JsonParser parser;
    private final Place root;
    private Place place;

    JsonStream(String source, InputStream in) throws BackstayException {
        this.root = Place.root(source, 1, 1);
        this.place = root;
        this.parser = parser(in, root);
        JsonToken first = next();
        if (first != JsonToken.START_OBJECT) {
            try (parser) {
                throw root.bad(first == null ? "the document is empty" : "expected an object at the top");
            }
        }
    }

    /// The next member's name, or null after the last one; whatever follows the object is refused.
    public @Nullable String nextMember() throws BackstayException {
        place = root;
        if (next() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            next();
            place = Tree.here(root, name, parser);
            return name;
        }
        if (next() != null) {
            throw Tree.here(root, 0, parser).bad("nothing may follow the document");
        }
        return null;
    }

    /// Where the current member stands.
    public Place place() {
        return place;
    }

    /// The current member, read whole.
    public Value value() throws BackstayException {
        return read(place);
    }

    /// Hands every element of the current member, which must be a list, to the reader, one after the other.
    public void eachItem(ItemReader reader) throws BackstayException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw value().expected("a list");
        }
        Place list = place;
        for (long index = 0; next() != JsonToken.END_ARRAY; index++) {
            place = Tree.here(list, index, parser);
            reader.read(read(place));
            place = list;
        }
    }

    /// Hands every element of the current member, which must be a list, to the taker as records, one after the other;
    /// the same as [#eachItem] and [Json#bind], but several times faster.
    public <T extends Record> void eachRecord(Class<T> type, RecordTaker<T> taker) throws BackstayException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw value().expected("a list");
        }
        Place list = place;
        var records = new RecordParser(type);
        for (long index = 0; next() != JsonToken.END_ARRAY; index++) {
            place = Tree.here(list, index, parser);
            taker.take(record(type, records));
            place = list;
        }
    }

    /// Passes over the current member, within all limits.
    public void skip() throws BackstayException {
        try {
            parser.skipChildren();
        } catch (JacksonException e) {
            throw Source.unparsable(e, place);
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    /// The factory reads the first bytes already.
    private static JsonParser parser(InputStream in, Place root) throws BackstayException {
        try {
            return Json.parser(in);
        } catch (JacksonException e) {
            throw Source.unparsable(e, root);
        }
    }

    private @Nullable JsonToken next() throws BackstayException {
        try {
            return parser.nextToken();
        } catch (JacksonException e) {
            throw Source.unparsable(e, place);
        }
    }

    private Value read(Place at) throws BackstayException {
        try {
            return Tree.read(parser, at);
        } catch (JacksonException e) {
            throw Source.unparsable(e, at);
        }
    }

    private <T extends Record> T record(Class<T> type, RecordParser records) throws BackstayException {
        try {
            return type.cast(records.read(parser, place));
        } catch (JacksonException e) {
            throw Source.unparsable(e, place);
        }
    }

    /// Takes one element of a list as a record.
    @FunctionalInterface
    public interface RecordTaker<T extends Record> {
        /// Takes the record; what it refuses stops the reading.
        void take(T item) throws BackstayException;
    }

    /// Takes one element of a list.
    @FunctionalInterface
    public interface ItemReader {
        /// Takes the element; what it refuses stops the reading.
        void read(Value item) throws BackstayException;
    }
}
