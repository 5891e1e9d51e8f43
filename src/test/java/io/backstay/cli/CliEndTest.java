package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Drills;
import io.backstay.act.drill.DrillResult;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the command line ends when what it asked for does not.
final class CliEndTest {
    @TempDir
    Path folder;

    @Test
    void aDefectIsACodeAndAFileAndNoTrace() throws Exception {
        Ran ran = broken("points");
        assertEquals(70, ran.code(), ran::toString);
        assertEquals("", ran.out());
        assertFalse(ran.showsTrace(), ran.err());
        assertFalse(ran.err().contains(BrokenDesk.SECRET_PLACE), ran.err());
        Path file = onlyFile(folder.resolve("defects"));
        assertTrue(ran.err().contains(file.toString()), ran.err());
        assertTrue(Files.readString(file).contains(BrokenDesk.SECRET_PLACE));
        assertTrue(Files.readString(file).contains(BrokenDesk.class.getName()));
    }

    @Test
    void anErrorIsADefectTooAndTheFileLiesWithTheStateInUse() throws Exception {
        Ran ran = broken("audit", "verify", "--home", folder.resolve("home").toString());
        assertEquals(70, ran.code(), ran::toString);
        assertFalse(ran.showsTrace(), ran.err());
        assertTrue(
                ran.err()
                        .contains(
                                onlyFile(folder.resolve("home").resolve("logs")).toString()),
                ran.err());
    }

    @Test
    void aDefectIsToldEvenWhenItsFileCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Ran ran = broken("points", "--home", file.toString());
        assertEquals(70, ran.code(), ran::toString);
        assertFalse(ran.showsTrace(), ran.err());
    }

    @Test
    void anInterruptIsToldAsOne() {
        Ran ran = drilled((_, _, _, _) -> {
            throw new InterruptedException();
        });
        assertEquals(130, ran.code(), ran::toString);
        assertTrue(ran.err().contains("Interrupted. Everything that was started is stopped"), ran.err());
        assertFalse(ran.showsTrace(), ran.err());
    }

    @Test
    void anInterruptThatBrokeAWriteIsStillAnInterrupt() {
        Ran ran = drilled((_, _, _, _) -> {
            Thread.currentThread().interrupt();
            throw new BackstayException(
                    new Failure.Unwritable("result.json", "closed"), new ClosedByInterruptException());
        });
        assertTrue(Thread.interrupted(), "the interrupt is not swallowed");
        assertEquals(130, ran.code(), ran::toString);
    }

    @Test
    void whatCouldNotBeStoppedIsNotSaidToBeStopped() {
        Ran ran = drilled((_, _, _, _) -> {
            var cancelled = new InterruptedException();
            cancelled.addSuppressed(new IllegalStateException("PostgreSQL in /x does not stop; end it by hand"));
            throw cancelled;
        });
        assertEquals(130, ran.code(), ran::toString);
        assertFalse(ran.err().contains("Everything"), ran.err());
        assertTrue(ran.err().contains("PostgreSQL in /x does not stop"), ran.err());
    }

    @Test
    void aFailureIsASentenceWithWhatToDo() {
        Ran ran = drilled((_, _, _, _) -> {
            throw new BackstayException(new Failure.DiskFull("/lab", "12 bytes are needed"));
        });
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().startsWith("backstay: No room left on the disk of /lab: 12 bytes are needed."), ran.err());
        assertTrue(ran.err().contains("Free some room"), ran.err());
    }

    @Test
    void aRestoreThatLosesARowAfterItsCommitIsNotToldAsARollback() {
        Ran ran = drilled((_, _, _, _) -> result(12, false));
        assertEquals(1, ran.code(), ran::toString);
        assertFalse(ran.out().contains("Nothing was changed"), ran.out());
        assertTrue(ran.out().contains("found something missing"), ran.out());

        Ran rolledBack = drilled((_, _, _, _) -> result(0, false));
        assertEquals(1, rolledBack.code());
        assertTrue(rolledBack.out().contains("Nothing was changed in live"), rolledBack.out());

        assertEquals(0, drilled((_, _, _, _) -> result(12, true)).code());
    }

    @Test
    void whatWasClearedOfAKilledRunIsALineOfItsOwn() {
        Ran ran = drilled((_, _, _, progress) -> {
            progress.step("Unpacking");
            progress.note("Removed the folder of a run that was killed.");
            progress.step("Starting");
            return result(12, true);
        });
        assertTrue(
                ran.out().lines().anyMatch(line -> line.strip().equals("Removed the folder of a run that was killed.")),
                ran.out());
    }

    private static DrillResult result(long restored, boolean verified) {
        return new DrillResult(
                "deletion",
                "small",
                1,
                "1003",
                "Harrow & Finch",
                Instant.EPOCH,
                Duration.ofSeconds(1),
                null,
                new DrillResult.Rows(12, restored, 0, 0, 0),
                0,
                0,
                verified,
                List.of(),
                List.of(),
                List.of());
    }

    private Ran drilled(Drills drills) {
        return Ran.line(_ -> new BrokenDesk(drills), folder.resolve("defects"), "drill");
    }

    private Ran broken(String... words) {
        return Ran.line(_ -> new BrokenDesk(), folder.resolve("defects"), words);
    }

    private static Path onlyFile(Path in) throws Exception {
        try (var files = Files.list(in)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all::toString);
            return all.getFirst();
        }
    }
}
