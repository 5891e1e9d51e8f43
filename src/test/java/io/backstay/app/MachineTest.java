package io.backstay.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MachineTest {
    private static final Path USER_HOME = Path.of("/people/Jörg B");
    private static final Path TEMPORARY = Path.of("/scratch");

    @TempDir
    Path folder;

    @Test
    void theFolderThatIsAskedForWins() {
        Machine machine = machine("Linux", Map.of("BACKSTAY_HOME", "/state", "XDG_DATA_HOME", "/data"));
        assertEquals(Path.of("/asked for"), machine.home(Path.of("/asked for")));
        assertEquals(Path.of("/state"), machine.home(null));
    }

    @Test
    void aFolderWithoutARootIsMeantFromHere() {
        Machine machine = machine("Linux", Map.of("BACKSTAY_HOME", "state"));
        assertEquals(Path.of("state").toAbsolutePath(), machine.home(null));
        assertTrue(machine.home(Path.of("asked")).isAbsolute());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyVariableSaysNothing(String empty) {
        Machine machine =
                machine("Linux", Map.of("BACKSTAY_HOME", empty, "XDG_DATA_HOME", empty, "BACKSTAY_LAB_DIR", empty));
        assertEquals(USER_HOME.resolve(".local/share/backstay"), machine.home(null));
        assertEquals(Path.of("/var/tmp/backstay-lab-tester"), machine.labRoot());
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, /data/backstay",
        "FreeBSD, /data/backstay",
        "Mac OS X, /people/Jörg B/Library/Application Support/Backstay",
        "Windows 11, /local/Backstay"
    })
    void everyPlatformHasItsOwnPlace(String os, Path home) {
        assertEquals(
                home,
                machine(os, Map.of("XDG_DATA_HOME", "/data", "LOCALAPPDATA", "/local"))
                        .home(null));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "29, 29", "30, 30", "0, 5", "31, 5", "007, 5", "-3, 5", "soon, 5", "'', 5"})
    void aVaultStaysOpenForOneToThirtyMinutesAndFiveWhenNothingSensibleIsSaid(String said, long minutes) {
        assertEquals(
                Duration.ofMinutes(minutes),
                machine("Linux", Map.of("BACKSTAY_LOCK_MINUTES", said)).idleLimit());
    }

    @Test
    void withoutItsVariableThePlaceLiesInTheUsersFolder() {
        assertEquals(
                USER_HOME.resolve(".local/share/backstay"),
                machine("Linux", Map.of()).home(null));
        assertEquals(
                USER_HOME.resolve("AppData/Local/Backstay"),
                machine("Windows 11", Map.of()).home(null));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, /var/tmp/backstay-lab-tester",
        "Mac OS X, /scratch/backstay-lab-tester",
        "Windows 11, /scratch/backstay-lab-tester"
    })
    void labsLieOutsideTheUsersFolder(String os, Path root) {
        assertEquals(root, machine(os, Map.of()).labRoot());
        assertEquals(
                Path.of("/labs ü"),
                machine(os, Map.of("BACKSTAY_LAB_DIR", "/labs ü")).labRoot());
    }

    @ParameterizedTest
    @CsvSource({"DOMAIN\\jörg, DOMAIN_j_rg", "../../etc, .._.._etc", "a b, a_b"})
    void aStrangeUserNameStaysOneFolderName(String user, String name) {
        Machine machine = new Machine(Map.of(), "Linux", "amd64", user, USER_HOME, TEMPORARY);
        assertEquals(Path.of("/var/tmp/backstay-lab-" + name), machine.labRoot());
    }

    @Test
    void theHomeThatTheEnvironmentNamesGoesBeforeTheAccounts() {
        assertEquals(folder, Machine.userHome(Path.of("/"), folder.toString()));
        assertEquals(folder, Machine.userHome(folder, folder.resolve("gone").toString()));
        assertEquals(folder, Machine.userHome(folder, null));
    }

    @Test
    void anAccountWithoutAHomeUsesTheOneItWasGiven() {
        assertEquals(folder, Machine.userHome(folder.resolve("nonexistent"), folder.toString()));
    }

    @Test
    void nothingIsGuessedWhereNoHomeCanBeWritten() {
        Path none = folder.resolve("nonexistent");
        assertEquals(none, Machine.userHome(none, null));
        assertEquals(none, Machine.userHome(none, " "));
        assertEquals(none, Machine.userHome(none, folder.resolve("gone").toString()));
    }

    private static Machine machine(String os, Map<String, String> environment) {
        return new Machine(environment, os, "amd64", "tester", USER_HOME, TEMPORARY);
    }
}
