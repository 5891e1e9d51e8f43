package io.backstay.ui.kit.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Two clocks that a test sets: that of the wall, and the one that stands still in sleep.
final class SetClock implements InstantSource, LongSupplier {
    private Instant wall = Instant.parse("2026-11-23T09:00:00Z");
    private long counted = -5_000_000_000L;

    /// Time passes on both.
    void pass(Duration time) {
        shift(time);
        counted += time.toNanos();
    }

    /// Time passes on the wall alone; it may go back.
    void shift(Duration time) {
        wall = wall.plus(time);
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public long getAsLong() {
        return counted;
    }
}
