package io.backstay.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    }

    @Test
    void onMacTheWordsAreArgumentsOfAFixedScript() {
        List<String> command = new DesktopNotes("Mac OS X", Map.of()).command("\" & quit", "text");
        assertEquals(List.of("\" & quit", "text"), command.subList(command.size() - 2, command.size()));
    }
}
