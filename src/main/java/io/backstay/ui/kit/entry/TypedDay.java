package io.backstay.ui.kit.entry;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A day as a person types it, such as `2026-12-24`.
public final class TypedDay {
    /// What to write instead of something that is no day.
    public static final String ADVICE = "Give the day such as 2026-12-24.";

    private TypedDay() {}

    /// The day; null for a blank, and for what is none.
    public static @Nullable LocalDate of(String typed) {
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
