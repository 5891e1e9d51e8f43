package io.backstay.ui.kit;

import io.backstay.ui.kit.draw.Png;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.testfx.api.FxToolkit;

/// The real toolkit on the headless platform, for tests that need nodes; every wait is bounded.
public final class Fx {
    /// Where tests leave their pictures for a person to look at.
    public static final Path PICTURES = Path.of("target", "screens");

    private static final long WAIT_SECONDS = 60;

    private Fx() {}

    /// Runs on the UI thread and waits for the result.
    public static <T> T on(Callable<T> work) throws Exception {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError error) {
                throw error;
            }
            throw e;
        }
    }

    /// Runs on the UI thread and waits for the end.
    public static void run(Runnable work) throws Exception {
        on(() -> {
            work.run();
            return true;
        });
    }

    /// Lets the UI thread live for a while, so that timers and pulses happen.
    public static void live(Duration time) throws Exception {
        var done = new FutureTask<>(() -> true);
        run(() -> {
            var pause = new PauseTransition(time);
            pause.setOnFinished(_ -> done.run());
            pause.play();
        });
        done.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /// Waits until a condition holds on the UI thread.
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!on(condition)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("never happened: " + what);
            }
            live(Duration.millis(20));
        }
    }

    /// Shows a root in a stage of 1366 by 768 in one of the looks.
    public static Stage show(Parent root, Theme.Look look) throws Exception {
        return show(root, look, 1366, 768);
    }

    /// Shows a root in a stage in one of the looks.
    public static Stage show(Parent root, Theme.Look look, double width, double height) throws Exception {
        return on(() -> {
            var scene = new Scene(root, width, height);
            new Theme().dress(scene, look);
            Stage stage = stage(scene);
            stage.show();
            return stage;
        });
    }

    /// Makes a stage that lets go of its scene when it is closed. The headless platform keeps each window that a robot
    /// ever was in, and with it everything that it shows, its pictures too.
    public static Stage stage(Scene scene) {
        var stage = new Stage();
        stage.setScene(scene);
        stage.setOnHidden(_ -> stage.setScene(null));
        return stage;
    }

    /// Takes a picture of a stage and leaves it under [#PICTURES].
    public static WritableImage shoot(Stage stage, String name) throws Exception {
        live(Duration.millis(120));
        WritableImage picture = on(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return stage.getScene().snapshot(null);
        });
        save(picture, PICTURES.resolve(name + ".png"));
        return picture;
    }

    /// Writes a picture.
    public static void save(WritableImage picture, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            Png.write(picture, out);
        }
    }

    /// How many different colours a picture has; a blank one has one.
    public static int colours(WritableImage picture) {
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 3) {
            for (int x = 0; x < picture.getWidth(); x += 3) {
                seen.add(picture.getPixelReader().getArgb(x, y));
            }
        }
        return seen.size();
    }
}
