package io.backstay.connect.s3.rollback;

import io.backstay.base.BackstayException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Work on many keys at once, whose outcomes are told in the order in which it was given, so that counts and lists do
/// not depend on who was faster. Memory does not grow with the keys.
///
/// One failure ends it: nothing new begins, what has begun comes to its end, and then the failure is told. An interrupt
/// interrupts what has begun.
///
/// @param <T> an outcome
final class Lanes<T> implements AutoCloseable {
    /// How many outcomes wait behind a slow one, for each key under way.
    private static final int AHEAD = 32;

    private final Deque<Future<T>> waiting = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Consumer<T> outcomes;
    private final Pace pace;
    private final int ahead;
    private volatile boolean broken;

    /// @param atOnce   how many are under way at most
    /// @param outcomes hears each outcome, on the thread that gives work
    Lanes(int atOnce, Pace pace, Consumer<T> outcomes) {
        this.outcomes = outcomes;
        this.pace = pace;
        this.ahead = (atOnce - 1) * AHEAD;
    }

    /// Gives work.
    void give(Callable<T> work) throws BackstayException, InterruptedException {
        waiting.add(threads.submit(() -> paced(work)));
        settle(ahead);
    }

    /// Tells an outcome that needs no work, in its turn.
    void tell(T outcome) throws BackstayException, InterruptedException {
        if (waiting.isEmpty()) {
            outcomes.accept(outcome);
        } else {
            waiting.add(CompletableFuture.completedFuture(outcome));
            settle(ahead);
        }
    }

    /// Gives all the work there is.
    @FunctionalInterface
    interface Source {
        /// Calls [#give] and [#tell].
        void feed() throws BackstayException, InterruptedException;
    }

    /// Does all of it, and waits for it.
    void run(Source source) throws BackstayException, InterruptedException {
        try {
            source.feed();
            settle(0);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    private T paced(Callable<T> work) throws Exception {
        pace.enter();
        try {
            if (broken) {
                throw new InterruptedException("another key ended the work");
            }
            return work.call();
        } catch (BackstayException | RuntimeException e) {
            broken = true;
            throw e;
        } finally {
            pace.leave();
        }
    }

    private void settle(int left) throws BackstayException, InterruptedException {
        while (!waiting.isEmpty() && (waiting.size() > left || waiting.element().isDone())) {
            try {
                outcomes.accept(waiting.remove().get());
            } catch (ExecutionException e) {
                throw thrown(e);
            }
        }
    }

    /// The first failure in the order of the keys; one that was only stopped by another is not the cause.
    private BackstayException thrown(ExecutionException e) throws BackstayException, InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof BackstayException known) {
            return known;
        }
        if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        if (cause instanceof InterruptedException stopped) {
            settle(0);
            throw stopped;
        }
        throw new IllegalStateException(e);
    }

    /// Lets what has begun end.
    @Override
    public void close() {
        broken = true;
        threads.close();
    }
}
