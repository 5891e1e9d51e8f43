package io.backstay.policy.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Why a point is kept. In a packed answer each stands for two bits: kept, and kept as the oldest while a count was
/// left.
public enum Reason {
    LAST(0),
    HOURLY(1),
    DAILY(2),
    WEEKLY(3),
    MONTHLY(4),
    YEARLY(5),
    WITHIN(6),
    /// There is no rule, so that nothing goes.
    NO_RULE(7);

    private static final int OLDEST_SHIFT = 8;

    private final int place;

    Reason(int place) {
        this.place = place;
    }

    int bit() {
        return 1 << place;
    }

    int oldestBit() {
        return bit() << OLDEST_SHIFT;
    }

    /// The reasons in a packed answer, such as `daily` and `oldest weekly`; empty when the point goes.
    public static List<String> words(int packed) {
        List<String> words = new ArrayList<>();
        for (Reason reason : values()) {
            String word = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if ((packed & reason.bit()) != 0) {
                words.add(word);
            }
            if ((packed & reason.oldestBit()) != 0) {
                words.add("oldest " + word);
            }
        }
        return List.copyOf(words);
    }
}
