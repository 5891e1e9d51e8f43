package io.backstay.ui.kit.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VaultDoorTest {
    private static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<String> order = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();

    @Test
    void aLockedVaultCoversTheWindowUntilItIsOpenOrPassedBy() throws Exception {
        FakeVaults vaults = FakeVaults.locked(NOW);
        VaultDoor door = door(vaults);
        assertFalse(door.coveredProperty().get(), "nothing is known yet");
        door.refresh();
        assertTrue(door.coveredProperty().get());
        assertEquals("Vault locked", door.words());
        door.passBy();
        assertFalse(door.coveredProperty().get());
        door.refresh();
        assertFalse(door.coveredProperty().get(), "reading the state again does not cover it again");
        assertTrue(door.isLocked());
        unlock(vaults);
        door.opened();
        assertTrue(door.isOpen());
        assertEquals("Vault locks in 15 min", door.words());
    }

    @Test
    void withoutAVaultNothingIsCovered() {
        VaultDoor door = door(new FakeVaults(NOW));
        door.refresh();
        assertFalse(door.coveredProperty().get());
        assertTrue(door.isAbsent());
        door.lock(LockCause.OPERATOR);
        assertFalse(door.coveredProperty().get());
        assertEquals("No vault yet", door.words());
    }

    @Test
    void secretsLeaveTheScreenBeforeTheKeysLeaveTheMemory() {
        FakeVaults vaults = FakeVaults.open(NOW);
        var door =
                new VaultDoor(() -> vaults, new Background(later::add, Runnable::run, AssertionError::new), now::get);
        door.refresh();
        later.removeFirst().run();
        door.onLock(() -> order.add("forget, covered " + door.coveredProperty().get()));
        door.lock(LockCause.OPERATOR);
        assertEquals(List.of("forget, covered false"), order);
        assertTrue(door.coveredProperty().get(), "the window does not wait for the vault");
        assertTrue(door.isLocked());
        assertEquals(List.of(), vaults.calls);
        later.forEach(Runnable::run);
        assertEquals(List.of("lock OPERATOR"), vaults.calls);
        assertEquals("Vault locked", door.words());
    }

    @Test
    void nobodyAtTheWindowLocksIt() {
        FakeVaults vaults = FakeVaults.open(NOW);
        VaultDoor door = door(vaults);
        door.refresh();
        pass(door, Duration.ofMinutes(14));
        door.touched();
        pass(door, Duration.ofMinutes(14));
        assertTrue(door.isOpen(), "it was touched in between");
        assertEquals("Vault locks in 1 min", door.words());
        pass(door, Duration.ofMinutes(1));
        assertEquals(List.of("lock IDLE"), vaults.calls);
        assertTrue(door.coveredProperty().get());
    }

    @Test
    void whatAnotherProgramLockedIsForgottenHereToo() {
        FakeVaults vaults = FakeVaults.open(NOW);
        VaultDoor door = door(vaults);
        door.refresh();
        door.onLock(() -> order.add("forget"));
        vaults.lock(LockCause.SCREEN);
        door.refresh();
        assertEquals(List.of("forget"), order);
        assertTrue(door.coveredProperty().get());
    }

    @Test
    void aRunThatGoesOnBehindTheLockIsNamedAndIsStoppedOnceThatWasSaidTwice() {
        FakeVaults vaults = FakeVaults.locked(NOW).running("R-0007");
        VaultDoor door = door(vaults);
        var leases = new LeasesModel(door, background(), new Times(ZoneOffset.UTC, ZoneId.of("Europe/Berlin")));
        assertEquals(List.of(), leases.linesProperty().get());
        door.refresh();
        assertEquals("Vault locked, R-0007 goes on", door.words());
        LeasesModel.Line line = leases.linesProperty().get().getFirst();
        assertEquals("R-0007 goes on with 3 credentials", line.title());
        assertEquals(
                "Held for this run alone since Mon 16 Mar 02:49 Berlin. They are erased when it ends, at Mon 06:49 at"
                        + " the latest.",
                line.span());
        assertEquals(
                "core-reader (read), core-scratch (restore-to-scratch), core-writer (write-to-live)", line.holds());
        leases.stop();
        leases.ask("R-0007");
        leases.ask("");
        leases.stop();
        assertEquals(List.of(), vaults.calls, "nothing was stopped that was not asked for");
        leases.ask("R-0007");
        leases.stop();
        assertEquals(List.of("end lease R-0007"), vaults.calls);
        assertEquals(List.of(), leases.linesProperty().get());
        assertEquals("Vault locked", door.words());
        vaults.running("R-0008").running("R-0009");
        door.refresh();
        assertEquals("Vault locked, 2 runs go on", door.words());
    }

    private static Background background() {
        return new Background(Runnable::run, Runnable::run, AssertionError::new);
    }

    private VaultDoor door(FakeVaults vaults) {
        return new VaultDoor(() -> vaults, background(), now::get);
    }

    private void pass(VaultDoor door, Duration time) {
        now.set(now.get().plus(time));
        door.tick();
    }

    private static void unlock(FakeVaults vaults) throws Exception {
        try (Secret passphrase = Secret.ofChars(FakeVaults.PASSPHRASE.toCharArray())) {
            vaults.unlock(passphrase);
        }
    }
}
