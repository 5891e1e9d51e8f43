package io.backstay.base;

import java.util.Locale;

/// Counts as people read them.
public final class Counts {
    private Counts() {}

    /// With thousands apart, such as `48,217`.
    public static String of(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    /// With its noun, such as `1 row` or `48,217 rows`.
    public static String of(long count, String noun) {
        return of(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
