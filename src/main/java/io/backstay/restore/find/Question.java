package io.backstay.restore.find;

import java.time.Duration;
import java.time.Instant;

/// Where to search, and for what.
///
/// @param around    when it happened, about
/// @param within    how far before and after that to look
/// @param suspicion what tells bad from good
public record Question(Instant around, Duration within, Suspicion suspicion) {
    /// As far as one looks when nobody says how sure they are.
    public static final Duration USUAL = Duration.ofHours(1);

    public Question {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a search goes over some time, not " + within);
        }
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
