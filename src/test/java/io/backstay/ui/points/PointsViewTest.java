package io.backstay.ui.points;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.role.Role;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Workbench;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What stands beside the points of an asset.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PointsViewTest {
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);

    @AfterEach
    void hide() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    @Test
    void whatTheProviderSaysNowStandsBesideAPointThatStaysChosen() throws Exception {
        FakeFacts facts = FakeFacts.estate(Environment.PRODUCTION);
        InstantSource clock = InstantSource.fixed(FakeFacts.NOW);
        var navigation = new Navigation(new Place.Points(null));
        var model = new PointsModel(facts, null, background, clock, navigation);
        var bench = new Workbench(
                navigation,
                background,
                new Times(ZoneId.of("Australia/Melbourne"), ZoneId.of("Europe/Berlin")),
                clock,
                new Allowed(Role.RESPONDER),
                new VaultDoor(() -> new FakeVaults(FakeFacts.NOW), background, clock),
                Fx.on(SecretClipboard::ofSystem));
        PointsView view = Fx.on(() -> new PointsView(model, bench));
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT);
        Fx.run(() -> model.show(FakeFacts.CORE));
        assertEquals(1, lines(stage, "ctizero-core has no deletion protection."));
        RecoveryPoint chosen = model.chosenProperty().get();
        facts.said = "ctizero-core is protected now.";
        Fx.run(view::refresh);
        assertEquals(chosen, model.chosenProperty().get());
        assertEquals(1, lines(stage, "ctizero-core is protected now."));
    }

    private static long lines(Stage stage, String words) throws Exception {
        return Fx.on(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return stage.getScene().getRoot().lookupAll(".label").stream()
                    .filter(each ->
                            each instanceof Label label && label.getText().contains(words))
                    .count();
        });
    }
}
