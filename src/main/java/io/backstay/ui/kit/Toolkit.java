package io.backstay.ui.kit;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/// The JavaFX toolkit, started at most once, and calls into its thread with an end.
public final class Toolkit {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final String NO_DISPLAY = "Opening a window without a display";
    private static final String NO_DISPLAY_ADVICE =
            "Set DISPLAY or WAYLAND_DISPLAY, or use the subcommands: backstay --help lists them.";

    private Toolkit() {}

    /// Starts the toolkit unless it runs already, and keeps it when the last window closes.
    public static void start() throws BackstayException, InterruptedException {
        var started = new FutureTask<>(() -> true);
        try {
            Platform.startup(started);
        } catch (IllegalStateException alreadyStarted) {
            Platform.runLater(started);
        } catch (UnsupportedOperationException e) {
            throw new BackstayException(new Failure.Unsupported(NO_DISPLAY, NO_DISPLAY_ADVICE), e);
        }
        await(started, "Starting the window toolkit", START_MAX);
        Platform.setImplicitExit(false);
    }

    /// What runs things on the UI thread, later and in order.
    public static Executor ui() {
        return Platform::runLater;
    }

    /// Runs on the UI thread and waits, at most so long.
    public static <T> T call(String what, Duration most, Callable<T> work)
            throws BackstayException, InterruptedException {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return await(task, what, most);
    }

    private static <T> T await(FutureTask<T> task, String what, Duration most)
            throws BackstayException, InterruptedException {
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BackstayException(new Failure.TimedOut(what, most), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(what + " failed", e.getCause());
        }
    }
}
