package io.backstay.codec;

import io.backstay.base.BackstayException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a [Value] into a record, refusing what does not fit at the place where it stands.
final class RecordReader {
    private RecordReader() {}

    static Object read(Value value, Class<?> type) throws BackstayException {
        RecordShape shape = RecordShape.of(type);
        if (shape.bare()) {
            return create(shape, value.place(), new Object[] {convert(value, shape.type(0))});
        }
        Fields fields = value.fields();
        RecordComponent[] components = shape.components();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            Value member = fields.optional(name);
            if (member != null) {
                values[i] = convert(member, shape.type(i));
            } else {
                values[i] = absent(shape, i, fields.place());
            }
        }
        fields.end();
        return create(shape, value.place(), values);
    }

    /// What stands for a component that the document leaves out, or a refusal.
    static @Nullable Object absent(RecordShape shape, int index, Place place) throws BackstayException {
        Class<?> type = shape.components()[index].getType();
        if (type == List.class) {
            return List.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (shape.nullable(index)) {
            return null;
        }
        throw place.bad("'" + shape.components()[index].getName() + "' is missing");
    }

    static Record create(RecordShape shape, Place place, @Nullable Object[] values) throws BackstayException {
        try {
            return shape.create(values);
        } catch (IllegalArgumentException e) {
            throw place.bad(Clip.of(String.valueOf(e.getMessage())));
        }
    }

    static Object convert(Value value, Type type) throws BackstayException {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? list(value, arguments[0])
                    : map(value, arguments[arguments.length - 1]);
        }
        return convert(value, (Class<?>) type);
    }

    private static Object convert(Value value, Class<?> type) throws BackstayException {
        if (type == String.class) {
            return value.text();
        } else if (type == long.class || type == Long.class) {
            return value.whole();
        } else if (type == int.class || type == Integer.class) {
            long whole = value.whole();
            if (whole != (int) whole) {
                throw value.place().bad(whole + " is too large a number");
            }
            return (int) whole;
        } else if (type == boolean.class || type == Boolean.class) {
            return value.bool();
        } else if (type == Instant.class) {
            return value.instant();
        } else if (type == Duration.class) {
            return value.duration();
        } else if (type == Period.class) {
            return value.period();
        } else if (type == LocalTime.class) {
            return value.clockTime();
        } else if (type == BigDecimal.class) {
            return value.decimal();
        } else if (type == Value.class) {
            return value;
        } else if (type.isEnum()) {
            return word(value, type);
        } else if (type.isRecord()) {
            return read(value, type);
        }
        throw new IllegalArgumentException("cannot be read from a document: " + type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum, but only at run time do we know which
    private static Object word(Value value, Class<?> type) throws BackstayException {
        return Words.parse(value, (Class) type);
    }

    private static List<Object> list(Value value, Type element) throws BackstayException {
        List<Object> list = new ArrayList<>();
        for (Value item : value.items()) {
            list.add(convert(item, element));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, Object> map(Value value, Type element) throws BackstayException {
        if (!(value instanceof Value.Members(var _, var members))) {
            throw value.expected("an object");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (var member : members.entrySet()) {
            map.put(member.getKey(), convert(member.getValue(), element));
        }
        return Collections.unmodifiableMap(map);
    }
}
