package io.backstay.ui.shell;

import io.backstay.base.BackstayException;
import io.backstay.ui.kit.Theme.Look;
import io.backstay.ui.kit.Toolkit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The console's window, opened by a plain program: no class extends `Application`, so nothing static is needed to
/// hand the acts over.
public final class Console {
    private static final Duration BUILD_MAX = Duration.ofSeconds(60);
    /// Stopping a server takes longest.
    private static final Duration WORK_END_MAX = Duration.ofSeconds(30);
    /// A save takes far less; what takes longer is no save, and is interrupted.
    private static final Duration SAVE_MAX = Duration.ofSeconds(3);
    private static final double WIDTH_MIN = 640;
    private static final double HEIGHT_MIN = 480;

    private final ConsoleSetup setup;

    /// A console over this setup; nothing is opened yet.
    public Console(ConsoleSetup setup) {
        this.setup = setup;
    }

    /// Opens the window and returns when it is closed and its work has ended; must not be called on the UI thread.
    ///
    /// The toolkit cannot be started again afterwards in the same process.
    public void open() throws BackstayException, InterruptedException {
        Toolkit.start();
        var closed = new CountDownLatch(1);
        Window window = Toolkit.call("Building the window", BUILD_MAX, () -> show(closed));
        try {
            closed.await();
        } catch (InterruptedException e) {
            // The process is ending, and the toolkit with it: it must not be waited for, only the acts behind it. What
            // was typed is saved from here.
            window.endWork(WORK_END_MAX);
            window.background().end();
            throw e;
        }
        end(window);
    }

    /// The acts behind the screen let go before the caller closes what they work on.
    private static void end(Window window) throws InterruptedException {
        try {
            var hidden = new CountDownLatch(1);
            // Hiding the window saves what was typed; an interrupt in the middle of that would lose it.
            Toolkit.ui().execute(hidden::countDown);
            hidden.await();
            window.settle(SAVE_MAX);
            Toolkit.ui().execute(window::close);
            window.endWork(WORK_END_MAX);
            window.background().end();
        } finally {
            Platform.exit();
        }
    }

    private Window show(CountDownLatch closed) {
        Platform.Preferences preferences = Platform.getPreferences();
        var window = new Window(setup, Look.of(preferences.getColorScheme()));
        preferences
                .colorSchemeProperty()
                .subscribe(scheme -> window.appearance().systemChanged(Look.of(scheme)));
        var stage = new Stage();
        stage.setTitle("Backstay");
        stage.setMinWidth(WIDTH_MIN);
        stage.setMinHeight(HEIGHT_MIN);
        stage.setScene(window.scene());
        stage.setOnHidden(_ -> closed.countDown());
        stage.show();
        return window;
    }
}
