package io.backstay.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.Notification;
import io.backstay.act.bell.Bells;
import io.backstay.act.check.Alerts;
import io.backstay.act.check.Alerts.Alert;
import io.backstay.base.AssetId;
import io.backstay.estate.Environment;
import io.backstay.incident.clock.Bell;
import io.backstay.incident.clock.CaseClock;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.bell.Chime;
import io.backstay.ui.lab.FakePractice;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Notices over the real window, in both looks.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AlertsViewTest {
    private static final List<Alert> TWO = List.of(
            new Alert(
                    new AssetId("ctizero-core"),
                    "agentic-labs",
                    "A backup of ctizero-core failed",
                    "The snapshot snap-0c41e9a7d2b6f2 of 2026-03-14 01:41:07 UTC failed: find out why, and take"
                            + " another."),
            new Alert(
                    new AssetId("daybook"),
                    "agentic-labs",
                    "Breach: rpo of daybook",
                    "The newest point is 30 h 49 min old; 24 h is promised. Take a backup."));

    @Test
    void noticesStandOverTheWindowUntilTheyArePutAway() throws Exception {
        ConsoleSetup plain = ScreenshotsTest.setup(FakeFacts.estate(Environment.PRODUCTION), FakePractice.quick());
        var told = new ConsoleSetup(
                plain.facts(),
                plain.record(),
                plain.clock(),
                plain.times(),
                plain.identity(),
                plain.guards(),
                new Notices(() -> TWO, DesktopNotice.NONE),
                plain.screens());
        OpenWindow window = OpenWindow.show(told);
        Fx.until(
                "both are told",
                () -> window.scene().getRoot().lookupAll(".notification").size() == 2);
        for (Theme.Look look : Theme.Look.values()) {
            Fx.run(() -> new Theme().dress(window.scene(), look));
            Fx.shoot(window.stage(), "notices-" + look.name().toLowerCase(Locale.ROOT));
        }
        Node notices = window.scene().getRoot().lookup("#alerts");
        assertTrue(notices.isVisible());
        Fx.run(() -> {
            Notification first = (Notification) notices.lookup(".notification");
            first.getOnClose().handle(new Event(Event.ANY));
        });
        assertEquals(1, Fx.on(() -> notices.lookupAll(".notification").size()));
        assertFalse(Fx.on(notices::isPickOnBounds), "what is beside them can be pressed");
        window.close();
    }

    @Test
    void aClockThatRingsIsShownAndLeadsToItsCase() throws Exception {
        ConsoleSetup plain = ScreenshotsTest.setup(FakeFacts.estate(Environment.PRODUCTION), FakePractice.quick());
        var bell = new Bell(CaseClock.Kind.RTO_LEFT, Bell.Stage.OVER, Instant.EPOCH);
        var rings = new ArrayDeque<>(List.of(List.of(new Bells.Ring("INC-0031", "Invoices missing", bell))));
        List<Chime.Tone> heard = new CopyOnWriteArrayList<>();
        boolean[] muted = {false};
        var bells = new Bells() {
            @Override
            public Look fresh() {
                return new Look(rings.isEmpty() ? List.of() : rings.remove(), List.of());
            }

            @Override
            public boolean muted() {
                return muted[0];
            }

            @Override
            public void mute(boolean on) {
                muted[0] = on;
            }
        };
        OpenWindow window = OpenWindow.show(new ConsoleSetup(
                plain.facts(),
                plain.record(),
                plain.clock(),
                plain.times(),
                plain.identity(),
                plain.guards(),
                new Notices(Alerts.NONE, DesktopNotice.NONE, bells, heard::add),
                plain.screens()));
        Fx.until("it is shown", () -> window.scene().getRoot().lookup(".bs-ring") != null);
        assertEquals(List.of(Chime.Tone.OVER), heard);
        Fx.shoot(window.stage(), "notices-ring");
        Fx.run(() -> ((Button) window.scene().lookup("#bell")).fire());
        Fx.until("it is quiet", () -> muted[0]);
        Fx.run(() -> ((Notification) window.scene().lookup(".bs-ring"))
                .getPrimaryActions()
                .getFirst()
                .fire());
        assertEquals(new Place.Incidents("INC-0031"), window.place());
        window.close();
    }
}
