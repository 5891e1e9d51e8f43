package io.backstay.ui.kit.entry;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Words for what is chosen from a list; nobody types into such a box.
public final class OneWay<T> extends StringConverter<T> {
    private final Function<T, String> words;

    /// @param words for one that is chosen
    public OneWay(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public @Nullable T fromString(String typed) {
        return null;
    }
}
