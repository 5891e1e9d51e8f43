package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.backstay.act.role.Role;
import io.backstay.base.BackstayException;
import io.backstay.fixture.CanaryScan;
import io.backstay.fixture.Child;
import io.backstay.fixture.KillLoop;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the heap of a process holds of a credential that a run has leased: while the vault is locked, while the run
/// uses it, and when the run is over.
final class LeasedHeapTest extends WithVaultDesk {
    private static final String RUN = "R-0001";
    private static final int CANARY_BYTES = 16;

    /// Locks a vault under a run that holds a lease, and dumps its heap on the way.
    static final class Running extends WithVaultDesk {
        private Running() {}

        public static void main(String[] arguments) throws Exception {
            KillLoop.awaitStart();
            new Running().work(Path.of(arguments[0]));
            KillLoop.acknowledge("dumped");
        }

        private void work(Path at) throws Exception {
            folder = at;
            home = at.resolve("home");
            open(Role.RESPONDER);
            try (Secret passphrase = Secret.ofBytes(Files.readAllBytes(at.resolve("passphrase")))) {
                desk.unlock(passphrase);
            }
            SecretSource token = desk.loans()
                    .make(desk.loans().entry("reader"), "connection crm", (_, secrets) -> secrets.apply("token"));
            RunLease lease = desk.loans().lease(RUN, List.of("reader"), () -> {});
            desk.lock(Vaults.LockCause.IDLE);
            dump(at.resolve("locked.hprof"));
            Occasion.during(RUN, () -> {
                try (Secret lent = token.open()) {
                    return lent.<Boolean, BackstayException>lendBytes(_ -> dump(at.resolve("lent.hprof")));
                }
            });
            lease.release(true);
            dump(at.resolve("over.hprof"));
            end();
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

    @Test
    void theHeapHoldsALeasedCredentialWhileTheRunUsesItAndNotBeforeNorAfterwards() throws Exception {
        long seed = System.nanoTime();
        byte[] random = new byte[CANARY_BYTES];
        new Random(seed).nextBytes(random);
        String canary = "canary-" + HexFormat.of().formatHex(random);
        create();
        Map<String, Secret> fields = new HashMap<>(Map.of("token", Secrets.of(canary)));
        try (Credential credential = Credential.of(EntryKind.API_TOKEN, fields)) {
            desk.add(new Vaults.Draft(EntryKind.API_TOKEN, Purpose.READ, "reader", "acme", null, 90), credential);
        }
        end();
        Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
        try (Child child = Child.start(Running.class, folder, List.of(folder.toString()))) {
            child.begin();
            child.expect("dumped");
        }
        CanaryScan scan = new CanaryScan(Map.of("token", canary.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Set.of(), found(scan, "locked.hprof"), "seed " + seed);
        assertEquals(Set.of("token"), found(scan, "lent.hprof"), "what is used is seen, seed " + seed);
        assertEquals(Set.of(), found(scan, "over.hprof"), "seed " + seed);
    }

    private Set<String> found(CanaryScan scan, String dump) throws IOException {
        return scan.scan(List.of(folder.resolve(dump))).stream()
                .map(CanaryScan.Hit::secret)
                .collect(Collectors.toSet());
    }
}
