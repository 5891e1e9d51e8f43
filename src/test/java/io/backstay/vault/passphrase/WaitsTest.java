package io.backstay.vault.passphrase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {
    @TempDir
    Path folder = Path.of("");

    private Instant now = Instant.parse("2026-03-01T03:00:00Z");

    @Test
    void theWaitsAreNoneTwiceThenDoubleUpToAMinute() {
        assertEquals(
                Stream.of(0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60)
                        .map(Duration::ofSeconds)
                        .toList(),
                IntStream.rangeClosed(0, 10).mapToObj(Waits::after).toList());
        assertEquals(Waits.LONGEST, Waits.after(Integer.MAX_VALUE));
    }

    @Test
    void aWaitOutlastsARestartAndEndsByItself() throws BackstayException {
        fail(4);
        assertEquals(now.plusSeconds(2), waits().until());
        now = now.plusSeconds(1);
        assertEquals(now.plusSeconds(1), waits().until());
        now = now.plusSeconds(1);
        assertNull(waits().until());
        fail(1);
        assertEquals(now.plusSeconds(4), waits().until());
    }

    @Test
    void openingTheVaultForgetsTheAttempts() throws BackstayException {
        fail(9);
        waits().opened();
        assertNull(waits().until());
        fail(2);
        assertNull(waits().until());
        waits().opened();
        waits().opened();
        assertFalse(Files.exists(file()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "not json",
                "{\"failures\":-1,\"lastAt\":\"2026-03-01T03:00:00Z\"}",
                "{\"failures\":9}",
                "{\"failures\":99999999,\"lastAt\":\"2026-03-01T03:00:00Z\"}",
                "{\"failures\":9,\"lastAt\":\"soon\"}",
                "[]"
            })
    void aDamagedFileCountsAsNoAttemptAndIsReplaced(String content) throws Exception {
        Files.writeString(file(), content);
        assertNull(waits().until());
        assertEquals("{\"failures\":0,\"lastAt\":\"2026-03-01T03:00:00Z\"}\n", Files.readString(file()));
        fail(3);
        assertEquals(now.plusSeconds(1), waits().until());
    }

    @Test
    void aHugeFileIsNotRead() throws Exception {
        Files.write(file(), new byte[100_000]);
        assertNull(waits().until());
        assertTrue(Files.size(file()) < 100);
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOutForMoreThanAMinute() throws BackstayException {
        fail(20);
        now = now.minus(Duration.ofDays(400));
        assertEquals(now.plus(Waits.LONGEST), waits().until());
        now = now.plusSeconds(59);
        assertEquals(now.plusSeconds(1), waits().until());
        now = now.plusSeconds(1);
        assertNull(waits().until());
    }

    @Test
    void noMomentOfTheClockMakesAWaitLongerThanAMinute() throws BackstayException {
        var random = new SplittableRandom(77);
        for (int i = 0; i < 100; i++) {
            now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            fail(1);
            now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            Instant until = waits().until();
            String where = "step " + i + " of seed 77";
            assertTrue(until == null || !until.isAfter(now.plus(Waits.LONGEST)), where);
            assertEquals(until, waits().until(), where);
        }
    }

    @Test
    void theFileIsTheOwnersAloneAndNothingIsLeftBesideIt() throws Exception {
        fail(1);
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(Stream.of(file()).toList(), all.toList());
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        }
    }

    @Test
    void whatStandsInTheWayIsToldAndNotFollowed() throws IOException {
        Files.createDirectories(file().resolve("inside"));
        assertThrows(BackstayException.class, () -> waits().attempted());
        assertThrows(BackstayException.class, () -> waits().opened());
        assertTrue(Files.isDirectory(file()));
    }

    private void fail(int times) throws BackstayException {
        for (int i = 0; i < times; i++) {
            waits().attempted();
        }
    }

    private Waits waits() {
        return new Waits(file(), () -> now);
    }

    private Path file() {
        return folder.resolve("unlock.json");
    }
}
