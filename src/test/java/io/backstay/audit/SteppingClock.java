package io.backstay.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A clock on the wall and a steady one, which go on only when they are told to, and need not agree.
final class SteppingClock implements InstantSource, LongSupplier {
    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private long nanos = 5_000_000_000L;

    /// Time passes.
    void pass(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    /// Somebody sets the clock on the wall.
    void set(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
