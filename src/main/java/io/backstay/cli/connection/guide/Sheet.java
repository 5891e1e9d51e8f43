package io.backstay.cli.connection.guide;

import io.backstay.act.connection.form.Draft;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Part;
import io.backstay.estate.Environment;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The answers so far.
final class Sheet {
    final Kind kind;
    final Environment environment;
    final Set<Part> parts = EnumSet.noneOf(Part.class);
    private final Map<Field, String> texts = new EnumMap<>(Field.class);

    Sheet(Kind kind, Environment environment, Given given) {
        this.kind = kind;
        this.environment = environment;
        texts.putAll(given.texts());
        parts.addAll(given.parts());
    }

    /// What stands there; what holds without an answer where nothing does.
    String text(Field field) {
        return texts.getOrDefault(field, field.preset());
    }

    /// Whether an answer was given.
    boolean has(Field field) {
        return texts.containsKey(field);
    }

    void put(Field field, String text) {
        texts.put(field, text);
    }

    /// @param mapping where the mapping of a connection of that name usually lies
    Draft draft(Function<String, Path> mapping) {
        return new Draft(kind, this::text, parts, mapping);
    }
}
