package io.backstay.act.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The good and bad files of the format `backstay-connections/1`, each with the verdict on it.
final class ConnectionVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/connections");

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> everyFileIsTakenOrRefusedAsItsIndexSays() throws Exception {
        return Files.readAllLines(VECTORS.resolve("index.txt")).stream()
                .map(line -> line.split(" +", 2))
                .map(entry -> DynamicTest.dynamicTest(entry[0], () -> check(entry[0], entry[1])));
    }

    @Test
    void theIndexNamesEveryFile() throws Exception {
        try (Stream<Path> files = Files.list(VECTORS)) {
            assertEquals(
                    Files.readAllLines(VECTORS.resolve("index.txt")).size() + 1,
                    files.count(),
                    "one line for each file but the index");
        }
    }

    @Test
    void whatIsWrittenIsReadAgainAndIsItsOwnersAlone() throws Exception {
        var book = new ConnectionBook(home, new DiskStorage());
        assertEquals(List.of(), book.read());
        List<Connection> good = read("good.json");
        book.change(all -> all.addAll(good));
        assertEquals(good, book.read());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("connections.json"))));
        assertArrayEquals(
                Files.readAllBytes(VECTORS.resolve("good.json")), Files.readAllBytes(home.resolve("connections.json")));
        Files.setPosixFilePermissions(home.resolve("connections.json"), PosixFilePermissions.fromString("rw-r--r--"));
        book.change(List::clear);
        assertEquals(List.of(), book.read());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("connections.json"))));
    }

    @Test
    void programsOfSeveralVersionsAreWrittenAndReadAgain() throws Exception {
        var book = new ConnectionBook(home, new DiskStorage());
        List<Connection> several = read("programs.json");
        book.change(all -> all.addAll(several));
        assertEquals(several, book.read());
        assertArrayEquals(
                Files.readAllBytes(VECTORS.resolve("programs.json")),
                Files.readAllBytes(home.resolve("connections.json")));
    }

    @Test
    void whoeverComesWhileTheyAreChangedIsRefusedAndLosesNothing() throws Exception {
        var book = new ConnectionBook(home, new DiskStorage());
        Connection good = read("good.json").getFirst();
        book.change(all -> {
            BackstayException refused =
                    assertThrows(BackstayException.class, () -> book.change(other -> other.add(good)));
            assertInstanceOf(Failure.Conflict.class, refused.failure());
            all.add(good);
        });
        assertEquals(List.of(good), book.read());
    }

    @Test
    void whatCouldNotBeReadAgainIsNotWritten() throws Exception {
        var book = new ConnectionBook(home, new DiskStorage());
        Connection good = read("good.json").getFirst();
        book.change(all -> {
            for (int i = 0; i < 1_000; i++) {
                all.add(new Connection("c" + i, new AssetId("a" + i), good.environment(), good.provider()));
            }
        });
        assertThrows(BackstayException.class, () -> book.change(all -> all.add(good)));
        assertEquals(1_000, book.read().size());
    }

    private void check(String name, String verdict) throws Exception {
        if (verdict.equals("taken")) {
            assertTrue(read(name).size() < 2);
            return;
        }
        String said = assertThrows(BackstayException.class, () -> read(name))
                .failure()
                .message();
        assertTrue(said.contains(verdict), said);
        assertTrue(said.contains("line"), said);
    }

    private List<Connection> read(String name) throws Exception {
        Files.copy(VECTORS.resolve(name), home.resolve("connections.json"));
        try {
            return new ConnectionBook(home, new DiskStorage()).read();
        } finally {
            Files.delete(home.resolve("connections.json"));
        }
    }
}
