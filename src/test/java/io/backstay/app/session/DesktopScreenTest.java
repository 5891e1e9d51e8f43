package io.backstay.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Protection.State;
import io.backstay.ui.kit.watch.ScreenObserver;
import io.backstay.ui.kit.watch.ScreenObserver.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that answer as the real ones did; the real ones are in [SessionBusTest].
final class DesktopScreenTest {
    /// Said by `gdbus monitor --session` of GLib 2.74 on a bus of dbus-daemon 1.14.
    private static final String OWNED = "The name org.gnome.ScreenSaver is owned by :1.0";

    private static final String UNOWNED = "The name org.gnome.ScreenSaver does not have an owner";
    private static final String LOCKED = "/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true,)";
    private static final String OPEN = "/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (false,)";

    @TempDir
    Path folder;

    @Test
    void whatTheMonitorSaysIsUnderstood() {
        assertEquals(Sight.LOCKED, ScreenSignal.of(LOCKED));
        assertEquals(Sight.OPEN, ScreenSignal.of(OPEN));
        assertEquals(
                Sight.LOCKED,
                ScreenSignal.of("/org/freedesktop/ScreenSaver: org.freedesktop.ScreenSaver.ActiveChanged (true,)"));
        assertEquals(Sight.UNSEEN, ScreenSignal.of(UNOWNED));
        assertTrue(ScreenSignal.tellsOfOwner(OWNED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                OWNED,
                "Monitoring signals from all objects owned by org.gnome.ScreenSaver",
                "/org/gnome/ScreenSaver: org.gnome.ScreenSaver.WakeUpScreen ()",
                "/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (1,)",
                "/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true, false)",
                "/x: org.example.Chat.Message ('org.gnome.ScreenSaver.ActiveChanged (true,)',)",
                "org.gnome.ScreenSaver.ActiveChanged (true,)"
            })
    void everythingElseSaysNothing(String line) {
        assertNull(ScreenSignal.of(line));
    }

    @ParameterizedTest
    @CsvSource({"yes, LOCKED", "no, OPEN", "'', UNSEEN", "Yes, UNSEEN", "true, UNSEEN"})
    void whatTheLoginServiceSaysIsUnderstood(String answer, Sight sight) {
        assertEquals(sight, LoginScreen.sight(answer));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLoginServiceIsAskedAboutThisSession() throws Exception {
        program("loginctl", "[ \"$*\" = 'show-session c7 -p LockedHint --value' ] && echo yes");
        try (DesktopScreen screen = new DesktopScreen("Linux", environment("XDG_SESSION_ID", "c7"))) {
            assertEquals(State.UNKNOWN, state(screen));
            List<ScreenObserver> observers = screen.observe();
            assertEquals(1, observers.size());
            Soon.until("the screen is locked", () -> observers.getFirst().seen() == Sight.LOCKED);
            assertEquals(State.ACTIVE, state(screen));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theMonitorOfTheBusIsOneChildThatEndsWithTheScreen() throws Exception {
        program("gdbus", """
                if [ "$1" = call ]; then echo '(true,)'; exit; fi
                echo '%s'
                head -c 3000000 /dev/zero | tr '\\0' x
                echo
                echo '%s'
                exec sleep 600.0417
                """.formatted(OWNED, LOCKED));
        DesktopScreen screen = new DesktopScreen("Linux", environment("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none"));
        List<ScreenObserver> observers = screen.observe();
        Soon.until("the screen is locked", () -> observers.getFirst().seen() == Sight.LOCKED);
        assertEquals(State.ACTIVE, state(screen));
        Soon.until("the monitor sleeps", () -> sleepers() == 1);
        screen.close();
        Soon.until("the monitor has ended", () -> sleepers() == 0);
        Soon.until("nothing is seen", () -> observers.getFirst().seen() == Sight.UNSEEN);
        assertEquals(State.INACTIVE, state(screen));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutASessionOrAProgramNothingIsStarted() throws Exception {
        try (DesktopScreen screen = new DesktopScreen("Linux", environment("XDG_SESSION_ID", "c7"))) {
            assertEquals(List.of(), screen.observe());
            assertEquals(State.INACTIVE, state(screen));
        }
        program("loginctl", "echo no");
        try (DesktopScreen screen = new DesktopScreen("Linux", environment("XDG_SESSION_ID", "--help"))) {
            assertEquals(List.of(), screen.observe());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramThatFailsProtectsNothing() throws Exception {
        program("loginctl", "echo yes; exit 1");
        program("gdbus", "exit 1");
        Map<String, String> environment = environment("XDG_SESSION_ID", "1");
        environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none");
        try (DesktopScreen screen = new DesktopScreen("Linux", environment)) {
            assertEquals(2, screen.observe().size());
            assertEquals(State.INACTIVE, state(screen));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mac OS X", "Windows 11"})
    void otherSystemsSayThatTheyCannot(String os) {
        try (DesktopScreen screen = new DesktopScreen(os, Map.of("PATH", "/usr/bin", "XDG_SESSION_ID", "1"))) {
            assertEquals(List.of(), screen.observe());
            assertEquals(State.INACTIVE, state(screen));
        }
    }

    private static State state(DesktopScreen screen) {
        return screen.observed().getFirst().state();
    }

    private Map<String, String> environment(String name, String value) {
        return new HashMap<>(Map.of("PATH", "relative:" + folder, name, value));
    }

    private void program(String name, String lines) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + lines + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static long sleepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("sleep 600.0417"))
                .count();
    }
}
