package io.backstay.restore.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.fixture.Campaign;
import io.backstay.fixture.KillLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that write one journal are killed; it still says what was begun, intended and done.
final class JournalKillTest {
    private static final int KILLS = 50;
    private static final int ROUND_KILLS = 20;

    @TempDir
    Path folder;

    @Test
    void noStepIsForgottenWhenTheProcessIsKilled() throws Exception {
        assertTrue(kills(folder.resolve("restores.db"), 0, KILLS) > KILLS, "they hardly worked");
    }

    @Test
    @Tag("deep")
    void noStepIsEverForgotten() throws Exception {
        long done = new Campaign("kill -9 while writing the restore journal, by " + ROUND_KILLS, 10_000 / ROUND_KILLS)
                .run(round -> {
                    Path file = folder.resolve("restores-" + round + ".db");
                    kills(file, round * ROUND_KILLS, ROUND_KILLS);
                    for (String end : List.of("", "-wal", "-shm")) {
                        Files.deleteIfExists(Path.of(file + end));
                    }
                });
        assertTrue(done > 0);
    }

    private static int kills(Path file, long firstSeed, int kills) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (KillLoop loop = new KillLoop(JournalChild.class, List.of(file.toString()))) {
            for (long seed = firstSeed; seed < firstSeed + kills; seed++) {
                for (String line : loop.kill(seed)) {
                    assertTrue(acknowledged.add(line), "said twice: " + line + ", seed " + seed);
                }
                compare(file, acknowledged, seed);
            }
        }
        return acknowledged.size();
    }

    /// At most one thing happened that the killed process could not acknowledge any more.
    private static void compare(Path file, Set<String> acknowledged, long seed) throws Exception {
        Set<String> written = new HashSet<>();
        try (RestoreJournal journal = RestoreJournal.open(file, InstantSource.system())) {
            List<RestoreJournal.Entry> steps = journal.steps("R-0001");
            for (int i = 2; !steps.isEmpty(); i++) {
                for (RestoreJournal.Entry step : steps) {
                    if (step.step() == RestoreStep.INTAKE) {
                        written.add("begun " + step.restore());
                    } else {
                        written.add("intended " + step.restore() + " " + step.step());
                        if (step.outcome() != null) {
                            written.add("done " + step.restore() + " " + step.step());
                        }
                    }
                }
                steps = journal.steps("R-%04d".formatted(i));
            }
        }
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(written);
        assertEquals(Set.of(), lost, () -> "lost, seed " + seed);
        written.removeAll(acknowledged);
        assertTrue(written.size() <= 1, () -> "seed " + seed + " left " + written);
        acknowledged.addAll(written);
    }
}
