package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.EntryFilter;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a run holds of the vault for itself: who is lent from it, how long, and what the record says.
final class LeasesTest extends WithVaultDesk {
    private static final String RUN = "R-0001";

    private final List<String> stopped = new ArrayList<>();

    private RunLease lease(String... names) throws BackstayException {
        return desk.loans().lease(RUN, List.of(names), () -> stopped.add(RUN));
    }

    private SecretSource source(String name) throws BackstayException {
        return desk.loans().make(desk.loans().entry(name), "connection crm", (_, secrets) -> secrets.apply("token"));
    }

    private static String use(SecretSource source) throws BackstayException {
        try (Secret lent = source.open()) {
            return lent.lendChars(String::new);
        }
    }

    private static String useIn(String run, SecretSource source) throws BackstayException, InterruptedException {
        return Occasion.during(run, () -> use(source));
    }

    private static Failure refused(org.junit.jupiter.api.function.Executable act) {
        return assertThrows(BackstayException.class, act).failure();
    }

    @Test
    void lockingTheVaultLeavesWhatARunHoldsToThatRunAndNothingElse() throws Exception {
        create();
        add("reader");
        add("writer");
        SecretSource reader = source("reader");
        SecretSource writer = source("writer");
        RunLease lease = lease("reader");
        desk.lock(Vaults.LockCause.IDLE);
        assertEquals("canary-of-reader", useIn(RUN, reader));
        assertInstanceOf(Failure.Refused.class, refused(() -> useIn("R-0002", reader)), "another run has none");
        assertInstanceOf(Failure.Refused.class, refused(() -> use(reader)), "no run has none");
        assertInstanceOf(Failure.Refused.class, refused(() -> useIn(RUN, writer)), "it was not leased");
        assertInstanceOf(Failure.Refused.class, refused(desk::list));
        lease.release(true);
        assertTrue(lease.ended());
        assertInstanceOf(Failure.Refused.class, refused(() -> useIn(RUN, reader)), "the run is over");
        assertEquals(List.of(), desk.status().leases());
        unlock(PASSPHRASE);
        assertEquals("canary-of-reader", useIn(RUN, reader));
    }

    @Test
    void theRecordSaysWhatWasLeasedWhatWasUsedAndHowItEnded() throws Exception {
        create();
        add("reader");
        SecretSource reader = source("reader");
        RunLease lease = lease("reader");
        desk.lock(Vaults.LockCause.OPERATOR);
        useIn(RUN, reader);
        useIn(RUN, reader);
        lease.release(true);
        lease.release(false);
        List<AuditEntry> entries = audit.newest(EntryFilter.ALL, 4);
        assertEquals(
                List.of("vault.lease", "vault.lock", "vault.lend", "vault.lease"),
                entries.stream().map(AuditEntry::act).toList());
        AuditEntry leased = entries.getFirst();
        assertEquals(RUN, leased.run());
        String credential = leased.detail().get("credential1");
        assertTrue(String.valueOf(credential).matches("read, fingerprint [0-9a-f]{8}: reader"), credential);
        assertEquals(now.plus(Leases.LONGEST).toString(), leased.detail().get("until"));
        assertEquals("lease", entries.get(2).detail().get("from"));
        assertEquals(RUN, entries.get(2).run());
        AuditEntry ended = entries.getLast();
        assertEquals(AuditEntry.Outcome.DONE, ended.outcome());
        assertEquals("The run is over", ended.detail().get("said"));
        assertEquals(List.of(), audit.unfinished());
        entries.forEach(entry -> assertFalse(entry.toString().contains("canary"), "the record holds no secret"));
    }

    @Test
    void aLockedVaultLeasesNothingAndARunHasOneLease() throws Exception {
        create();
        add("reader");
        try {
            lease("reader");
            assertInstanceOf(Failure.Conflict.class, refused(() -> lease("reader")));
            assertInstanceOf(
                    Failure.NotFound.class,
                    refused(() -> desk.loans().lease("R-0002", List.of("reader", "nobody"), () -> {})));
            assertEquals(1, desk.status().leases().size());
        } finally {
            desk.lock(Vaults.LockCause.OPERATOR);
        }
        assertInstanceOf(
                Failure.Refused.class, refused(() -> desk.loans().lease("R-0003", List.of("reader"), () -> {})));
        Lease shown = desk.status().leases().getFirst();
        assertEquals(RUN, shown.restore());
        assertEquals(now, shown.since());
        assertEquals(List.of(new Lease.Held("reader", Purpose.READ)), shown.credentials());
    }

    @Test
    void whoEndsALeaseByHandStopsTheRunAlsoWhileTheVaultIsLocked() throws Exception {
        create();
        add("reader");
        SecretSource reader = source("reader");
        RunLease lease = lease("reader");
        desk.lock(Vaults.LockCause.SCREEN);
        desk.endLease(RUN);
        assertEquals(List.of(RUN), stopped);
        assertTrue(lease.ended());
        assertInstanceOf(Failure.Refused.class, refused(() -> useIn(RUN, reader)));
        List<AuditEntry> entries = audit.newest(EntryFilter.ALL, 3);
        assertEquals(
                List.of("vault.lease-end", "vault.lease", "vault.lease-end"),
                entries.stream().map(AuditEntry::act).toList());
        assertEquals("Stopped by hand", entries.get(1).detail().get("said"));
        assertInstanceOf(Failure.NotFound.class, refused(() -> desk.endLease(RUN)));
    }

    @Test
    void aLeaseEndsWhenItsTimeIsOver() throws Exception {
        create();
        add("reader");
        SecretSource reader = source("reader");
        RunLease lease = lease("reader");
        desk.lock(Vaults.LockCause.IDLE);
        now = now.plus(Leases.LONGEST).minus(Duration.ofSeconds(1));
        assertEquals("canary-of-reader", useIn(RUN, reader));
        now = now.plusSeconds(1);
        assertInstanceOf(Failure.Refused.class, refused(() -> useIn(RUN, reader)));
        assertTrue(lease.ended());
        AuditEntry ended = Objects.requireNonNull(audit.newest(RunLease.ACT, RUN));
        assertEquals("Its time was over", ended.detail().get("said"));
        unlock(PASSPHRASE);
        lease("reader");
        now = now.plus(Leases.LONGEST);
        assertEquals(List.of(), desk.status().leases(), "looking at it ends it as well");
    }

    @Test
    void closingTheProgramEndsALease() throws Exception {
        create();
        add("reader");
        RunLease lease = lease("reader");
        desk.close();
        assertTrue(lease.ended());
        AuditEntry ended = Objects.requireNonNull(audit.newest(RunLease.ACT, RUN));
        assertEquals("Backstay was closed", ended.detail().get("said"));
        again(Role.RESPONDER);
    }
}
