package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The incidents screen can be seen with and without cases, in both looks.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IncidentsViewTest {
    static Stream<Arguments> shots() {
        return Stream.of(Theme.Look.values())
                .flatMap(look -> Stream.of(true, false).map(some -> Arguments.of(look, some)));
    }

    @ParameterizedTest
    @MethodSource("shots")
    void theCasesCanBeSeen(Theme.Look look, boolean some) throws Exception {
        var cases = new FakeCases();
        if (!some) {
            cases.all.clear();
        }
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var model = new IncidentsModel(cases, background);
        IncidentsView view = Fx.on(() -> new IncidentsView(model, new Navigation(new Place.Overview())));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1280, 690);
        Fx.run(() -> view.onShown(new Place.Incidents("INC-0030")));
        var picture = Fx.shoot(
                stage, "incidents-" + (some ? "" : "empty-") + look.name().toLowerCase(Locale.ROOT));
        Fx.run(stage::close);
        assertTrue(Fx.colours(picture) > (some ? 40 : 10), "the screen looks blank");
    }
}
