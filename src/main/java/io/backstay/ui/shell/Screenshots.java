package io.backstay.ui.shell;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Theme.Look;
import io.backstay.ui.kit.Toolkit;
import io.backstay.ui.kit.draw.Png;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// Takes pictures of the real screens at 1366 by 768, light and dark; with the headless platform no display is
/// needed.
///
/// The property `glass.platform` must be `Headless` before the toolkit starts, or a window will flash up where
/// there is a display.
public final class Screenshots {
    private static final Duration BUILD_MAX = Duration.ofSeconds(60);
    private static final Duration SETTLE_MAX = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(40);
    /// A screen may ask for more as soon as it has been laid out, so quiet must last.
    private static final int QUIET_POLLS = 3;

    private final ConsoleSetup setup;

    /// Pictures of the screens that this setup builds.
    public Screenshots(ConsoleSetup setup) {
        this.setup = setup;
    }

    /// Takes the pictures and returns their files: `NAME.png` and `NAME-dark.png` for each; must not be called
    /// on the UI thread.
    public List<Path> take(Path folder, List<Shot> shots) throws BackstayException, InterruptedException {
        Toolkit.start();
        Window window = Toolkit.call("Building the window", BUILD_MAX, () -> new Window(setup, Look.LIGHT));
        Stage stage = Toolkit.call("Showing the window", BUILD_MAX, () -> show(window));
        try {
            List<Path> files = new ArrayList<>();
            for (Shot shot : shots) {
                for (Look look : Look.values()) {
                    files.add(take(window, folder, shot, look));
                }
            }
            return List.copyOf(files);
        } finally {
            Toolkit.ui().execute(() -> {
                stage.close();
                window.close();
            });
        }
    }

    private static Stage show(Window window) {
        var stage = new Stage();
        stage.setScene(window.scene());
        stage.show();
        return stage;
    }

    private static Path take(Window window, Path folder, Shot shot, Look look)
            throws BackstayException, InterruptedException {
        Toolkit.call("Going to " + shot.name(), SETTLE_MAX, () -> {
            window.appearance()
                    .choiceProperty()
                    .set(look == Look.DARK ? Appearance.Choice.DARK : Appearance.Choice.LIGHT);
            window.navigation().go(shot.place());
            shot.prepare().run();
            return look;
        });
        settle(window, shot.name());
        WritableImage picture = Toolkit.call(
                "Taking a picture of " + shot.name(),
                SETTLE_MAX,
                () -> window.scene().snapshot(null));
        return write(folder.resolve(shot.name() + (look == Look.DARK ? "-dark" : "") + ".png"), picture);
    }

    private static void settle(Window window, String name) throws BackstayException, InterruptedException {
        long polls = SETTLE_MAX.dividedBy(POLL);
        int quiet = 0;
        for (long i = 0; i < polls && quiet < QUIET_POLLS; i++) {
            Thread.sleep(POLL);
            boolean idle = Toolkit.call(
                    "Waiting for " + name, SETTLE_MAX, () -> window.background().idle());
            quiet = idle ? quiet + 1 : 0;
        }
        if (quiet < QUIET_POLLS) {
            throw new BackstayException(new Failure.TimedOut("The screen " + name, SETTLE_MAX));
        }
    }

    private static Path write(Path file, WritableImage picture) throws BackstayException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                Png.write(picture, out);
            }
            return file;
        } catch (IOException e) {
            throw new BackstayException(new Failure.Unwritable(file.toString(), String.valueOf(e.getMessage())), e);
        }
    }
}
