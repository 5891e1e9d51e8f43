package io.backstay.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Protection;
import io.backstay.act.check.Facts;
import io.backstay.act.connection.Connections;
import io.backstay.act.practice.Practice;
import io.backstay.act.role.Role;
import io.backstay.estate.Environment;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.kit.guard.Guards;
import io.backstay.ui.lab.FakePractice;
import io.backstay.ui.lab.LabModel;
import io.backstay.ui.lab.LabView;
import io.backstay.ui.overview.OverviewModel;
import io.backstay.ui.overview.OverviewView;
import io.backstay.ui.points.BackUpModel;
import io.backstay.ui.points.PointsModel;
import io.backstay.ui.points.PointsView;
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
    private static final List<Protection> PROTECTIONS = List.of(
            new Protection("Core dumps are off", Protection.State.ACTIVE, "The limit was read back as 0."),
            new Protection(
                    "Nobody else may attach",
                    Protection.State.INACTIVE,
                    "Start Backstay by its launcher, which sets it."),
            new Protection(
                    "Memory of keys is never written to swap",
                    Protection.State.UNKNOWN,
                    "This platform does not say whether the lock holds."));

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void everyScreenIsTakenInBothLooks() throws Exception {
        List<Path> files = new Screenshots(setup(FakeFacts.estate(Environment.PRODUCTION), FakePractice.quick()))
                .take(
                        Fx.PICTURES,
                        List.of(
                                new Shot("overview", new Place.Overview()),
                                new Shot("points", new Place.Points(FakeFacts.CORE)),
                                new Shot("lab", new Place.Lab()),
                                new Shot("about", new Place.About())));
        assertEquals(8, files.size());
        for (Path file : files) {
            Image image = Fx.on(() -> new Image(Files.newInputStream(file)));
            assertEquals(1366, image.getWidth());
            assertEquals(768, image.getHeight());
        }
    }

    @Test
    void whatNoPolicyJudgesIsSeenBesideWhatIsNotAsPromised() throws Exception {
        FakeFacts facts = FakeFacts.estate(Environment.PRODUCTION).unjudged("expansive-media", "platform-secrets");
        List<Path> files = new Screenshots(setup(facts, FakePractice.quick()))
                .take(Fx.PICTURES, List.of(new Shot("overview-unjudged", new Place.Overview())));
        assertEquals(2, files.size());
        assertTrue(Files.size(files.getFirst()) > 5_000);
    }

    @Test
    void aFirstRunShowsOneActOnly() throws Exception {
        List<Path> files = new Screenshots(setup(FakeFacts.empty(), FakePractice.quick()))
                .take(Fx.PICTURES, List.of(new Shot("first-run", new Place.Overview())));
        assertTrue(Files.size(files.getFirst()) > 5_000);
    }

    private static PointsView points(Facts facts, Workbench bench) {
        var points = new PointsModel(facts, null, bench.background(), bench.clock(), bench.navigation());
        var backUp = new BackUpModel(
                (asset, _) -> new Connections.Created("crm", asset.value(), "backstay-now", "backstay-now"),
                bench.background(),
                bench.allowed(),
                bench.door()::isOpen,
                points::refresh);
        return new PointsView(points, backUp, bench);
    }

    static ConsoleSetup setup(Facts facts, Practice practice) {
        var vault = new FakeVaults(FakeFacts.NOW);
        return new ConsoleSetup(
                facts,
                () -> 18_204,
                InstantSource.fixed(FakeFacts.NOW),
                new Times(ZoneId.of("Australia/Melbourne"), ZoneId.of("Europe/Berlin")),
                new Identity("Jonas Weber", Role.RESPONDER, "0.1.0"),
                new Guards(() -> vault, List.of(), () -> PROTECTIONS),
                bench -> List.of(
                        new OverviewView(
                                new OverviewModel(facts, bench.background(), bench.clock(), bench.navigation())),
                        points(facts, bench),
                        new LabView(new LabModel(
                                practice,
                                bench.background(),
                                bench.clock(),
                                call -> bench.navigation().go(new Place.Restore(call))))));
    }
}
