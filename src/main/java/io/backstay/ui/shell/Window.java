package io.backstay.ui.shell;

import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.Theme.Look;
import io.backstay.ui.kit.Toolkit;
import io.backstay.ui.kit.bell.BellsModel;
import io.backstay.ui.kit.guard.ProtectionsModel;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.kit.watch.SessionWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.util.Duration;

/// One window's parts, wired; must be built on the UI thread, and closed to stop its workers.
final class Window implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Window.class.getName());
    private static final Duration SECOND = Duration.seconds(1);
    private static final long LOOK_MILLIS = 20;

    private final ExecutorService workers;
    private final Background background;
    private final Navigation navigation;
    private final Appearance appearance;
    private final ShellModel model;
    private final ShellView view;
    private final VaultDoor door;
    private final SecretClipboard clipboard;
    private final AlertsModel alerts;
    private final BellsModel bells;
    private final SessionWatch session;
    private final Timeline ticking;

    Window(ConsoleSetup setup, Look system) {
        // Before any screen: what asks for our fonts by name must find them.
        var theme = new Theme();
        workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("screen-", 0).factory());
        background = new Background(workers, Toolkit.ui(), this::defect);
        navigation = new Navigation(new Place.Overview());
        appearance = new Appearance(system);
        model = new ShellModel(setup.facts(), setup.record(), background, setup.clock(), setup.identity());
        door = new VaultDoor(setup.guards().vaults(), background, setup.clock());
        clipboard = SecretClipboard.ofSystem();
        door.onLock(clipboard::clear);
        var bench = new Workbench(
                navigation,
                background,
                setup.times(),
                setup.clock(),
                setup.identity().allowed(),
                door,
                clipboard);
        var protections = new ProtectionsModel(setup.guards().protections(), background);
        List<Screen> screens = new ArrayList<>(setup.screens().build(bench));
        screens.add(new AboutScreen(setup.identity(), appearance, protections));
        Notices notices = setup.notices();
        bells = new BellsModel(notices.bells(), notices.chime(), notices.desktop()::show, background);
        view = new ShellView(model, bench, new ShellView.Ways(appearance, bells), theme, screens);
        alerts = new AlertsModel(notices, background, navigation);
        view.over(new AlertsView(alerts, bells, navigation, door.coveredProperty()));
        session =
                new SessionWatch(setup.clock(), System::nanoTime, setup.guards().screens());
        ticking = new Timeline(new KeyFrame(SECOND, _ -> tick()));
        ticking.setCycleCount(Animation.INDEFINITE);
        ticking.play();
        model.refresh();
        door.refresh();
        alerts.look();
        bells.look();
    }

    private void tick() {
        model.tick();
        alerts.tick();
        bells.tick();
        LockCause left = session.tick();
        if (left != null) {
            door.lock(left);
        }
        door.tick();
        clipboard.tick();
    }

    Scene scene() {
        return view.scene();
    }

    Navigation navigation() {
        return navigation;
    }

    Appearance appearance() {
        return appearance;
    }

    VaultDoor door() {
        return door;
    }

    Background background() {
        return background;
    }

    private void defect(Throwable thrown) {
        LOG.log(System.Logger.Level.ERROR, "a defect behind the screen", thrown);
        model.defect();
    }

    /// Lets go of every secret on the screen and interrupts what still runs behind it.
    @Override
    public void close() {
        ticking.stop();
        door.forget();
        workers.shutdownNow();
    }

    /// Waits a while for what was begun last, such as the save of what was typed; must not be called on the UI thread.
    ///
    /// @return whether everything behind the screen has ended and was told
    boolean settle(java.time.Duration most) throws InterruptedException {
        long begun = System.nanoTime();
        while (!background.idle() && System.nanoTime() - begun < most.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return background.idle();
    }

    /// Interrupts what still runs and waits until it has let go; must not be called on the UI thread.
    ///
    /// @return whether everything ended in time
    boolean endWork(java.time.Duration most) throws InterruptedException {
        workers.shutdownNow();
        boolean ended = workers.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            LOG.log(System.Logger.Level.WARNING, "work behind the screen did not end within {0}", most);
        }
        return ended;
    }
}
