package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
final class StateFolderTest {
    @TempDir
    Path folder;

    @Test
    void aNewOneIsItsOwnersAlone() throws IOException {
        Path home = folder.resolve("above/state");
        assertEquals(home, StateFolder.make(home));
        assertEquals("rwx------", mode(home));
        assertEquals("rwx------", mode(home.resolve("logs")));
        StateFolder.make(home);
    }

    @Test
    void oneThatIsThereKeepsItsMode() throws IOException {
        Path home = Files.createDirectory(folder.resolve("state"));
        Folders.setMode(home, "rwxr-x---");
        StateFolder.make(home);
        assertEquals("rwxr-x---", mode(home));
        assertEquals("rwx------", mode(home.resolve("logs")));
    }

    @Test
    void aFileInTheWayIsRefused() throws IOException {
        Path home = Files.writeString(folder.resolve("state"), "");
        assertThrows(FileAlreadyExistsException.class, () -> StateFolder.make(home));
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
