package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.restore.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.restore.FakeFacts;
import io.backstay.ui.restore.FakeRestores;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.Samples;
import io.backstay.ui.shell.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

/// Conflicts are decided with keys while the tables stay where they are, in both looks.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DiffPaneTest {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 690;

    private final FakeRestores restores = new FakeRestores();
    private final FxRobot robot = new FxRobot();
    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void keysDecideAndTheTablesStayWhileItComparesAgain(Theme.Look look) throws Exception {
        restores.chosenBefore = Choices.DEFAULT;
        var background = new Background(Thread::startVirtualThread, Platform::runLater, AssertionError::new);
        RestoreModel model = Fx.on(() -> new RestoreModel(restores, new FakeFacts(), background, now::get));
        RestoreView view = Fx.on(() -> new RestoreView(model));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, WIDTH, HEIGHT);
        Fx.run(() -> {
            view.onShown(new Place.Restore(Samples.intake()));
            model.next();
        });
        Fx.until("the verdict is there", model::canFind);
        Fx.run(model::next);
        Fx.until("it is compared", () -> idle(model));

        Fx.run(() -> ((Button) node(frame, "#damaged")).fire());
        assertTrue(
                Fx.on(() -> node(frame, "#damaged-look").getParent().getParent().isVisible()));
        Fx.shoot(stage, "restore-diff-ask-damaged-" + name(look));
        Fx.run(() -> ((Button) node(frame, "#damaged-leave")).fire());
        assertFalse(
                Fx.on(() -> node(frame, "#damaged-look").getParent().getParent().isVisible()));

        robot.press(KeyCode.F8).release(KeyCode.F8);
        Fx.run(() -> ((Button) node(frame, "#masked")).fire());
        Fx.until("the reason is asked for", () -> node(frame, "#reveal-reason").isFocused());
        robot.press(KeyCode.DIGIT1).release(KeyCode.DIGIT1);
        assertEquals(0, restores.comparedAgain.get(), "a digit in a reason is a choice");
        robot.write(" call of the firm");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Fx.until(
                "the row is seen", () -> model.diff().unmasked().plainProperty().get() != null);
        assertEquals(1, restores.reveals.size());
        assertTrue(restores.reveals.getFirst().endsWith("call of the firm"), restores.reveals::toString);

        restores.comparingAgain = new CountDownLatch(1);
        Node groups = Fx.on(() -> node(frame, "#groups"));
        Fx.run(() -> node(frame, "#samples").requestFocus());
        robot.press(KeyCode.DIGIT1).release(KeyCode.DIGIT1);
        Fx.until("it compares again", () -> restores.comparedAgain.get() == 1);
        now.set(Samples.NOW.plus(Duration.ofSeconds(7)));
        Fx.until("that is shown", () -> model.work().slowProperty().get());
        Fx.shoot(stage, "restore-diff-again-" + name(look));
        assertEquals(groups, Fx.on(() -> node(frame, "#groups")));
        assertTrue(Fx.on(() -> node(frame, "#diff-cancel").getParent().isVisible()));
        restores.comparingAgain.countDown();
        Fx.until("it has compared", () -> idle(model));
        assertEquals(
                "2 conflicts need your choice: INV-2051, 8809", Fx.on(() -> ((Label) node(frame, "#hint")).getText()));
        assertEquals("", Fx.on(() -> ((TextField) node(frame, "#reveal-reason")).getText()), "a reason is kept");
        assertEquals(List.of(0L, 1L, 2L), Fx.on(() -> {
            var all = model.diff().totalsProperty().get();
            return List.of(all.damaged(), all.update(), all.undecided());
        }));
        Fx.run(() -> {
            view.onHidden();
            stage.close();
        });
    }

    private static boolean idle(RestoreModel model) {
        return model.currentProperty().get() == RestoreStep.DIFF
                && !model.work().runningProperty().get();
    }

    private static Node node(BorderPane frame, String id) {
        return frame.lookup(id);
    }

    private static String name(Theme.Look look) {
        return look.name().toLowerCase(Locale.ROOT);
    }
}
