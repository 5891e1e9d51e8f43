package io.backstay.ui.points;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much time the timeline shows.
public enum Span {
    HOUR("1 h", Duration.ofHours(1)),
    DAY("24 h", Duration.ofHours(24)),
    TEN_DAYS("10 d", Duration.ofDays(10)),
    MONTH("30 d", Duration.ofDays(30)),
    ALL("All", null);

    private final String word;
    private final @Nullable Duration length;

    Span(String word, @Nullable Duration length) {
        this.word = word;
        this.length = length;
    }

    /// What its button says.
    public String word() {
        return word;
    }

    /// How much time, or null for everything that is known.
    public @Nullable Duration length() {
        return length;
    }
}
