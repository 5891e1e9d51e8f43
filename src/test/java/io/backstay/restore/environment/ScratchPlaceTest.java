package io.backstay.restore.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.fixture.TestPostgres;
import io.backstay.restore.journal.RunLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On real files and locks: what is left here was left by nobody who still runs.
final class ScratchPlaceTest {
    @TempDir
    Path folder;

    private Recovery recovery;

    @BeforeEach
    void recoverHere() throws Exception {
        recovery = new Recovery(TestPostgres.programs(), Privilege.probe(), folder);
    }

    private Path left(String place) throws Exception {
        Path scratch = Files.createDirectories(folder.resolve(place).resolve("scratch-dead"));
        return Files.writeString(scratch.resolve("fetched-1"), "sixteen megabytes");
    }

    @Test
    void whoComesNextRemovesWhatNobodyIsAt() throws Exception {
        Path first = left("S-0001");
        Path third = left("S-0003");
        Path trial = left("S-0003/R-0007");
        Path held = left("S-0002");
        Path run = left("R-0001");
        Path own = Files.writeString(
                Files.createDirectories(folder.resolve("mine")).resolve("file"), "mine");
        try (RunLock _ = RunLock.take(folder, "S-0002")) {
            try (ScratchPlace place = ScratchPlace.take(recovery)) {
                assertEquals(
                        folder.resolve("S-0001"),
                        place.recovery().newScratchPath().getParent());
                assertFalse(Files.exists(first) || Files.exists(third) || Files.exists(trial));
                assertTrue(Files.exists(held), "somebody is at it");
                assertTrue(RunLock.isTaken(folder, "S-0001"));
                try (ScratchPlace next = ScratchPlace.take(recovery)) {
                    assertEquals(
                            folder.resolve("S-0003"),
                            next.recovery().newScratchPath().getParent());
                }
            }
        }
        ScratchPlace.sweep(recovery);
        assertFalse(Files.exists(held));
        assertTrue(Files.exists(run), "a run is cleared by whoever has its lock");
        assertTrue(Files.exists(own), "whatever else lies there is nobody's business");
    }
}
