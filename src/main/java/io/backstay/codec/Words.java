package io.backstay.codec;

import io.backstay.base.BackstayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Enum constants as documents write them: lower case with dashes, such as `object-store`.
public final class Words {
    private static final ClassValue<Map<String, Object>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            Map<String, Object> constants = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(of((Enum<?>) constant), constant);
            }
            return Collections.unmodifiableMap(constants);
        }
    };

    private Words() {}

    /// Every constant of an enum, by its word.
    static Map<String, Object> all(Class<?> type) {
        return CONSTANTS.get(type);
    }

    /// The word for a constant.
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Value value, Class<E> type) throws BackstayException {
        String text = value.text();
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = of(constant);
            if (word.equals(text)) {
                return constant;
            }
            known.add(word);
        }
        throw value.place().bad("'" + Clip.of(text) + "' is not known; it must be one of " + String.join(", ", known));
    }
}
