package io.backstay.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.Environment;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Times;
import io.backstay.ui.overview.OverviewModel;
import io.backstay.ui.overview.OverviewView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.Image;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxToolkit;

/// The real window with the real screens, in both looks, as the drill takes its pictures.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScreenshotsTest {
    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void everyScreenIsTakenInBothLooks() throws Exception {
        List<Path> files = new Screenshots(setup(FakeFacts.estate(Environment.PRODUCTION)))
                .take(Fx.PICTURES, List.of(
                        new Shot("overview", new Place.Overview()),
                        new Shot("about", new Place.About())));
        assertEquals(4, files.size());
        for (Path file : files) {
            Image image = Fx.on(() -> new Image(Files.newInputStream(file)));
            assertEquals(1366, image.getWidth());
            assertEquals(768, image.getHeight());
        }
    }

    @Test
    void aFirstRunShowsOneActOnly() throws Exception {
        List<Path> files = new Screenshots(setup(FakeFacts.empty()))
                .take(Fx.PICTURES, List.of(new Shot("first-run", new Place.Overview())));
        assertTrue(Files.size(files.getFirst()) > 5_000);
    }

    static ConsoleSetup setup(FakeFacts facts) {
        return new ConsoleSetup(
                facts,
                () -> 18_204,
                InstantSource.fixed(FakeFacts.NOW),
                new Times(ZoneId.of("Australia/Melbourne"), ZoneId.of("Europe/Berlin")),
                new Identity("Jonas Weber", "Responder", "0.1.0"),
                bench -> List.of(new OverviewView(new OverviewModel(
                        facts, "agentic-labs", bench.background(), bench.clock(), bench.navigation()))));
    }
}
