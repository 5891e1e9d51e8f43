package io.backstay.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record's components and constructor, looked up once.
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final RecordComponent[] components;
    private final Constructor<?> constructor;
    private final Class<?> record;
    private final Map<String, Integer> places = new HashMap<>();
    private final Type[] types;
    private final boolean[] nullable;

    private RecordShape(Class<?> type) {
        this.record = type;
        this.components = type.getRecordComponents();
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("no canonical constructor: " + type, e);
        }
        constructor.setAccessible(true);
        this.types = new Type[components.length];
        this.nullable = new boolean[components.length];
        for (int i = 0; i < components.length; i++) {
            components[i].getAccessor().setAccessible(true);
            // Both are parsed from the class file at every call.
            places.put(components[i].getName(), i);
            types[i] = components[i].getGenericType();
            nullable[i] = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    Class<?> record() {
        return record;
    }

    /// The place of a component, or -1; documents mostly keep the order of the record.
    int index(String name, int likely) {
        if (likely < components.length && components[likely].getName().equals(name)) {
            return likely;
        }
        return places.getOrDefault(name, -1);
    }

    RecordComponent[] components() {
        return components;
    }

    /// Whether it is written as its only component, as ids and sizes are.
    boolean bare() {
        return components.length == 1
                && (components[0].getType() == String.class || components[0].getType() == long.class);
    }

    Type type(int index) {
        return types[index];
    }

    boolean nullable(int index) {
        return nullable[index];
    }

    @Nullable
    Object get(Record record, int index) {
        try {
            return components[index].getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + components[index], e);
        }
    }

    Record create(@Nullable Object[] values) {
        try {
            return (Record) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("cannot create " + constructor, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + constructor, e);
        }
    }
}
