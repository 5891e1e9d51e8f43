package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.check.Facts;
import io.backstay.act.restore.Restores;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.restore.Pane;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.shell.Place;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

/// A person drives a guided restore through the window with the keyboard, from the call to the report.
///
/// Whoever extends it says whose restores they are; the journey is the same on invented data and on real servers.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class RestoreJourney {
    private static final String REASON = "Nobody else here";

    private final FxRobot robot = new FxRobot();
    private final List<Throwable> defects = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Window window;

    /// What is open while the journey lasts.
    private record Window(RestoreModel model, RestoreView view, Stage stage) {}

    /// Opens the restores that are driven.
    protected abstract Restores restores() throws Exception;

    /// What the catalogue knows about the same estate.
    protected abstract Facts facts() throws Exception;

    /// The call that begins it.
    protected abstract Intake intake() throws Exception;

    /// The same clock that the restores use.
    protected abstract InstantSource clock();

    /// How long one step may take.
    protected abstract java.time.Duration patience();

    /// What must be true of a finished restore, beyond that it was verified.
    protected void judge(Known known) throws Exception {}

    @AfterEach
    void leave() throws Exception {
        Window open = window;
        if (open != null) {
            Fx.run(() -> {
                open.model().cancel();
                open.view().onHidden();
                open.stage().close();
            });
        }
        assertEquals(List.of(), defects);
    }

    @Test
    void aCallBecomesAProvenRestore() throws Exception {
        open();
        press("the verdict", at(RestoreStep.VERDICT));
        press("the comparison with live", at(RestoreStep.DIFF));
        decide();
        press("the plan", at(RestoreStep.APPROVE));

        assertFalse(enabled(), "a plan cannot be approved alone without a reason");
        type("#reason", REASON);
        press("the approval", at(RestoreStep.IMPORT));

        String name = intake().tenant().name();
        type("#typed-tenant", name.substring(0, 1));
        assertFalse(enabled(), "a wrong tenant name lets the import begin");
        type("#typed-tenant", name.substring(1));
        press("the import and its proof", at(RestoreStep.VERIFY));
        assertTrue(text("#outcome").startsWith("Committed at"), text("#outcome"));

        look();
        press("the check after the commit", known -> known.verification() != null);
        Known known = Fx.on(() -> model().knownProperty().get());
        assertTrue(Objects.requireNonNull(known.verification()).verified(), "not verified");
        assertEquals(known.verification().reportFolder().toString(), text("#report-folder"));
        judge(known);
        press("the end", nothing -> nothing.opened() == null);
        assertEquals(Pane.INTAKE, Fx.on(() -> model().shownProperty().get()));
    }

    private void open() throws Exception {
        Restores restores = restores();
        Facts facts = facts();
        Intake intake = intake();
        var background = new Background(Thread::startVirtualThread, Platform::runLater, defects::add);
        RestoreModel model = Fx.on(() -> new RestoreModel(restores, facts, background, clock()));
        RestoreView view = Fx.on(() -> new RestoreView(model));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        Stage stage = Fx.show(frame, Theme.Look.LIGHT, 1280, 690);
        window = new Window(model, view, stage);
        Fx.run(() -> view.onShown(new Place.Restore(intake)));
        Fx.until("the databases are offered", () -> !model.form().databases().isEmpty());
    }

    /// Keeps live in every conflict, with the keys alone.
    private void decide() throws Exception {
        while (Fx.on(() -> model().diff().totalsProperty().get().undecided() > 0)) {
            long open = Fx.on(() -> model().diff().totalsProperty().get().undecided());
            assertFalse(enabled(), "a plan can be built while a conflict is open");
            robot.press(KeyCode.F8).release(KeyCode.F8);
            robot.press(KeyCode.DIGIT2).release(KeyCode.DIGIT2);
            until(
                    "the conflict is decided",
                    () -> !model().work().runningProperty().get()
                            && model().diff().totalsProperty().get().undecided() < open);
        }
    }

    /// Looks back once and returns, which must undo nothing.
    private void look() throws Exception {
        Known before = Fx.on(() -> model().knownProperty().get());
        robot.press(KeyCode.ALT).press(KeyCode.LEFT).release(KeyCode.LEFT).release(KeyCode.ALT);
        until("the pane before", () -> model().shownProperty().get() == Pane.IMPORT);
        next();
        until("the proof again", () -> model().shownProperty().get() == Pane.PROOF);
        assertEquals(before, Fx.on(() -> model().knownProperty().get()));
    }

    private RestoreModel model() {
        return Objects.requireNonNull(window, "the window is open").model();
    }

    private Predicate<Known> at(RestoreStep step) {
        return _ -> model().currentProperty().get() == step;
    }

    /// Presses Ctrl Enter and waits for what comes of it; a step that stops ends the journey with its own words.
    private void press(String what, Predicate<Known> arrived) throws Exception {
        until(
                what + " can be asked for",
                () -> !robot.lookup("#primary").queryAs(Button.class).isDisabled());
        next();
        until(
                what,
                () -> model().troubleProperty().get() != null
                        || (!model().work().runningProperty().get()
                                && arrived.test(model().knownProperty().get())));
        assertNull(Fx.on(() -> model().troubleProperty().get()), what);
    }

    private void next() {
        robot.press(KeyCode.CONTROL).press(KeyCode.ENTER).release(KeyCode.ENTER).release(KeyCode.CONTROL);
    }

    private void type(String field, String words) throws Exception {
        until(
                field + " can be typed into",
                () -> !robot.lookup(field).queryAs(Node.class).isDisabled());
        Fx.run(() -> robot.lookup(field).queryAs(TextField.class).requestFocus());
        Fx.run(() -> robot.lookup(field).queryAs(TextField.class).end());
        robot.write(words);
    }

    private boolean enabled() throws Exception {
        return Fx.on(() -> !robot.lookup("#primary").queryAs(Button.class).isDisabled());
    }

    private String text(String label) throws Exception {
        return Fx.on(() -> robot.lookup(label).queryAs(Label.class).getText());
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience().toNanos();
        while (!Fx.on(condition)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("never happened: " + what);
            }
            Fx.live(Duration.millis(20));
        }
    }
}
