package io.backstay.act.approve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.EntryFilter;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import io.backstay.seal.Ed25519;
import io.backstay.seal.VerifierKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two at once who say whose signatures count.
final class TrustTogetherTest {
    private static final int ROUNDS = 12;

    @TempDir
    Path home;

    @Test
    void whatTwoAddAndRevokeAtOnceIsThereOrWasRefused() throws Exception {
        try (var audit = AuditLog.open(
                        home.resolve("audit.db"),
                        InstantSource.system(),
                        new Who("jonas", "administrator", "test"),
                        new SecureRandom());
                ExecutorService two = Executors.newFixedThreadPool(2)) {
            ApprovalDesk desk = desk(audit);
            var together = new CyclicBarrier(2);
            Set<String> added = new TreeSet<>();
            for (int round = 0; round < ROUNDS; round++) {
                VerifierKey one = key(2 * round);
                VerifierKey other = key(2 * round + 1);
                Future<Boolean> first = two.submit(adding(desk, together, one));
                Future<Boolean> second = two.submit(adding(desk, together, other));
                if (first.get()) {
                    added.add(one.fingerprint());
                }
                if (second.get()) {
                    added.add(other.fingerprint());
                }
            }
            Set<String> known = desk.keys().stream()
                    .map(each -> each.verifier().fingerprint())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(added, known, "whoever was told that it is done finds it done");
            assertTrue(added.size() >= ROUNDS, "one of two is never refused");
            desk.revoke(added.iterator().next(), "a test");
            assertEquals(
                    1,
                    desk.keys().stream()
                            .filter(each -> each.revokedAt() != null)
                            .count());
            assertRecorded(audit, added.size());
        }
    }

    private static void assertRecorded(AuditLog audit, int added) throws BackstayException {
        long done = audit.newest(EntryFilter.ALL, 1_000).stream()
                .filter(entry -> entry.act().equals("trust.add"))
                .filter(entry -> entry.outcome() == AuditEntry.Outcome.DONE)
                .count();
        assertEquals(added, done);
        assertEquals(0, audit.unfinished().size());
    }

    private static VerifierKey key(int number) {
        return Ed25519.make("p" + number, new SplittableRandom(number)).key();
    }

    private static Callable<Boolean> adding(ApprovalDesk desk, CyclicBarrier together, VerifierKey key) {
        return () -> {
            together.await();
            try {
                desk.add(key.name(), key.encoded(), key.fingerprint());
                return true;
            } catch (BackstayException e) {
                assertInstanceOf(Failure.Conflict.class, e.failure(), "the other one was at it");
                return false;
            }
        };
    }

    private ApprovalDesk desk(AuditLog audit) {
        return new ApprovalDesk(
                new ApprovalDesk.Place(home, home.resolve("trust"), "jonas", new DiskStorage()),
                audit,
                new Recorder(() -> audit, new Gate(Role.ADMINISTRATOR, () -> audit)),
                () -> {
                    throw new AssertionError("no vault is asked for here");
                },
                InstantSource.system(),
                new SecureRandom());
    }
}
