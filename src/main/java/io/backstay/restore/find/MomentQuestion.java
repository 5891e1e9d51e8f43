package io.backstay.restore.find;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where to search, and for what, as a person says it.
///
/// @param around  when it happened, about
/// @param within  how far before and after that to look, more than nothing
/// @param dataset what is watched, by its label or table; absent for everything of the tenant
/// @param key     the key of the one row of it that is watched; absent to watch the number of rows
public record MomentQuestion(
        Instant around,
        Duration within,
        @Nullable String dataset,
        @Nullable String key) {
    /// As far as one looks when nobody says how sure they are.
    public static final Duration USUAL = Duration.ofHours(1);

    public MomentQuestion {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a search goes over some time, not " + within);
        }
    }

    /// A search for rows that went, whichever, around that time.
    public static MomentQuestion around(Instant moment, Duration uncertainty) {
        return new MomentQuestion(moment, uncertainty.isZero() ? USUAL : uncertainty, null, null);
    }

    /// The earliest moment of a commit that is looked after.
    Instant from() {
        return around.minus(within);
    }

    /// The latest.
    Instant to() {
        return around.plus(within);
    }
}
