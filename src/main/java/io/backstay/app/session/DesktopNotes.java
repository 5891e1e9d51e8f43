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

/// Tells by a program of the system: `notify-send` on Linux, `osascript` on macOS, Windows PowerShell on Windows;
/// elsewhere by nothing.
///
/// What is told is handed over as arguments, or in the environment of the program, never as part of a command line or
/// a script.
public final class DesktopNotes implements DesktopNotice {
    private static final System.Logger LOG = System.getLogger(DesktopNotes.class.getName());
    private static final int TEXT_MAX = 300;
    private static final long WAIT_SECONDS = 5;

    /// A toast of two lines by `Windows.UI.Notifications`, in the name of Windows PowerShell, which has an entry in the
    /// start menu: without one, Windows shows nothing. The words are taken from the environment as text nodes. No
    /// double quote may stand in it, for it is one argument.
    private static final String TOAST = String.join(
            "; ",
            "$ErrorActionPreference = 'Stop'",
            "[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications,"
                    + " ContentType = WindowsRuntime]",
            "$toasts = [Windows.UI.Notifications.ToastNotificationManager]",
            "$xml = $toasts::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02)",
            "$lines = $xml.GetElementsByTagName('text')",
            "[void]$lines.Item(0).AppendChild($xml.CreateTextNode($env:BACKSTAY_NOTICE_TITLE))",
            "[void]$lines.Item(1).AppendChild($xml.CreateTextNode($env:BACKSTAY_NOTICE_TEXT))",
            "$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'",
            "$toasts::CreateToastNotifier($app).Show([Windows.UI.Notifications.ToastNotification]::new($xml))");

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
            var program = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            program.environment().putAll(handedOver(plain(title), plain(text)));
            Process told = program.start();
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
                    .map(program ->
                            List.of(program.toString(), "--app-name=Backstay", "--", unmarked(title), unmarked(text)))
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
        return os.startsWith("windows") ? toast() : List.of();
    }

    private List<String> toast() {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("SystemRoot"))
                .map(Map.Entry::getValue)
                .filter(folder -> folder.matches("[A-Za-z]:\\\\.*"))
                .findFirst()
                .map(folder -> List.of(
                        folder + "\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                        "-NoLogo",
                        "-NoProfile",
                        "-NonInteractive",
                        "-WindowStyle",
                        "Hidden",
                        "-Command",
                        TOAST))
                .orElse(List.of());
    }

    /// What the program finds in its environment.
    Map<String, String> handedOver(String title, String text) {
        return os.startsWith("windows")
                ? Map.of("BACKSTAY_NOTICE_TITLE", title, "BACKSTAY_NOTICE_TEXT", text)
                : Map.of();
    }

    /// Without what a notice on Linux would take for mark-up (Desktop Notifications Specification, "Markup").
    private static String unmarked(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }

    /// One line of limited length.
    static String plain(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX) + "…";
    }
}
