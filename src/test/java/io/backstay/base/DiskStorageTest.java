package io.backstay.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.fixture.Child;
import io.backstay.fixture.KillLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    /// Says whether another process may take the lock.
    static final class Another {
        private Another() {}

        public static void main(String[] arguments) throws IOException {
            KillLoop.awaitStart();
            try (Storage.Held _ = new DiskStorage().lock(Path.of(arguments[0]))) {
                KillLoop.acknowledge("taken");
            } catch (BackstayException e) {
                KillLoop.acknowledge(e.failure().code());
            }
        }
    }

    private String another(Path lock) throws Exception {
        try (Child child = Child.start(Another.class, folder, List.of(lock.toString()))) {
            child.begin();
            return String.valueOf(child.line());
        }
    }

    @Test
    void whoAsksForALockOnceMoreDoesNotLetOtherProcessesHaveIt() throws Exception {
        Path lock = folder.resolve("lock");
        Path linked = Files.createSymbolicLink(folder.resolve("link"), folder).resolve("lock");
        try (Storage.Held _ = storage.lock(lock)) {
            for (Path name : List.of(lock, linked)) {
                assertInstanceOf(
                        Failure.Conflict.class,
                        assertThrows(BackstayException.class, () -> new DiskStorage().lock(name))
                                .failure());
            }
            assertEquals("conflict", another(lock));
        }
        assertEquals("taken", another(lock));
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
