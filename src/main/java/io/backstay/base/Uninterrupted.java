package io.backstay.base;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Work that an interrupt must not break: a channel closes itself when its thread is interrupted, so it runs on a
/// thread that nobody else knows. The interrupt is there again afterwards.
final class Uninterrupted {
    private Uninterrupted() {}

    static <T extends @Nullable Object> T run(Work<T> work) throws IOException {
        var task = new FutureTask<T>(work::run);
        Thread.ofPlatform().name("disk").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException trouble -> trouble;
            case RuntimeException defect -> throw defect;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(e);
        };
    }

    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }
}
