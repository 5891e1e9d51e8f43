package io.backstay.app.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for something that another process brings about.
final class Soon {
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 10;

    private Soon() {}

    /// Returns when it holds, and fails when it does not within a minute.
    static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        var never = new CountDownLatch(1);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end || never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("within a minute, it did not come that " + what);
            }
        }
    }
}
