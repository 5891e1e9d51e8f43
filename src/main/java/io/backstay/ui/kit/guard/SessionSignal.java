package io.backstay.ui.kit.guard;

/// Tells when the desktop session was locked or the machine slept, where that can be seen.
@FunctionalInterface
public interface SessionSignal {
    /// Cannot be seen here.
    SessionSignal NONE = _ -> () -> {};

    /// Calls back on any thread each time it happens, until the subscription is closed.
    Subscription listen(Runnable left);

    /// Ends the calls.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
