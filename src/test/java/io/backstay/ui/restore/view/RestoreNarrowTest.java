package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.restore.FakeFacts;
import io.backstay.ui.restore.FakeRestores;
import io.backstay.ui.restore.FakeUndos;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.Samples;
import io.backstay.ui.shell.Place;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The restore screen in a narrow window, and with large text: the current step and the acts are always in sight.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestoreNarrowTest {
    private static final double HEIGHT = 690;

    private final FakeRestores restores = new FakeRestores();
    private final FakeUndos undos = new FakeUndos();
    private Runnable close = () -> {};

    /// A window, less what stands round the screen, and the size of its text.
    enum Size {
        NARROW(1_014, 13),
        LARGE(1_280, 16),
        DOUBLE(1_360, 26);

        private final double width;
        private final int px;

        Size(double width, int px) {
            this.width = width;
            this.px = px;
        }
    }

    /// How often the primary button was pressed before the picture.
    enum Shot {
        INTAKE(0),
        VERDICT(1),
        DIFF(2),
        PLAN(3),
        IMPORT(4),
        PROOF(5),
        UNDO(6);

        private final int presses;

        Shot(int presses) {
            this.presses = presses;
        }
    }

    static Stream<Arguments> pictures() {
        return Stream.of(Shot.values()).flatMap(shot -> Stream.of(Size.values()).map(size -> Arguments.of(shot, size)));
    }

    @AfterEach
    void leave() throws Exception {
        Fx.run(close);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void theStepAndTheActsStayInSight(Shot shot, Size size) throws Exception {
        restores.chosenBefore = shot == Shot.DIFF ? Choices.DEFAULT : restores.chosenBefore;
        undos.touched = FakeUndos.touchedRows();
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        RestoreModel model = Fx.on(
                () -> new RestoreModel(restores, new FakeFacts(), undos, background, InstantSource.fixed(Samples.NOW)));
        RestoreView view = Fx.on(() -> new RestoreView(model));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        Fx.run(() -> {
            frame.setStyle("-fx-font-size: " + size.px + "px");
            frame.getStyleClass().add(size.px == 26 ? "bs-text-double" : "bs-text-normal");
        });
        Theme.Look look = size == Size.LARGE ? Theme.Look.DARK : Theme.Look.LIGHT;
        Stage stage = Fx.show(frame, look, size.width, HEIGHT);
        close = () -> {
            view.onHidden();
            stage.close();
        };
        Fx.run(() -> {
            view.onShown(new Place.Restore(Samples.intake()));
            model.reasonProperty().set("Nobody else is on call tonight.");
            for (int i = 0; i < shot.presses; i++) {
                model.typedTenantProperty().set(Samples.TENANT);
                model.next();
            }
            if (shot == Shot.UNDO) {
                model.lookAtUndo();
            }
        });
        Fx.shoot(stage, "restore-" + (shot + "-" + size).toLowerCase(Locale.ROOT));
        Fx.run(() -> {
            assertNull(frame.lookup("#rail"), "the rail takes the room");
            assertEquals(List.of(), outside(frame));
        });
        if (shot == Shot.DIFF && size == Size.NARROW) {
            widen(stage, frame);
        }
        if (shot == Shot.DIFF && size == Size.DOUBLE) {
            Fx.run(() -> {
                model.diff().damaged().look();
                assertNotNull(model.diff().damaged().stagedProperty().get());
                assertFalse(damagedSeen(frame), "a third side takes room that is not there");
            });
        }
    }

    private static void widen(Stage stage, BorderPane frame) throws Exception {
        Fx.run(() -> stage.setWidth(1_400));
        Fx.until("the rail is back", () -> frame.lookup("#rail") != null);
        Fx.shoot(stage, "restore-diff-widened");
        Fx.run(() -> {
            assertNull(frame.lookup("#all-steps"));
            assertNotNull(frame.lookup("#conflicts-live"), "what stands on the right is gone");
            assertTrue(frame.lookup("#groups").isVisible());
        });
    }

    private static boolean damagedSeen(BorderPane frame) {
        return ((TableView<?>) frame.lookup("#samples"))
                .getColumns().stream().anyMatch(column -> column.getText().equals("Damaged") && column.isVisible());
    }

    /// What ought to be in sight and is not, or not wholly.
    private static List<String> outside(BorderPane frame) {
        List<String> outside = new ArrayList<>();
        for (String id : List.of("#all-steps", "#primary", "#back", "#hint")) {
            Node node = frame.lookup(id);
            Bounds at = node == null ? null : node.localToScene(node.getLayoutBounds());
            if (at == null || !frame.getLayoutBounds().contains(at)) {
                outside.add(id + " " + at);
            }
        }
        return outside;
    }
}
