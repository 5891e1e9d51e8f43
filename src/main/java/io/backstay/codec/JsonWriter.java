package io.backstay.codec;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Writes JSON bit by bit; closing it completes the text and leaves the stream below open.
public final class JsonWriter implements AutoCloseable {
    private final JsonGenerator out;

    JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /// Opens an object.
    public JsonWriter beginObject() {
        out.writeStartObject();
        return this;
    }

    /// Closes the innermost object.
    public JsonWriter endObject() {
        out.writeEndObject();
        return this;
    }

    /// Opens a list.
    public JsonWriter beginArray() {
        out.writeStartArray();
        return this;
    }

    /// Closes the innermost list.
    public JsonWriter endArray() {
        out.writeEndArray();
        return this;
    }

    /// Names the next value.
    public JsonWriter name(String name) {
        out.writeName(name);
        return this;
    }

    /// Writes a named value; an absent one is left out.
    public JsonWriter member(String name, @Nullable Object value) {
        if (value != null) {
            name(name).value(value);
        }
        return this;
    }

    /// Writes a record, map, collection or scalar. Absent components of a record are left out, absent values of a map
    /// or collection are written as null.
    public JsonWriter value(@Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean bool -> out.writeBoolean(bool);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case Double number when Double.isFinite(number) -> out.writeNumber(number);
            case Instant instant -> out.writeString(instant.toString());
            case TemporalAmount amount -> out.writeString(amount(amount));
            case Enum<?> constant -> out.writeString(Words.of(constant));
            case Value tree -> tree(tree);
            case Record record -> record(record);
            case Map<?, ?> map -> map(map);
            case Collection<?> items -> items(items);
            default -> throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass());
        }
        return this;
    }

    @Override
    public void close() {
        out.close();
    }

    /// Whole days as days, so that `P30D` stays `P30D`.
    private static String amount(TemporalAmount amount) {
        if (amount instanceof Duration duration
                && !duration.isZero()
                && duration.equals(Duration.ofDays(duration.toDays()))) {
            return "P" + duration.toDays() + "D";
        }
        return amount.toString();
    }

    private void tree(Value tree) {
        switch (tree) {
            case Value.Text(var _, var text) -> out.writeString(text);
            case Value.Num(var _, var literal) -> out.writeNumber(new BigDecimal(literal));
            case Value.Bool(var _, var bool) -> out.writeBoolean(bool);
            case Value.Nothing _ -> out.writeNull();
            case Value.Items(var _, var items) -> items(items);
            case Value.Members(var _, var members) -> map(members);
        }
    }

    private void record(Record record) {
        RecordShape shape = RecordShape.of(record.getClass());
        if (shape.bare()) {
            value(shape.get(record, 0));
            return;
        }
        out.writeStartObject();
        for (int i = 0; i < shape.components().length; i++) {
            RecordComponent component = shape.components()[i];
            member(component.getName(), shape.get(record, i));
        }
        out.writeEndObject();
    }

    private void map(Map<?, ?> map) {
        out.writeStartObject();
        map.forEach((key, value) -> name(key instanceof Enum<?> word ? Words.of(word) : key.toString())
                .value(value));
        out.writeEndObject();
    }

    private void items(Collection<?> items) {
        out.writeStartArray();
        items.forEach(this::value);
        out.writeEndArray();
    }

    /// How the text looks; line breaks are the same on every platform.
    public enum Layout {
        COMPACT,
        PRETTY;

        ObjectWriteContext context() {
            return this == COMPACT ? ObjectWriteContext.empty() : new Pretty();
        }
    }

    /// Asks for two spaces per level.
    private static final class Pretty extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            var indent = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(indent)
                    .withArrayIndenter(indent);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
