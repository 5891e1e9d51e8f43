package io.backstay.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopNotesTest {
    private static final String BUS = "DBUS_SESSION_BUS_ADDRESS";

    @TempDir
    Path folder;

    @Test
    void onLinuxTheWordsReachTheProgramAsArguments() throws Exception {
        Path heard = folder.resolve("heard");
        Path program = Files.writeString(
                folder.resolve("notify-send"),
                "#!/bin/sh\nfor each in \"$@\"; do echo \"$each\"; done > " + heard + "\n");
        assertTrue(program.toFile().setExecutable(true));
        var notes =
                new DesktopNotes("Linux", Map.of("PATH", "relative:" + folder + ":/bin:/usr/bin", BUS, "unix:path=/x"));
        notes.show("Breach: rpo of $(id)", "Take <b>a</b>\nbackup & --help");
        assertEquals(
                List.of("--app-name=Backstay", "--", "Breach: rpo of $(id)", "Take &lt;b>a&lt;/b> backup &amp; --help"),
                Files.readAllLines(heard));
    }

    @Test
    void withoutASessionBusOrAProgramNothingIsStarted() {
        assertEquals(List.of(), new DesktopNotes("Linux", Map.of("PATH", "/usr/bin")).command("a", "b"));
        assertEquals(
                List.of(),
                new DesktopNotes("Linux", Map.of("PATH", folder.toString(), BUS, "unix:path=/x")).command("a", "b"));
        assertEquals(List.of(), new DesktopNotes("Windows 11", Map.of()).command("a", "b"));
        assertEquals(List.of(), new DesktopNotes("Windows 11", Map.of("SystemRoot", "tools")).command("a", "b"));
        assertEquals(List.of(), new DesktopNotes("SunOS", Map.of("SystemRoot", "C:\\Windows")).command("a", "b"));
    }

    @Test
    void onMacTheWordsAreArgumentsOfAFixedScript() {
        List<String> command = new DesktopNotes("Mac OS X", Map.of()).command("\" & quit", "text");
        assertEquals(List.of("\" & quit", "text"), command.subList(command.size() - 2, command.size()));
    }

    @Test
    void onWindowsTheWordsAreInTheEnvironmentOfAFixedScript() {
        var notes = new DesktopNotes("Windows 11", Map.of("SYSTEMROOT", "C:\\Windows"));
        String hostile = "'; Remove-Item C:\\ #\" $(calc) <b> &";
        List<String> command = notes.command(hostile, hostile);
        assertEquals(command, notes.command("a", "b"), "no word stands in the command");
        assertEquals(
                List.of(
                        "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                        "-NoLogo",
                        "-NoProfile",
                        "-NonInteractive",
                        "-WindowStyle",
                        "Hidden",
                        "-Command"),
                command.subList(0, command.size() - 1));
        String script = command.getLast();
        assertFalse(script.contains("\""), "a double quote would end the argument");
        assertEquals(
                Map.of("BACKSTAY_NOTICE_TITLE", hostile, "BACKSTAY_NOTICE_TEXT", "text"),
                notes.handedOver(hostile, "text"));
        for (String name : notes.handedOver("a", "b").keySet()) {
            assertTrue(script.contains("CreateTextNode($env:" + name + ")"), script);
        }
        assertEquals(Map.of(), new DesktopNotes("Linux", Map.of()).handedOver("a", "b"));
    }
}
