package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.fixture.Campaign;
import io.backstay.fixture.KillLoop;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process is killed while it saves.
class VaultKillTest {
    private static final int KILLS = 100;
    private static final long KILLS_DEEP = 10_000;
    private static final int ENTRIES_MAX = 24;
    private static final String PASS = "a first passphrase";

    /// Saves one change after another, and says each one that was saved.
    static final class Saving {
        private Saving() {}

        public static void main(String[] arguments) throws IOException, BackstayException {
            VaultFile file = file(Path.of(arguments[0]), System.nanoTime());
            KillLoop.awaitStart();
            Random random = new Random(System.nanoTime());
            Vault vault = opened(file);
            while (true) {
                List<Entry> entries = vault.entries();
                if (entries.size() >= ENTRIES_MAX) {
                    Entry first = entries.get(random.nextInt(entries.size()));
                    KillLoop.acknowledge("removing " + first.name());
                    vault.remove(first.id());
                    KillLoop.acknowledge("removed " + first.name());
                } else if (random.nextInt(12) == 0) {
                    Given.rekey(vault, PASS);
                    KillLoop.acknowledge("rekeyed " + vault.generation());
                } else {
                    KillLoop.acknowledge("added "
                            + Given.add(vault, "n" + random.nextLong(), random).name());
                }
                KillLoop.acknowledge("generation " + vault.generation());
            }
        }
    }

    private static VaultFile file(Path folder, long seed) {
        return new VaultFile(
                folder.resolve("v.bsvault"), new DiskStorage(), new Random(seed), Given.CLOCK, new StandIn());
    }

    private static Vault opened(VaultFile file) throws BackstayException {
        try (Secret secret = Given.secret(PASS)) {
            return file.open(secret, VaultFile.ANY_GENERATION);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheKill(@TempDir Path folder) throws Exception {
        Given.vault(file(folder, 1), PASS).close();
        try (KillLoop loop = new KillLoop(Saving.class, List.of(folder.toString()))) {
            for (int seed = 0; seed < KILLS; seed++) {
                killedOnce(folder, loop, seed);
            }
        }
    }

    @Test
    @Tag("deep")
    void tenThousandKillsLoseNothing(@TempDir Path folder) throws Exception {
        Given.vault(file(folder, 1), PASS).close();
        try (KillLoop loop = new KillLoop(Saving.class, List.of(folder.toString()))) {
            long kills = new Campaign("vault kills", KILLS_DEEP).run(seed -> killedOnce(folder, loop, seed));
            assertTrue(kills > 0);
        }
    }

    private static void killedOnce(Path folder, KillLoop loop, long seed) throws Exception {
        VaultFile file = file(folder, seed);
        long before;
        Set<String> names = new HashSet<>();
        try (Vault vault = opened(file)) {
            before = vault.generation();
            vault.entries().forEach(entry -> names.add(entry.name()));
        }
        List<String> lines = loop.kill(seed);
        long acknowledged = before;
        String removing = "";
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "added" -> names.add(words[1]);
                case "removing" -> removing = words[1];
                case "removed" -> names.remove(words[1]);
                case "generation" -> acknowledged = Long.parseLong(words[1]);
                default -> assertEquals("rekeyed", words[0]);
            }
        }
        try (Vault vault = opened(file)) {
            vault.check();
            String told = "seed " + seed + ", acknowledged " + acknowledged + ", found " + vault.generation();
            assertTrue(vault.generation() >= acknowledged && vault.generation() <= acknowledged + 2, told);
            Set<String> found = new HashSet<>();
            vault.entries().forEach(entry -> found.add(entry.name()));
            names.remove(removing);
            assertTrue(found.containsAll(names), told);
            assertTrue(found.size() <= names.size() + 2, told);
        }
    }
}
