package io.backstay.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.ui.kit.watch.ScreenObserver.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real `gdbus` on a real session bus of its own. Needs `dbus-daemon` and `gdbus`.
@Tag("peers")
final class SessionBusTest {
    private static final long END_SECONDS = 30;

    @TempDir
    Path folder;

    private Path socket;
    private Process daemon;

    @BeforeEach
    void startBus() throws IOException {
        socket = folder.resolve("bus");
        daemon = new ProcessBuilder(
                        "dbus-daemon", "--session", "--nofork", "--print-address", "--address=unix:path=" + socket)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String address = daemon.inputReader().readLine();
        assertTrue(address != null && address.contains(socket.toString()), "the bus did not start: " + address);
    }

    @AfterEach
    void endBus() throws InterruptedException {
        daemon.destroyForcibly();
        assertTrue(daemon.waitFor(END_SECONDS, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"})
    void aScreenSaverIsHeardUntilItGoes(String name) throws Exception {
        try (BusVoice voice = BusVoice.named(socket, name);
                BusScreen screen = new BusScreen(gdbus())) {
            Soon.until("a screen saver is heard", screen::hears);
            assertEquals(Sight.UNSEEN, screen.seen());
            voice.say(name, true);
            Soon.until("the screen is locked", () -> screen.seen() == Sight.LOCKED);
            voice.say(name, false);
            Soon.until("the screen is open", () -> screen.seen() == Sight.OPEN);
            voice.say(name, true);
            Soon.until("the screen is locked again", () -> screen.seen() == Sight.LOCKED);
            voice.leave();
            Soon.until("the screen saver is missed", () -> !screen.hears());
            assertEquals(Sight.UNSEEN, screen.seen());
        }
        Soon.until("the monitor has ended", () -> monitors().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.gnome.ScreenSaver"})
    void aBusThatEndsIsHeardNoMore(String name) throws Exception {
        try (BusVoice voice = BusVoice.named(socket, name);
                BusScreen screen = new BusScreen(gdbus())) {
            Soon.until("a screen saver is heard", screen::hears);
            voice.say(name, true);
            Soon.until("the screen is locked", () -> screen.seen() == Sight.LOCKED);
            daemon.destroyForcibly();
            Soon.until("nothing is heard", () -> !screen.hears() && screen.seen() == Sight.UNSEEN);
        }
        Soon.until("the monitor has ended", () -> monitors().isEmpty());
    }

    /// The address goes by the environment, which a test cannot change for itself.
    private String gdbus() throws IOException {
        Path script = Files.writeString(
                folder.resolve("gdbus"),
                "#!/bin/sh\nDBUS_SESSION_BUS_ADDRESS='unix:path=" + socket + "' exec gdbus \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
        return script.toString();
    }

    private static List<ProcessHandle> monitors() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("gdbus monitor"))
                .toList();
    }
}
