package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The search can be seen while it runs and when it has found the transaction, in both looks.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FindPaneTest {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 690;
    private static final int COLOURS_MIN = 40;

    private final FakeRestores restores = new FakeRestores();
    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void eachLookIsShownAsItIsTakenAndThenTheTransaction(Theme.Look look) throws Exception {
        restores.searching = new CountDownLatch(1);
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
        Fx.run(model::toFind);
        Fx.run(model::next);
        Fx.until("the looks are heard", () -> model.find().looks().size() == 5);
        now.set(Samples.NOW.plus(Duration.ofSeconds(12)));
        Fx.until(
                "it is slow enough to be shown",
                () -> model.work().slowProperty().get());
        WritableImage searching =
                Fx.shoot(stage, "restore-searching-" + look.name().toLowerCase(Locale.ROOT));
        assertTrue(Fx.colours(searching) > COLOURS_MIN, "the pane looks blank");
        assertEquals("Recoveries used: 3 of at most 5", text(frame, "#recoveries"));

        restores.searching.countDown();
        Fx.until("it is found", () -> model.find().foundProperty().get() != null);
        WritableImage found = Fx.shoot(stage, "restore-found-" + look.name().toLowerCase(Locale.ROOT));
        assertTrue(Fx.colours(found) > COLOURS_MIN, "the pane looks blank");
        assertEquals(
                5,
                Fx.on(() -> ((TableView<?>) frame.lookup("#looks")).getItems().size()));
        assertEquals("Transaction 84,213 took away 1,504 rows", text(frame, "#found"));
        Fx.run(() -> {
            view.onHidden();
            stage.close();
        });
    }

    private static String text(BorderPane frame, String id) throws Exception {
        return Fx.on(() -> ((Label) frame.lookup(id)).getText());
    }
}
