package io.backstay.policy.promise;

import io.backstay.codec.Words;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The JSON Schema of the rules, as the records that they are read into have it.
final class RuleSchema {
    private static final String DURATION = "^P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?$";
    private static final String PERIOD = "^P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$";
    private static final String CLOCK = "^[0-2][0-9]:[0-5][0-9]$";

    private RuleSchema() {}

    /// Every rule of a book, by its name.
    static Map<String, Object> of(Map<String, Class<? extends Record>> book) {
        Map<String, Object> rules = new TreeMap<>();
        book.forEach((name, type) -> rules.put(name, rule(name, type)));
        return rules;
    }

    /// A rule under `wants`.
    static Map<String, Object> wanted() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("rule", Map.of("enum", new ArrayList<>(new TreeSet<>(RuleBook.WANTED))));
        for (RecordComponent component : Target.Unbound.class.getRecordComponents()) {
            if (!component.getName().equals("rule")) {
                properties.put(component.getName(), type(component.getGenericType()));
            }
        }
        return object(properties, new ArrayList<>(properties.keySet()));
    }

    private static Map<String, Object> rule(String name, Class<? extends Record> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("rule", Map.of("const", name));
        List<String> required = new ArrayList<>(List.of("rule"));
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), type(component.getGenericType()));
            boolean list = component.getType() == List.class;
            if (list ? !mayBeMissing(type, component) : !isNullable(component)) {
                required.add(component.getName());
            }
        }
        return object(properties, required);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// Lists that may say nothing.
    private static boolean mayBeMissing(Class<? extends Record> type, RecordComponent list) {
        return type == Target.Scenario.class
                || (type == Target.Coverage.class && list.getName().equals("data"))
                || List.of("works", "by", "severity").contains(list.getName());
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("required", required);
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> type(Type type) {
        if (type instanceof ParameterizedType list) {
            return Map.of("type", "array", "items", type(list.getActualTypeArguments()[0]));
        } else if (type == Duration.class) {
            return Map.of("type", "string", "pattern", DURATION);
        } else if (type == Period.class) {
            return Map.of("type", "string", "pattern", PERIOD);
        } else if (type == LocalTime.class) {
            return Map.of("type", "string", "pattern", CLOCK);
        } else if (type == Integer.class) {
            return Map.of("type", "integer");
        } else if (type == Boolean.class) {
            return Map.of("type", "boolean");
        } else if (type instanceof Class<?> words && words.isEnum()) {
            return Map.of(
                    "enum",
                    Arrays.stream(words.getEnumConstants())
                            .map(word -> Words.of((Enum<?>) word))
                            .toList());
        }
        return Map.of("type", "string");
    }
}
