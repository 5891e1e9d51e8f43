package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.fixture.Campaign;
import io.backstay.fixture.KillLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that append to one record are killed; nothing that they were told was written may be lost.
final class AuditKillTest {
    private static final int KILLS = 100;
    private static final int ROUND_KILLS = 20;
    private static final Trust TRUST = Trust.of(List.of(AppendingChild.key().key()));

    @TempDir
    Path folder;

    private final Map<Long, String> acknowledged = new HashMap<>();

    @Test
    void nothingAcknowledgedIsLostWhenTheAppendingProcessIsKilled() throws Exception {
        Path file = folder.resolve("audit.db");
        try (KillLoop loop = new KillLoop(AppendingChild.class, List.of(file.toString()))) {
            for (long seed = 0; seed < KILLS; seed++) {
                kill(loop, file, seed);
            }
        }
        assertTrue(acknowledged.size() > KILLS, "they hardly worked: " + acknowledged.size());
        whole(file);
    }

    /// A record of its own for every few kills, or reading it would take longer and longer.
    @Test
    @Tag("deep")
    void nothingAcknowledgedIsEverLost() throws Exception {
        long done = new Campaign("kill -9 while appending to the record, by " + ROUND_KILLS, 10_000 / ROUND_KILLS)
                .run(round -> {
                    Path file = folder.resolve("audit-" + round + ".db");
                    acknowledged.clear();
                    try (KillLoop loop = new KillLoop(AppendingChild.class, List.of(file.toString()))) {
                        for (int i = 0; i < ROUND_KILLS; i++) {
                            kill(loop, file, round * ROUND_KILLS + i);
                        }
                    }
                    whole(file);
                    for (String end : List.of("", "-wal", "-shm")) {
                        Files.deleteIfExists(Path.of(file + end));
                    }
                });
        assertTrue(done > 0);
    }

    private void kill(KillLoop loop, Path file, long seed) throws Exception {
        List<String> lines = loop.kill(seed);
        long last = -1;
        long signed = 0;
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("entry")) {
                last = Long.parseLong(words[1]);
                assertEquals(null, acknowledged.put(last, words[2]), () -> "written twice, seed " + seed + line);
            } else {
                signed = Long.parseLong(words[1]);
            }
        }
        try (AuditLog log = open(file)) {
            assertTrue(log.size() > last, "entry " + last + " is lost, seed " + seed);
            assertTrue(log.signedSize() >= signed, "checkpoint " + signed + " is lost, seed " + seed);
        }
    }

    /// Every entry is what its process was told that it is, and all of them verify.
    private void whole(Path file) throws Exception {
        try (AuditLog log = open(file)) {
            Map<Long, String> left = new HashMap<>(acknowledged);
            log.each(EntryFilter.ALL, entry -> {
                String nonce = left.remove(entry.seq());
                assertTrue(nonce == null || nonce.equals(entry.nonce()), () -> "entry " + entry.seq() + " is another");
            });
            assertEquals(Map.of(), left, "acknowledged and lost");
            AuditVerification found = log.verify(TRUST);
            assertTrue(found.intact(), found.toString());
            assertNotNull(log.latestCheckpoint());
            assertEquals(log.signedSize(), found.signedSize());
        }
    }

    private static AuditLog open(Path file) throws Exception {
        return AuditLog.open(file, InstantSource.system(), new Who("test", "viewer", "test"), new SplittableRandom(1));
    }
}
