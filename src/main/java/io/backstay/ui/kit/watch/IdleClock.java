package io.backstay.ui.kit.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long nobody has pressed a key or moved the pointer. Safe for use by several threads.
///
/// Time is added up from look to look, so a clock that is set back lengthens nothing, and whoever asks must do so
/// every few seconds; the time that a machine slept counts as idle.
public final class IdleClock {
    /// The shortest limit that can be chosen.
    public static final Duration LIMIT_MIN = Duration.ofMinutes(1);
    /// The longest limit that can be chosen.
    public static final Duration LIMIT_MAX = Duration.ofMinutes(30);
    /// The limit where nobody chose one.
    public static final Duration LIMIT_DEFAULT = Duration.ofMinutes(5);

    private final Duration limit;
    private final InstantSource clock;
    private Instant seen;
    private Duration idle = Duration.ZERO;

    /// A clock that begins now.
    ///
    /// @param limit 1 to 30 minutes
    public IdleClock(Duration limit, InstantSource clock) {
        if (limit.compareTo(LIMIT_MIN) < 0 || limit.compareTo(LIMIT_MAX) > 0) {
            throw new IllegalArgumentException("the idle limit is " + limit + ", not 1 to 30 minutes");
        }
        this.limit = limit;
        this.clock = clock;
        this.seen = clock.instant();
    }

    /// Somebody is here.
    public synchronized void touched() {
        seen = clock.instant();
        idle = Duration.ZERO;
    }

    /// Whether nobody was here for as long as the limit.
    public synchronized boolean isIdle() {
        return left().isZero();
    }

    /// How long until nobody was here for as long as the limit; zero from then on.
    public synchronized Duration left() {
        Instant now = clock.instant();
        if (now.isAfter(seen)) {
            idle = idle.plus(Duration.between(seen, now));
        }
        seen = now;
        return idle.compareTo(limit) < 0 ? limit.minus(idle) : Duration.ZERO;
    }
}
