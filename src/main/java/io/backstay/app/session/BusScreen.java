package io.backstay.app.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.ui.kit.watch.ScreenObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the desktop's screen saver says on the session bus, heard by one `gdbus monitor` that lives as long as
/// this.
final class BusScreen implements ScreenObserver, AutoCloseable {
    private static final String GNOME = "org.gnome.ScreenSaver";
    private static final String FREEDESKTOP = "org.freedesktop.ScreenSaver";
    private static final int LINE_CHARS_MAX = 1_000;

    private final String gdbus;
    private final Thread listening;
    private volatile Sight seen = Sight.UNSEEN;
    private volatile boolean hearing;
    private @Nullable Process monitor;
    private boolean closed;

    /// Begins to listen.
    ///
    /// @param gdbus the program
    BusScreen(String gdbus) {
        this.gdbus = gdbus;
        this.listening = Thread.ofVirtual().name("screen-lock-listening").start(this::listen);
    }

    @Override
    public Sight seen() {
        return seen;
    }

    /// Whether the monitor runs and a screen saver is on the bus.
    boolean hears() {
        return hearing;
    }

    private void listen() {
        try {
            String name = owned(GNOME) || !owned(FREEDESKTOP) ? GNOME : FREEDESKTOP;
            Process started = begin(List.of(gdbus, "monitor", "--session", "--dest", name));
            if (started != null) {
                try (BufferedReader lines = started.inputReader(UTF_8)) {
                    hear(lines);
                }
            }
        } catch (InterruptedException | IOException _) {
            // The bus ended, or this was closed: nothing is heard any more, which is what is told below.
        }
        hearing = false;
        seen = Sight.UNSEEN;
    }

    /// Reads to the end; of a line that is longer than any of ours the rest is passed over.
    private void hear(BufferedReader lines) throws IOException {
        var line = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            if (c != '\n') {
                if (line.length() < LINE_CHARS_MAX) {
                    line.append((char) c);
                }
                continue;
            }
            heard(line.toString());
            line.setLength(0);
        }
    }

    private void heard(String line) {
        Sight sight = ScreenSignal.of(line);
        if (sight != null) {
            seen = sight;
        }
        hearing = ScreenSignal.tellsOfOwner(line) || (hearing && sight != Sight.UNSEEN);
    }

    private boolean owned(String name) throws InterruptedException {
        return Question.ask(List.of(
                        gdbus,
                        "call",
                        "--session",
                        "--dest=org.freedesktop.DBus",
                        "--object-path=/org/freedesktop/DBus",
                        "--method=org.freedesktop.DBus.NameHasOwner",
                        name))
                .equals("(true,)");
    }

    private synchronized @Nullable Process begin(List<String> command) throws IOException {
        if (closed) {
            return null;
        }
        monitor = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        return monitor;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (monitor != null) {
            monitor.destroyForcibly();
        }
        listening.interrupt();
    }
}
