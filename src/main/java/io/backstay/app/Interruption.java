package io.backstay.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// Ctrl-C: the main thread is interrupted and given time to stop what it started before the process ends.
final class Interruption {
    private static final Duration CLEANUP_MAX = Duration.ofSeconds(60);

    private enum State {
        RUNNING,
        ENDED,
        INTERRUPTED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

    private Interruption() {}

    static Interruption watch(Thread main) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.hold(main), "cleanup"));
        return interruption;
    }

    private void hold(Thread main) {
        if (!state.compareAndSet(State.RUNNING, State.INTERRUPTED)) {
            return;
        }
        main.interrupt();
        try {
            if (!main.join(CLEANUP_MAX)) {
                System.err.println("backstay: The clean-up takes longer than " + CLEANUP_MAX.toSeconds()
                        + " s. The next run clears what is left.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the process, or only this thread while the process is ending already.
    void exit(int code) {
        if (state.compareAndSet(State.RUNNING, State.ENDED)) {
            System.exit(code);
        }
    }
}
