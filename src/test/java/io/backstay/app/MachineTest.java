package io.backstay.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path folder;

    @Test
    void theAccountsHomeIsTakenWhereItCanBeWritten() {
        assertEquals(folder, Machine.userHome(folder, "/"));
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
}
