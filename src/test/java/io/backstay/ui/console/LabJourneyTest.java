package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.shell.OpenWindow;
import io.backstay.ui.shell.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A newcomer's first hour in the real window on the real lab: nothing observed, the lab, the call, the guided
/// restore with its proof, the case that is restored.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LabJourneyTest {
    private static final long WAIT_SECONDS = 120;

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private @Nullable LocalDesk desk;
    private @Nullable OpenWindow open;

    @AfterEach
    void leave() throws Exception {
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            if (desk != null) {
                desk.close();
            }
        }
    }

    @Test
    void aNewcomerPractisesTheWholeJobInTheWindow() throws Exception {
        DeskHome home = new DeskHome(folder);
        openConsole(home.open());
        until("the first screen offers the lab", () -> says("Nothing observed yet") && says("Start the practice lab"));
        Intake call = startTheLab();
        assertFalse(home.running().isEmpty(), "no server is seen, so none could be missed");

        until(
                "the intake is filled",
                () -> text("#intake-tenant-name").equals(call.tenant().name()));
        practice();
        restore(call);
        lookRound();

        again(call);
        closeConsole();
        assertEquals(List.of(), home.running());
    }

    /// The console as it opens on a desk.
    private void openConsole(LocalDesk on) throws Exception {
        desk = on;
        open = DeskWindow.show(on, InstantSource.system());
    }

    private Intake startTheLab() throws Exception {
        press(".bs-message > .bs-button");
        assertEquals(new Place.Lab(), window().place());
        practice();
        press("#lab-start");
        until("the start can be cancelled", () -> shown("#lab-cancel"));
        practice();
        until("somebody calls", () -> shown("#lab-practise"));
        practice();
        press("#lab-practise");
        return Objects.requireNonNull(((Place.Restore) window().place()).intake());
    }

    /// From the filled intake to the closed restore.
    private void restore(Intake call) throws Exception {
        next("Ask for the verdict", "Stage this point");
        next("Stage this point", "Build the plan");
        until("the tables are compared", () -> rows("#groups") > 0);
        until(
                "a conflict can be decided",
                () -> shown("#next-conflict")
                        && find("#conflicts-live") instanceof ToggleButton live
                        && !live.isDisabled());
        Fx.run(() -> ((ToggleButton) find("#conflicts-live")).fire());
        next("Build the plan", "Approve alone");
        assertTrue(disabled("#primary"), "a plan cannot be approved without a reason");
        type("#reason", "Nobody else");
        next("Approve alone", "Import");
        String name = call.tenant().name();
        type("#typed-tenant", name.substring(0, 2));
        assertTrue(disabled("#primary"), "a wrong tenant name lets the import begin");
        type("#typed-tenant", name.substring(2));
        next("Import", "Verify after commit");
        assertTrue(text("#outcome").startsWith("Committed at"), text("#outcome"));
        next("Verify after commit", "Close this restore");
        Path report = Path.of(text("#report-folder"));
        assertTrue(Files.size(report.resolve("report.pdf")) > 0);
    }

    /// What the other screens say when it is done.
    private void lookRound() throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        until("the case is listed", () -> rows("#cases") == 1);
        until("the case is restored", () -> says("Restored"));
        until("its timeline is there", () -> rows("#timeline") > 5);
        practice();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        until("the lab is judged", () -> rows("#findings") > 1);
        practice();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        until("the base backup is listed", () -> rows("#points-table") > 0);
        practice();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        until("the assets are listed", () -> rows("#overview-assets") == 2);
        practice();
    }

    /// The same call once more finds nothing that is lost, and closing it half-way is fine.
    private void again(Intake call) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        next("Close this restore", "Ask for the verdict");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        press("#lab-practise");
        until(
                "the intake is filled again",
                () -> text("#intake-tenant-name").equals(call.tenant().name()));
        next("Ask for the verdict", "Stage this point");
        next("Stage this point", "Build the plan");
        practice();
    }

    /// Closed as an operator closes it, with a restore open.
    private void closeConsole() throws Exception {
        assertTrue(window().close(), "work behind the screen did not end");
        open = null;
        Objects.requireNonNull(desk).close();
        desk = null;
    }

    /// Does what comes next, when it can be done, and waits for what comes after it.
    private void next(String act, String then) throws Exception {
        until("'" + act + "' can be pressed", () -> text("#primary").equals(act) && !disabled("#primary"));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(
                "'" + then + "' follows",
                () -> shown("#cause") || text("#primary").equals(then));
        assertFalse(Fx.on(() -> shown("#cause")), () -> act + " stopped");
        practice();
    }

    /// Whose data this is stands as a word on every screen.
    private void practice() throws Exception {
        until("PRACTICE is said", () -> text(".bs-environment").equals("PRACTICE"));
    }

    private void press(String button) throws Exception {
        until(button + " can be pressed", () -> shown(button) && !disabled(button));
        robot.clickOn(button);
    }

    private void type(String field, String words) throws Exception {
        until(field + " can be typed into", () -> shown(field) && !disabled(field));
        Fx.run(() -> {
            find(field).requestFocus();
            ((TextField) find(field)).end();
        });
        robot.write(words, 0);
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(WAIT_SECONDS, TimeUnit.SECONDS, () -> Fx.on(condition));
        } catch (TimeoutException e) {
            OpenWindow shown = window();
            Fx.shoot(shown.stage(), "lab-journey-stopped");
            throw new AssertionError(
                    "never happened: " + what + "; focus on "
                            + Fx.on(() -> String.valueOf(shown.scene().getFocusOwner())),
                    e);
        }
    }

    private OpenWindow window() {
        return Objects.requireNonNull(open, "the window is open");
    }

    private boolean shown(String what) {
        return window().scene().lookup(what) != null;
    }

    private Node find(String what) {
        return Objects.requireNonNull(window().scene().lookup(what), what);
    }

    private boolean disabled(String what) {
        return find(what).isDisabled();
    }

    private String text(String what) {
        return switch (window().scene().lookup(what)) {
            case Labeled labeled -> labeled.getText();
            case TextField field -> field.getText();
            case null, default -> "";
        };
    }

    private int rows(String what) {
        return switch (window().scene().lookup(what)) {
            case TableView<?> table -> table.getItems().size();
            case ListView<?> list -> list.getItems().size();
            case TreeView<?> tree -> tree.getExpandedItemCount();
            case null, default -> 0;
        };
    }

    /// Whether a label of the window has this text.
    private boolean says(String words) {
        return says(window().scene().getRoot(), words);
    }

    private static boolean says(Parent parent, String words) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if ((child instanceof Labeled labeled && words.equals(labeled.getText()))
                    || (child instanceof Parent inner && says(inner, words))) {
                return true;
            }
        }
        return false;
    }
}
