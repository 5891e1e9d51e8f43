package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.restore.journal.RestoreStep;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
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
    private Runnable close = () -> {};

    /// A window that stays would take the keys of the next test.
    @AfterEach
    void leave() throws Exception {
        Fx.run(close);
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void keysDecideAndTheTablesStayWhileItComparesAgain(Theme.Look look) throws Exception {
        restores.chosenBefore = Choices.DEFAULT;
        RestoreModel model = model();
        RestoreView view = Fx.on(() -> new RestoreView(model));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        Stage stage = show(view, frame, look);
        compare(model, view);

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
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void noFigureIsCutNorDoesOneTouchAnother(Theme.Look look) throws Exception {
        restores.lostTimes = 400;
        RestoreModel model = model();
        RestoreView view = Fx.on(() -> new RestoreView(model));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        Stage stage = show(view, frame, look);
        compare(model, view);
        Fx.until(
                "the sums are laid out",
                () -> !shown(frame, ".rs-totals .label").isEmpty());
        Fx.shoot(stage, "restore-diff-millions-" + name(look));
        List<String> sums = Fx.on(() -> shown(frame, ".rs-totals .label"));
        assertEquals(List.of("All 5 groups", "1,105,200", "–", "81", "3", "", "1,105,200", "0"), sums);
        List<String> rows = Fx.on(() -> shown(frame, "#groups .table-row-cell .rs-count-strong"));
        assertTrue(rows.contains("762,400"), rows::toString);
        assertEquals(
                List.of(), rows.stream().filter(each -> each.contains("...")).toList());
        assertEquals(List.of(), Fx.on(() -> touching(frame)));
    }

    private Stage show(RestoreView view, BorderPane frame, Theme.Look look) throws Exception {
        Stage stage = Fx.show(frame, look, WIDTH, HEIGHT);
        close = () -> {
            view.onHidden();
            stage.close();
        };
        return stage;
    }

    private RestoreModel model() throws Exception {
        var background = new Background(Thread::startVirtualThread, Platform::runLater, AssertionError::new);
        return Fx.on(() -> new RestoreModel(restores, new FakeFacts(), background, now::get));
    }

    private static void compare(RestoreModel model, RestoreView view) throws Exception {
        Fx.run(() -> {
            view.onShown(new Place.Restore(Samples.intake()));
            model.next();
        });
        Fx.until("the verdict is there", model::canFind);
        Fx.run(model::next);
        Fx.until("it is compared", () -> idle(model));
    }

    /// What is drawn of these labels, dots for what is cut, in the order of the scene.
    private static List<String> shown(BorderPane frame, String selector) {
        return frame.lookupAll(selector).stream()
                .map(each -> each.lookup(".text"))
                .map(each -> each instanceof Text text ? text.getText() : "")
                .toList();
    }

    /// Sums that reach into what stands on their left.
    private static List<String> touching(BorderPane frame) {
        List<Label> sums = frame.lookupAll(".rs-totals .label").stream()
                .map(Label.class::cast)
                .filter(each -> !each.getText().isEmpty())
                .sorted(Comparator.comparingDouble(DiffPaneTest::left))
                .toList();
        return IntStream.range(1, sums.size())
                .filter(i -> left(sums.get(i))
                        <= left(sums.get(i - 1)) + sums.get(i - 1).getWidth())
                .mapToObj(i -> sums.get(i).getText())
                .toList();
    }

    private static double left(Label label) {
        return label.localToScene(0, 0).getX();
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
