package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.practice.Practice;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.fixture.TestPostgres;
import io.backstay.restore.verdict.Intake;
import io.backstay.seal.Digest;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.shell.OpenWindow;
import io.backstay.ui.shell.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A firm of the practice lab is handed its nine data sets by the window, and what its copy of live is missing against
/// the moment before the accident stands in a table.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SetsJourneyTest {
    private static final int WAITS = 6;

    private final Path folder = TestPostgres.folder("backstay-window-sets-");

    @Test
    void aFirmIsHandedItsSetsAndToldWhatItsCopyIsMissing() throws Exception {
        var home = new DeskHome(folder);
        try (LocalDesk desk = home.open()) {
            Practice practice = desk.practice();
            Intake call = practice.start(Progress.NONE);
            OpenWindow window = console(desk);
            try {
                use(window, call);
            } finally {
                window.close();
            }
        }
        assertEquals(List.of(), home.running());
        Folders.remove(folder);
    }

    private void use(OpenWindow window, Intake call) throws Exception {
        window.go(new Place.DataSets());
        until(window, "the form is there", "#set-tenant");
        type(window, "#set-tenant", call.tenant().id().value());
        Fx.run(() -> ((Button) find(window, "#set-list")).fire());
        said(window, "9 data sets by the mapping.");
        Path nine = folder.resolve("nine");
        type(window, "#set-folder", nine.toString());
        Fx.run(() -> ((Button) find(window, "#set-export")).fire());
        said(window, "from live, in " + nine);
        TableView<?> files = Fx.on(() -> (TableView<?>) find(window, "#set-files"));
        assertEquals(9, files.getItems().size());
        String invoices = Digest.hex(Files.readAllBytes(nine.resolve("invoices.csv")));
        assertTrue(files.getItems().toString().contains(invoices), "the hash is that of the file");

        type(window, "#set-copy", nine.toString());
        type(window, "#set-moment", call.about().toString());
        Fx.run(() -> ((Button) find(window, "#set-compare")).fire());
        said(window, "The copy is missing ");
        TableView<?> sets = Fx.on(() -> (TableView<?>) find(window, "#set-differences"));
        long missing = sets.getItems().stream()
                .mapToLong(each -> ((SetDifference) each).missing())
                .sum();
        assertTrue(missing > 0, "the accident took rows");
        TableView<?> rows = Fx.on(() -> (TableView<?>) find(window, "#set-rows"));
        assertTrue(!rows.getItems().isEmpty(), "and they are named");
        for (Theme.Look look : Theme.Look.values()) {
            Fx.run(() -> new Theme().dress(window.scene(), look));
            Fx.shoot(window.stage(), "data-sets-" + look.name().toLowerCase(Locale.ROOT));
        }
        Fx.run(() -> find(window, "#set-tenant")
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        Fx.until("Esc goes back", () -> window.scene().lookup("#sets") == null);
    }

    private static OpenWindow console(LocalDesk on) throws Exception {
        return DeskWindow.whole(on, InstantSource.system());
    }

    private static void until(OpenWindow window, String what, String node) throws Exception {
        Fx.until(what, () -> window.scene().lookup(node) != null);
    }

    /// Recovering a backup takes longer than one wait of the toolkit's.
    private static void said(OpenWindow window, String words) throws Exception {
        for (int i = 0; i < WAITS && !Fx.on(() -> line(window).contains(words)); i++) {
            Fx.until(
                    "something ended",
                    () -> !find(window, "#set-cancel").getParent().isVisible());
            Fx.live(Duration.millis(500));
        }
        assertTrue(Fx.on(() -> line(window).contains(words)), () -> line(window));
    }

    private static String line(OpenWindow window) {
        return ((Labeled) find(window, "#sets-said")).getText();
    }

    private static void type(OpenWindow window, String field, String words) throws Exception {
        Fx.run(() -> ((TextField) find(window, field)).setText(words));
    }

    private static Node find(OpenWindow window, String what) {
        Node node = window.scene().lookup(what);
        if (node == null) {
            throw new AssertionError(what + " is not there");
        }
        return node;
    }
}
