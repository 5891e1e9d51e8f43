package io.backstay.connect.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How often somebody may be asked: a bucket that refills evenly, out of which every call takes one token. Who
/// finds it empty waits for the token that comes next and is not taken yet, so that callers are served in turn.
///
/// Safe for use by several threads.
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanos;
    private double tokens;
    private long filledAt;

    /// A full one.
    ///
    /// @param perSecond how many tokens come back in a second
    /// @param burst     how many it holds
    /// @param nanos     a clock that only goes forward
    TokenBucket(double perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
        this.tokens = burst;
        this.filledAt = nanos.getAsLong();
    }

    /// Takes a token.
    ///
    /// @return how long to wait before using it
    synchronized Duration take() {
        refill();
        tokens -= 1;
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / perSecond * NANOS));
    }

    /// Pours out what is saved up, because the other side is asked too often.
    synchronized void drain() {
        refill();
        tokens = Math.min(tokens, 0);
    }

    private void refill() {
        long now = nanos.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
    }
}
