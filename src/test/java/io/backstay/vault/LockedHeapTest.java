package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.fixture.Campaign;
import io.backstay.fixture.CanaryScan;
import io.backstay.fixture.Child;
import io.backstay.fixture.KillLoop;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Entry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the heap of a process holds of a vault: while one secret is lent, when all are returned, and when it is closed.
/// Real derivation, real ciphers: what their libraries keep counts as well.
class LockedHeapTest {
    private static final int PROCESSES = 2;
    private static final long PROCESSES_DEEP = 100;
    private static final int ENTRIES_MAX = 8;

    @TempDir
    Path folder;

    /// Opens a vault, uses everything in it, changes it, closes it, and dumps its heap on the way.
    static final class Locking {
        private Locking() {}

        public static void main(String[] arguments) throws IOException, BackstayException {
            Path folder = Path.of(arguments[0]);
            KillLoop.awaitStart();
            // Not the forge's own seed, or both would give the same names to what they add.
            work(folder, new Random(~Long.parseLong(arguments[1])));
            // As whoever locks a vault does.
            System.gc();
            dump(folder.resolve("closed.hprof"));
            KillLoop.acknowledge("dumped");
        }

        private static void work(Path folder, Random random) throws IOException, BackstayException {
            VaultFile file = file(folder, random);
            try (Secret code = Secret.ofBytes(Files.readAllBytes(folder.resolve("secret")));
                    Vault vault = file.open(code, VaultFile.ANY_GENERATION)) {
                List<Entry> entries = vault.entries();
                for (Entry entry : entries) {
                    vault.<Boolean, BackstayException>lend(
                            entry.id(),
                            credential -> credential.secret(secretField(entry)).lendBytes(_ -> true));
                    vault.fingerprint(entry.id());
                }
                dump(folder.resolve("returned.hprof"));
                // The first that the forge made at random.
                Entry made = entries.stream()
                        .filter(each -> each.name().startsWith("n3 "))
                        .findFirst()
                        .orElseThrow();
                vault.<Boolean, BackstayException>lend(
                        made.id(),
                        credential -> credential
                                .secret(secretField(made))
                                .lendBytes(_ -> dump(folder.resolve("lent.hprof"))));
                vault.remove(Given.add(vault, "another", random).id());
            }
        }

        private static boolean dump(Path file) {
            try {
                // With what nothing refers to any more: it lies there too, until something else does.
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpHeap(file.toString(), false);
                return true;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static VaultFile file(Path folder, Random random) {
        return new VaultFile(
                folder.resolve("v.bsvault"), new DiskStorage(), random, Given.CLOCK, Derivation.argon2id());
    }

    private static String secretField(Entry entry) {
        return entry.kind().fields().stream()
                .filter(field -> field.secret() && field.required())
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void theHeapHoldsASecretWhileItIsLentAndNeitherItNorTheKeyAfterwards() throws Exception {
        for (long seed = 0; seed < PROCESSES; seed++) {
            locked(seed);
        }
    }

    @Test
    @Tag("deep")
    void inAHundredProcessesNothingIsLeft() throws Exception {
        long done = new Campaign("heap dumps of locked vaults", PROCESSES_DEEP).run(this::locked);
        assertTrue(done > 0);
    }

    private void locked(long seed) throws Exception {
        Path own = Files.createDirectory(folder.resolve("vault-" + seed));
        var forge = new Forge(seed, Derivation.argon2id());
        for (int i = 1 + forge.random().nextInt(ENTRIES_MAX); i > 0; i--) {
            forge.addAny();
        }
        Files.write(own.resolve("v.bsvault"), forge.vault(1));
        Files.writeString(own.resolve("secret"), forge.code());
        CanaryScan scan = new CanaryScan(canaries(own, forge));
        try (Child child = Child.start(Locking.class, folder, List.of(own.toString(), String.valueOf(seed)))) {
            child.begin();
            child.expect("dumped");
        }
        Set<String> lent = secrets(scan, own.resolve("lent.hprof"));
        assertTrue(
                lent.stream().anyMatch(name -> name.startsWith("credential")),
                "a secret that is lent is not seen either, seed " + seed);
        Set<String> returned = secrets(scan, own.resolve("returned.hprof"));
        // The ciphers of the platform keep copies of their keys, which nobody but a collection takes away.
        returned.remove("key");
        assertEquals(Set.of(), returned, "seed " + seed);
        assertEquals(Set.of(), secrets(scan, own.resolve("closed.hprof")), "seed " + seed);
    }

    private static Set<String> secrets(CanaryScan scan, Path dump) throws IOException {
        Set<CanaryScan.Hit> hits = scan.scan(List.of(dump));
        Files.delete(dump);
        return hits.stream().map(CanaryScan.Hit::secret).collect(Collectors.toSet());
    }

    /// None of them stands in a class file, which lies in the heap too.
    private static Map<String, byte[]> canaries(Path folder, Forge forge) throws BackstayException {
        Map<String, byte[]> canaries = new HashMap<>();
        canaries.put("key", forge.keys().lendMaster(byte[]::clone));
        canaries.put("code", forge.code().getBytes(StandardCharsets.UTF_8));
        try (Vault vault = Given.open(file(folder, forge.random()), forge.code())) {
            Given.contents(vault).forEach((name, value) -> {
                if (value.startsWith(Given.CANARY)) {
                    canaries.put("credential " + name, value.getBytes(StandardCharsets.UTF_8));
                }
            });
        }
        return canaries;
    }
}
