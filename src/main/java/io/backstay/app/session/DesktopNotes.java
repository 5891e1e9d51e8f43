package io.backstay.app.session;

import io.backstay.ui.shell.DesktopNotice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Tells by a program of the system: `notify-send` on Linux, `osascript` on macOS; elsewhere by nothing.
///
/// What is told is handed over as arguments, never as part of a command line or a script.
public final class DesktopNotes implements DesktopNotice {
    private static final System.Logger LOG = System.getLogger(DesktopNotes.class.getName());
    private static final int TEXT_MAX = 300;
    private static final long WAIT_SECONDS = 5;

    private final String os;
    private final Map<String, String> environment;

    /// @param os          the value of `os.name`
    /// @param environment the process environment
    public DesktopNotes(String os, Map<String, String> environment) {
        this.os = os.toLowerCase(Locale.ROOT);
        this.environment = environment;
    }

    @Override
    public void show(String title, String text) {
        List<String> command = command(plain(title), plain(text));
        if (command.isEmpty()) {
            return;
        }
        try {
            Process told = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!told.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
                told.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the desktop was not told: {0}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The program and its arguments; empty where there is none.
    List<String> command(String title, String text) {
        if (os.startsWith("linux")
                && !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isBlank()) {
            return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                    .filter(folder -> folder.startsWith("/"))
                    .map(folder -> Path.of(folder, "notify-send"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(program -> List.of(program.toString(), "--app-name=Backstay", "--", title, text))
                    .orElse(List.of());
        }
        if (os.startsWith("mac")) {
            return List.of(
                    "/usr/bin/osascript",
                    "-e",
                    "on run argv",
                    "-e",
                    "display notification (item 2 of argv) with title (item 1 of argv)",
                    "-e",
                    "end run",
                    title,
                    text);
        }
        return List.of();
    }

    /// One line of limited length, without what a notice would take for mark-up.
    static String plain(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .strip();
        return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX) + "…";
    }
}
