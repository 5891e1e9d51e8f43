package io.backstay.ui.shell;

import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme.Look;
import java.time.Duration;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The real window on a stage, for tests in other rooms.
public final class OpenWindow {
    private static final Duration WORK_END_MAX = Duration.ofMinutes(2);

    private final Window window;
    private final Stage stage;

    private OpenWindow(Window window, Stage stage) {
        this.window = window;
        this.stage = stage;
    }

    /// Shows it at 1366 by 768.
    public static OpenWindow show(ConsoleSetup setup) throws Exception {
        return Fx.on(() -> {
            var window = new Window(setup, Look.LIGHT);
            Stage stage = Fx.stage(window.scene());
            stage.setWidth(1366);
            stage.setHeight(768);
            stage.show();
            stage.requestFocus();
            return new OpenWindow(window, stage);
        });
    }

    /// Its content.
    public Scene scene() {
        return window.scene();
    }

    /// Its stage, for pictures.
    public Stage stage() {
        return stage;
    }

    /// Where the operator is.
    public Place place() throws Exception {
        return Fx.on(() -> window.navigation().placeProperty().get());
    }

    /// Goes to a place.
    public void go(Place place) throws Exception {
        Fx.run(() -> window.navigation().go(place));
    }

    /// Its look and the size of its text.
    public Appearance appearance() {
        return window.appearance();
    }

    /// Locks the vault, as the console does when it is asked to.
    public void lock(LockCause cause) throws Exception {
        Fx.run(() -> window.door().lock(cause));
    }

    /// Closes it as the console does.
    ///
    /// @return whether everything behind the screen let go
    public boolean close() throws Exception {
        Fx.run(() -> {
            stage.close();
            window.close();
        });
        return window.endWork(WORK_END_MAX);
    }
}
