package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LabFolderTest {
    private final Path home = TestPostgres.folder("backstay-lab-");
    private final Path root = home.resolve("Übung 1");

    @BeforeEach
    void makeRoot() throws Exception {
        Folders.makeOurs(root, "rwx--x--x");
    }

    @AfterEach
    void removeAll() throws BackstayException {
        Folders.remove(home);
    }

    @Test
    void aRunThatIsAliveIsNotCleared() throws Exception {
        try (LabFolder folder = LabFolder.create(root, TestPostgres.privilege())) {
            Files.writeString(folder.path().resolve("mine"), "mine");
            assertEquals(List.of(), clear());
            // A second time too: looking must not have freed the lock.
            assertEquals(List.of(), clear());
            assertTrue(Files.exists(folder.path().resolve("mine")));
        }
        try (var left = Files.list(root)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aRunThatWasKilledIsStoppedAndCleared() throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledLab.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = child.inputReader(StandardCharsets.UTF_8)) {
            long pid = Long.parseLong(String.valueOf(said.readLine()));
            Path folder = Path.of(String.valueOf(said.readLine()));
            assertEquals(List.of(), clear(), "the child is alive");
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            child.destroyForcibly();
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
            assertTrue(postmaster.isAlive(), "the server outlives its starter");

            List<String> cleared = clear();

            assertEquals(2, cleared.size(), cleared::toString);
            assertTrue(cleared.getFirst().contains("process " + pid), cleared::toString);
            assertFalse(Files.exists(folder));
            assertFalse(Files.exists(Path.of("/proc", Long.toString(pid), "cwd")));
            assertEquals(List.of(), clear());
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aRootThatOthersMayWriteIsRefused() throws Exception {
        Folders.setMode(root, "rwxrwxrwx");
        var refused = assertThrows(BackstayException.class, () -> LabFolder.create(root, TestPostgres.privilege()));
        assertInstanceOf(Failure.Unwritable.class, refused.failure());
        Folders.setMode(root, "rwx--x--x");
    }

    @Test
    void anUnsupportedPlatformIsSaidInASentence() {
        var programs = new BundledPrograms("SunOS", "sparc", root.resolve("cache"));
        var refused = assertThrows(BackstayException.class, programs::unpack);
        assertInstanceOf(Failure.Unsupported.class, refused.failure());
        assertTrue(refused.failure().message().contains("sunos-sparc"));
    }

    @Test
    void aHalfUnpackedCacheOfAKilledRunIsReplaced() throws Exception {
        Path cache = root.resolve("cache");
        Folders.makeOurs(cache, "rwxr-xr-x");
        Files.createDirectories(cache.resolve(".unpacking-dead/bin"));
        var programs =
                new BundledPrograms(System.getProperty("os.name"), System.getProperty("os.arch"), cache).unpack();
        assertEquals("18.6", programs.version());
        assertFalse(Files.exists(cache.resolve(".unpacking-dead")));
        assertTrue(Files.isExecutable(programs.bin().resolve("postgres")));
    }

    private List<String> clear() throws Exception {
        return LabFolder.clearStale(root, TestPostgres.programs(), TestPostgres.privilege());
    }
}
