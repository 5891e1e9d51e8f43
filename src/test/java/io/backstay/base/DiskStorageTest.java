package io.backstay.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disks of this machine.
class DiskStorageTest extends StorageContract {
    @TempDir
    private Path folder;

    private final Storage storage = new DiskStorage();

    @Override
    Path folder() {
        return folder;
    }

    @Override
    Storage storage() {
        return storage;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aNewFileIsItsOwnersAloneFromTheBeginning() throws Exception {
        try (Storage.NewFile _ = storage.create(folder.resolve("a"))) {
            assertEquals("rw-------", mode(folder.resolve("a")), "before a byte is in it");
        }
        storage.lock(folder.resolve("lock")).close();
        assertEquals("rw-------", mode(folder.resolve("lock")));
    }

    @Test
    void aFolderThatEverybodyMayWriteToIsRefused() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Failure failure = assertThrows(BackstayException.class, () -> storage.locate(open.resolve("a")))
                .failure();
        assertInstanceOf(Failure.BadInput.class, failure);
    }

    @Test
    void aLinkIsFollowedSoThatItIsNotReplaced() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertEquals(real.toRealPath().resolve("a"), storage.locate(link.resolve("a")));
        Files.writeString(real.resolve("vault"), "x");
        Path named = Files.createSymbolicLink(folder.resolve("named"), real.resolve("vault"));
        assertEquals(real.toRealPath().resolve("vault"), storage.locate(named));
    }

    @Test
    void aMoveToAnotherDiskIsRefusedRatherThanDoneInTwoSteps() throws Exception {
        Path from = Files.writeString(folder.resolve("a"), "x");
        Path elsewhere =
                Path.of("/dev/shm", "backstay-move-" + ProcessHandle.current().pid());
        Failure failure = assertThrows(BackstayException.class, () -> storage.move(from, elsewhere))
                .failure();
        assertFalse(Files.exists(elsewhere));
        assertInstanceOf(Failure.Unsupported.class, failure);
    }
}
