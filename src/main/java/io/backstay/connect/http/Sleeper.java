package io.backstay.connect.http;

import java.time.Duration;

/// How a retry waits; `Thread::sleep` in the program, a recorder in tests.
@FunctionalInterface
public interface Sleeper {
    /// Returns after the pause, or at once when the thread is interrupted.
    void sleep(Duration pause) throws InterruptedException;
}
