package io.backstay.ui.kit.entry;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What can be chosen from a list, by its name; nothing is made from what is typed.
public final class Named<T> extends StringConverter<T> {
    private final Function<T, String> name;

    /// @param name of one
    public Named(Function<T, String> name) {
        this.name = name;
    }

    @Override
    public String toString(@Nullable T one) {
        return one == null ? "" : name.apply(one);
    }

    @Override
    public @Nullable T fromString(String typed) {
        return null;
    }
}
