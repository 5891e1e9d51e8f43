package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.act.record.Records;
import io.backstay.act.undo.Undos;
import io.backstay.act.vault.Lease;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.restore.plan.PlanFile;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// A restore into somebody's own server while the vault is being locked.
final class LeasedRunTest {
    private static final String RUN = "R-0001";

    private final List<String> seen = new ArrayList<>();

    @Test
    void aRunGoesOnBehindALockedVaultAndMayBeStoppedThere() throws Exception {
        try (CrmServer crm = new CrmServer();
                CrmCommands commands = new CrmCommands(crm)) {
            story(crm, commands);
        }
    }

    private void story(CrmServer crm, CrmCommands commands) throws Exception {
        String account = crm.ask("select md5('a1')::uuid::text");
        commands.makeVault();
        assertEquals(0, commands.connect("crm").code());
        crm.makeRoles();
        commands.map();
        crm.backUp("monday");
        SortedMap<String, String> before = crm.contents(account);
        Instant good = crm.now();
        crm.lose(account);
        crm.run("update crm.currencies set name = name");
        crm.archiveAll();
        SortedMap<String, String> lost = crm.contents(account);
        assertNotEquals(before, lost);
        assertEquals(0, commands.run("sync", "crm").code());
        String file = commands.plan(account, good);
        crm.open(account);
        Path approval = Path.of(commands.approved(file));
        PlanFile plan = PlanFile.read(Path.of(file));

        try (LocalDesk desk = commands.desk()) {
            assertInstanceOf(
                    Failure.Refused.class,
                    refused(() -> desk.runs().run(plan, List.of(approval), Progress.NONE)),
                    "a run that has not begun asks for the vault");
            assertEquals("PLANNED", desk.runs().status(RUN).state());
            CrmCommands.unlock(desk);
            assertThrows(
                    InterruptedException.class,
                    () -> desk.runs()
                            .run(
                                    plan,
                                    List.of(approval),
                                    lockingThen(
                                            desk,
                                            "Writing the rows",
                                            () -> desk.vaults().endLease(RUN))));
            assertEquals(lost, crm.contents(account), "nothing was committed");
            assertEquals(List.of(), desk.vaults().status().leases());
            assertInstanceOf(
                    Failure.Refused.class,
                    refused(() -> desk.runs().resume(RUN, Progress.NONE)),
                    "what was stopped needs the vault again");
            CrmCommands.unlock(desk);
            var outcome = desk.runs().resume(RUN, lockingThen(desk, "Reading everything again", () -> {}));
            assertTrue(outcome.holds(), outcome::toString);
            assertEquals(before, crm.contents(account));
            assertEquals(List.of(), desk.vaults().status().leases(), "it ended with the run");
            assertEquals(Vaults.State.LOCKED, desk.vaults().status().state());
            assertRecorded(desk);
            undone(desk);
            assertEquals(lost, crm.contents(account), "what had come back is gone again");
        }
    }

    private void undone(LocalDesk desk) throws Exception {
        assertInstanceOf(
                Failure.Refused.class,
                refused(() -> desk.undos().run(RUN, Map.of(), Progress.NONE)),
                "an undo that has not begun asks for the vault");
        CrmCommands.unlock(desk);
        Undos.Outcome outcome = desk.undos().run(RUN, Map.of(), lockingThen(desk, "Writing", () -> {}));
        assertTrue(outcome.undone(), outcome::toString);
        assertTrue(seen.size() > 1, () -> "it went on behind the lock: " + seen);
        assertEquals(List.of(), desk.vaults().status().leases(), "it ended with the undo");
        assertEquals(Vaults.State.LOCKED, desk.vaults().status().state());
    }

    private static Failure refused(org.junit.jupiter.api.function.Executable act) {
        return assertThrows(BackstayException.class, act).failure();
    }

    /// Something at a step.
    private interface Then {
        void act() throws BackstayException;
    }

    /// Locks the vault at the first step, and does something at another.
    private Progress lockingThen(LocalDesk desk, String at, Then then) {
        seen.clear();
        return new Progress() {
            @Override
            public void step(String name) {
                try {
                    if (seen.isEmpty()) {
                        lock(desk);
                    }
                    seen.add(name);
                    if (name.startsWith(at)) {
                        then.act();
                    }
                } catch (BackstayException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void advance(long done, long total) {
                // The steps say enough.
            }
        };
    }

    private static void lock(LocalDesk desk) throws BackstayException {
        Vaults vaults = desk.vaults();
        vaults.lock(Vaults.LockCause.IDLE);
        assertInstanceOf(Failure.Refused.class, refused(vaults::list));
        Lease lease = vaults.status().leases().getFirst();
        assertEquals(RUN, lease.restore());
        assertEquals(
                List.of(
                        new Lease.Held("CRM, read", Purpose.READ),
                        new Lease.Held("CRM, scratch", Purpose.RESTORE_TO_SCRATCH),
                        new Lease.Held("CRM, write", Purpose.WRITE_TO_LIVE)),
                lease.credentials());
    }

    private static void assertRecorded(LocalDesk desk) throws BackstayException {
        List<Records.Entry> entries = desk.records().newest(new Records.Filter(null, null, RUN, ""), 200).stream()
                .filter(entry -> entry.act().startsWith("vault.le"))
                .sorted(Comparator.comparingLong(Records.Entry::seq))
                .toList();
        List<String> said = new ArrayList<>();
        for (Records.Entry entry : entries) {
            boolean leased = "lease".equals(entry.detail().get("from"));
            String end = entry.detail().get("said");
            if (leased || !entry.act().equals("vault.lend")) {
                said.add(entry.act() + " " + entry.target() + (end == null ? "" : ": " + end));
            }
        }
        assertEquals(
                List.of(
                        "vault.lease R-0001",
                        "vault.lend CRM, scratch",
                        "vault.lend CRM, write",
                        "vault.lease-end R-0001",
                        "vault.lease R-0001: Stopped by hand",
                        "vault.lease-end R-0001",
                        "vault.lease R-0001",
                        "vault.lend CRM, write",
                        "vault.lend CRM, scratch",
                        "vault.lend CRM, read",
                        "vault.lease R-0001: The run is over"),
                said);
    }
}
