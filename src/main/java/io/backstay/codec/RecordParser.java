package io.backstay.codec;

import io.backstay.base.BackstayException;
import java.lang.reflect.Type;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads records straight from a parser, without a [Value] for each member: what is in the commonest form is taken as
/// it is, and everything else, wrong or merely rare, goes the way of [RecordReader], which refuses it in the same
/// words.
final class RecordParser {
    private static final Object UNUSUAL = new Object();

    private final RecordShape shape;

    RecordParser(Class<? extends Record> type) {
        this.shape = RecordShape.of(type);
    }

    /// The record that begins at the parser's token.
    Object read(JsonParser parser, Place place) throws BackstayException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return RecordReader.read(Tree.read(parser, place), shape.record());
        }
        @Nullable Object[] values = new @Nullable Object[shape.components().length];
        boolean[] seen = new boolean[values.length];
        int next = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int index = shape.index(name, next);
            JsonToken token = parser.nextToken();
            if (index < 0) {
                throw Tree.here(place, name, parser).bad("unknown field '" + Clip.of(name) + "'");
            }
            if (seen[index]) {
                throw Tree.here(place, name, parser).bad("the field '" + Clip.of(name) + "' appears twice");
            }
            seen[index] = true;
            next = index + 1;
            Object value = token == JsonToken.VALUE_NULL ? null : usual(parser, token, shape.type(index));
            values[index] = UNUSUAL.equals(value) ? unusual(parser, Tree.here(place, name, parser), index) : value;
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = RecordReader.absent(shape, i, place);
            }
        }
        return RecordReader.create(shape, place, values);
    }

    private Object unusual(JsonParser parser, Place place, int index) throws BackstayException {
        return RecordReader.convert(Tree.read(parser, place), shape.type(index));
    }

    private static @Nullable Object usual(JsonParser parser, JsonToken token, Type type) {
        return switch (token) {
            case VALUE_STRING -> type instanceof Class<?> plain ? text(parser, plain) : UNUSUAL;
            case VALUE_TRUE, VALUE_FALSE ->
                type == Boolean.class || type == boolean.class ? token == JsonToken.VALUE_TRUE : UNUSUAL;
            default -> UNUSUAL;
        };
    }

    private static @Nullable Object text(JsonParser parser, Class<?> type) {
        if (type == String.class) {
            return parser.getString();
        }
        if (type == Instant.class) {
            Instant instant =
                    IsoInstant.read(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            return instant == null ? UNUSUAL : instant;
        }
        if (type.isEnum()) {
            Object constant = Words.all(type).get(parser.getString());
            return constant == null ? UNUSUAL : constant;
        }
        if (!type.isRecord()) {
            return UNUSUAL;
        }
        RecordShape bare = RecordShape.of(type);
        if (!bare.bare() || bare.type(0) != String.class) {
            return UNUSUAL;
        }
        try {
            return bare.create(new Object[] {parser.getString()});
        } catch (IllegalArgumentException e) {
            return UNUSUAL;
        }
    }
}
