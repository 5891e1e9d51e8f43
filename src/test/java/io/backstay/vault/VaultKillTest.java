package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.fixture.Campaign;
import io.backstay.fixture.KillLoop;
import io.backstay.seal.Digest;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Entry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process is killed while it saves.
class VaultKillTest {
    private static final int KILLS = 100;
    private static final int KILLS_PUTTING_BACK = 30;
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

    /// Damages its vault again and again, and puts the kept copy back.
    static final class PuttingBack {
        private PuttingBack() {}

        public static void main(String[] arguments) throws IOException, BackstayException {
            Path folder = Path.of(arguments[0]);
            VaultFile file = file(folder, System.nanoTime(), InstantSource.system());
            KillLoop.awaitStart();
            Random random = new Random(System.nanoTime());
            while (true) {
                try (Vault vault = opened(file)) {
                    Given.add(vault, "n" + random.nextLong(), random);
                }
                KillLoop.acknowledge("damaging " + Digest.hex(half(file.path())));
                damage(file.path());
                KillLoop.acknowledge("put-back " + file.putBackKept().getFileName());
            }
        }

        /// In one step, so that a kill leaves the whole or the half.
        private static void damage(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
        }

        private static byte[] half(Path file) throws IOException {
            byte[] whole = Files.readAllBytes(file);
            return Arrays.copyOf(whole, whole.length / 2);
        }
    }

    private static VaultFile file(Path folder, long seed) {
        return file(folder, seed, Given.CLOCK);
    }

    private static VaultFile file(Path folder, long seed, InstantSource clock) {
        return new VaultFile(folder.resolve("v.bsvault"), new DiskStorage(), new Random(seed), clock, new StandIn());
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

    @Test
    void aKilledPuttingBackLosesNeitherTheDamagedFileNorTheKeptCopy(@TempDir Path folder) throws Exception {
        try (Vault vault = Given.vault(file(folder, 1), PASS)) {
            Given.add(vault, "first", new Random(1));
        }
        try (KillLoop loop = new KillLoop(PuttingBack.class, List.of(folder.toString()))) {
            for (int seed = 0; seed < KILLS_PUTTING_BACK; seed++) {
                killedPuttingBack(folder, loop.kill(seed), seed);
            }
        }
    }

    private static void killedPuttingBack(Path folder, List<String> lines, long seed) throws Exception {
        VaultFile file = file(folder, seed, InstantSource.system());
        String damaging = "";
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            if (words[0].equals("damaging")) {
                damaging = words[1];
            } else {
                assertEquals(damaging, Digest.hex(Files.readAllBytes(folder.resolve(words[1]))), "seed " + seed);
                damaging = "";
            }
        }
        byte[] kept = Files.readAllBytes(Objects.requireNonNull(file.keptCopy()));
        if (file.contentHash().equals(damaging)) {
            file.putBackKept();
        }
        Set<String> asides = asides(folder);
        // Else it was killed before it damaged anything, or after the kept copy had its place.
        if (!damaging.isEmpty() && file.contentHash().equals(Digest.hex(kept))) {
            assertTrue(asides.contains(damaging), "the damaged file is gone, seed " + seed);
        }
        try (Vault vault = opened(file)) {
            vault.check();
            assertEquals("first", vault.entries().getFirst().name(), "seed " + seed);
        }
    }

    /// The hashes of the damaged files that were set aside, which are then removed.
    private static Set<String> asides(Path folder) throws IOException {
        Set<String> hashes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.damaged-*")) {
            for (Path aside : files) {
                hashes.add(Digest.hex(Files.readAllBytes(aside)));
                Files.delete(aside);
            }
        }
        return hashes;
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
