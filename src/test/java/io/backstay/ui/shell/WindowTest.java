package io.backstay.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.check.Facts;
import io.backstay.act.check.OwnCheck;
import io.backstay.act.practice.Practice;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Environment;
import io.backstay.estate.PointKind;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme.Look;
import io.backstay.ui.lab.FakePractice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

/// The real window, driven by keys.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowTest {
    private final FxRobot robot = new FxRobot();
    private @Nullable Stage stage;
    private @Nullable Window window;

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> {
            if (stage != null && window != null) {
                stage.close();
                window.close();
            }
        });
    }

    @Test
    void keysLeadEverywhereAndBack() throws Exception {
        Window shown = show(FakeFacts.estate(Environment.PRACTICE), 1366);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertEquals(new Place.Points(null), place(shown));
        robot.push(KeyCode.CONTROL, KeyCode.K);
        assertTrue(palette(shown).isVisible());
        robot.write("pract lab", 0);
        Fx.shoot(stage(), "palette");
        robot.push(KeyCode.ENTER);
        assertFalse(palette(shown).isVisible());
        assertEquals(new Place.Lab(), place(shown));
        robot.push(KeyCode.ESCAPE);
        assertEquals(new Place.Points(null), place(shown), "Esc goes back");
        robot.push(KeyCode.F1);
        assertEquals(new Place.About(), place(shown));
        Set<String> listed = Fx.on(() -> {
            shown.scene().getRoot().applyCss();
            shown.scene().getRoot().layout();
            return shown.scene().getRoot().lookupAll(".bs-key").stream()
                    .map(each -> ((Label) each).getText())
                    .collect(Collectors.toSet());
        });
        Set<String> told = Pattern.compile("Ctrl (?:Shift )?(?:[A-Z]\\b|8|Enter|Space|Page Down)|F8")
                .matcher(Files.readString(Path.of("docs", "incidents.md")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        told.removeAll(listed);
        assertEquals(Set.of(), told, "every key of a case that the documents name is listed under F1");
    }

    @Test
    void theKeyForTheNextIsHeardByTheScreenFromTheHeader() throws Exception {
        Window shown = show(FakeFacts.estate(Environment.PRACTICE), 1366);
        Fx.until("the overview is listed", () -> listed(shown));
        List<KeyCode> heard = new ArrayList<>();
        Fx.run(() -> {
            Set<Node> screen = new HashSet<>();
            for (Node up = shown.scene().lookup("#overview-assets"); up != null; up = up.getParent()) {
                screen.add(up);
            }
            shown.scene().getRoot().addEventFilter(KeyEvent.KEY_PRESSED, press -> {
                if (screen.contains((Node) press.getTarget())) {
                    heard.add(press.getCode());
                }
            });
            shown.scene().lookup("#nav-points").requestFocus();
        });
        robot.push(KeyCode.F8);
        robot.push(KeyCode.DOWN);
        assertEquals(List.of(KeyCode.F8), heard);
    }

    @Test
    void whatIsBeingSavedWhenTheWindowClosesIsWaitedForAndLongWorkIsNot() throws Exception {
        Window shown = show(FakeFacts.estate(Environment.PRACTICE), 1366);
        var saved = new AtomicBoolean();
        var began = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        Fx.run(() -> shown.background()
                .call(
                        _ -> {
                            began.countDown();
                            proceed.await();
                            return "one";
                        },
                        _ -> shown.background().call(_ -> "two", _ -> saved.set(true), _ -> {}),
                        _ -> {}));
        began.await();
        assertFalse(shown.settle(Duration.ofMillis(50)), "what takes long is not waited for");
        proceed.countDown();
        assertTrue(shown.settle(Duration.ofSeconds(60)));
        assertTrue(saved.get(), "what followed from it as well");
    }

    @Test
    void enterOpensTheChosenAsset() throws Exception {
        Window shown = show(FakeFacts.estate(Environment.PRACTICE), 1366);
        Fx.until("the assets are listed", () -> listed(shown));
        Fx.run(() -> {
            table(shown).requestFocus();
            table(shown).getSelectionModel().select(0);
        });
        robot.push(KeyCode.ENTER);
        assertEquals(new Place.Points(FakeFacts.CORE), place(shown));
    }

    @Test
    void aCatalogueThatDoesNotAnswerShowsSkeletonsAndTheWindowStaysAlive() throws Exception {
        var hold = new CountDownLatch(1);
        Window shown = show(new Blocked(FakeFacts.estate(Environment.STAGING), hold), 1366);
        Fx.until("skeletons are shown", () -> shown.scene().lookup(".bs-skeleton") != null);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        assertEquals(new Place.Lab(), place(shown), "the window still hears keys");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        hold.countDown();
        Fx.until("the assets are listed", () -> listed(shown));
        assertTrue(Fx.on(() -> shown.scene().lookup(".bs-skeleton") == null));
    }

    @Test
    void aPracticeEstateIsNamedByWordColourAndWatermark() throws Exception {
        Window shown = show(FakeFacts.estate(Environment.PRACTICE), 1366);
        Fx.until("the environment shows", () -> framed(shown, "practice"));
        assertEquals("PRACTICE", Fx.on(() -> ((Label) shown.scene().lookup(".bs-environment")).getText()));
        assertTrue(Fx.on(() -> shown.scene().lookup(".bs-watermark").isVisible()));
    }

    @Test
    void aNarrowWindowTurnsTheNavigationIntoAMenu() throws Exception {
        Window shown = show(FakeFacts.estate(Environment.PRODUCTION), 1000);
        Fx.until("the assets are listed", () -> listed(shown));
        assertTrue(Fx.on(() -> shown.scene().lookup(".bs-nav") == null));
        assertTrue(Fx.on(() -> shown.scene().lookup(".bs-menu").isVisible()));
        Fx.shoot(stage(), "narrow");
    }

    @Test
    void theLabStartsInTheWindowAndLeadsIntoTheRestore() throws Exception {
        var hold = new CountDownLatch(1);
        Window shown = show(FakeFacts.empty(), FakePractice.waitingFor(hold), 1366);
        Fx.until("the lab is offered", () -> shown.scene().lookup(".bs-message > .bs-button") != null);
        robot.clickOn(".bs-message > .bs-button");
        assertEquals(new Place.Lab(), place(shown));
        robot.clickOn("#lab-start");
        Fx.until("the start can be cancelled", () -> shown.scene().lookup("#lab-cancel") != null);
        Fx.shoot(stage(), "lab-starting");
        hold.countDown();
        Fx.until("somebody called", () -> shown.scene().lookup("#lab-practise") != null);
        Fx.shoot(stage(), "lab-up");
        robot.clickOn("#lab-practise");
        assertEquals(new Place.Restore(FakePractice.CALL), place(shown));
    }

    private Window show(Facts facts, double width) throws Exception {
        return show(facts, FakePractice.quick(), width);
    }

    private Window show(Facts facts, Practice practice, double width) throws Exception {
        return Fx.on(() -> {
            window = new Window(ScreenshotsTest.setup(facts, practice), Look.LIGHT);
            stage = Fx.stage(window.scene());
            stage.setWidth(width);
            stage.setHeight(768);
            stage.show();
            stage.requestFocus();
            return window;
        });
    }

    private Stage stage() {
        if (stage == null) {
            throw new IllegalStateException("nothing is shown yet");
        }
        return stage;
    }

    private static Place place(Window window) throws Exception {
        return Fx.on(() -> window.navigation().placeProperty().get());
    }

    private static Node palette(Window window) {
        return window.scene().lookup(".bs-shade");
    }

    private static boolean listed(Window window) {
        return window.scene().lookup("#overview-assets") instanceof TableView<?> table
                && !table.getItems().isEmpty();
    }

    private static boolean framed(Window window, String name) {
        return window.scene().getRoot().getStyleClass().contains("bs-frame-" + name);
    }

    private static TableView<?> table(Window window) {
        return (TableView<?>) window.scene().lookup("#overview-assets");
    }

    /// Facts that come only once a latch opens.
    private record Blocked(Facts inner, CountDownLatch hold) implements Facts {
        private void await() {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public List<Asset> assets() throws BackstayException {
            await();
            return inner.assets();
        }

        @Override
        public PointPage points(PointQuery query) throws BackstayException {
            await();
            return inner.points(query);
        }

        @Override
        public Map<PointKind, Long> pointCounts(AssetId asset) throws BackstayException {
            await();
            return inner.pointCounts(asset);
        }

        @Override
        public List<Circumstance> circumstances(@Nullable AssetId asset) throws BackstayException {
            return inner.circumstances(asset);
        }

        @Override
        public List<PolicySummary> policies() throws BackstayException {
            await();
            return inner.policies();
        }

        @Override
        public List<String> overdue() {
            return List.of();
        }

        @Override
        public OwnCheck checkOwn(@Nullable Instant at) throws BackstayException {
            await();
            return inner.checkOwn(at);
        }

        @Override
        public CheckResult check(String policyId, @Nullable Instant at) throws BackstayException {
            await();
            return inner.check(policyId, at);
        }

        @Override
        public List<AssetCurve> curves(String policyId, @Nullable Instant at) throws BackstayException {
            await();
            return inner.curves(policyId, at);
        }

        @Override
        public @Nullable Instant observedAt() throws BackstayException {
            await();
            return inner.observedAt();
        }
    }
}
