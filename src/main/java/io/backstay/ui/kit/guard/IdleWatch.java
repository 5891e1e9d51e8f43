package io.backstay.ui.kit.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells whether nobody has touched the window for too long; asked on the UI thread.
public interface IdleWatch {
    /// A key was pressed or the pointer moved.
    void touched();

    /// Whether the limit has passed since the last touch.
    boolean isIdle();

    /// Makes a watch for a limit, touched now.
    @FunctionalInterface
    interface Maker {
        /// A new watch.
        IdleWatch after(Duration limit);
    }

    /// Watches by this clock; a clock that was put back counts as no time at all.
    static Maker by(InstantSource clock) {
        return limit -> new IdleWatch() {
            private Instant last = clock.instant();

            @Override
            public void touched() {
                last = clock.instant();
            }

            @Override
            public boolean isIdle() {
                return !clock.instant().isBefore(last.plus(limit));
            }
        };
    }
}
