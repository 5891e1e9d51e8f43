package io.backstay.cli.connection.guide;

import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.act.connection.form.Part;
import io.backstay.estate.Environment;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was typed on the command line of `connection add`.
///
/// @param kind        absent where no subcommand and no option says it
/// @param environment absent where it was not typed
/// @param texts       as the form would hold them, with the name; only those that were typed
public record Given(@Nullable Kind kind, @Nullable Environment environment, Map<Field, String> texts) {
    public Given {
        texts = Map.copyOf(texts);
    }

    /// The parts that an option was typed for.
    Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (kind != null) {
            for (Layout.Block block : Layout.of(kind)) {
                Part part = block.part();
                if (part != null && fields(block.with()).anyMatch(texts::containsKey)) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /// What is needed and was not typed, besides the name.
    public List<Field> missing() {
        Kind known = kind == null ? Kind.SERVER : kind;
        return Layout.seen(known, parts()::contains).stream()
                .filter(field -> !Layout.optional(field) && field.preset().isEmpty() && !texts.containsKey(field))
                .toList();
    }

    private static Stream<Field> fields(List<List<Field>> lines) {
        return lines.stream().flatMap(Collection::stream);
    }
}
