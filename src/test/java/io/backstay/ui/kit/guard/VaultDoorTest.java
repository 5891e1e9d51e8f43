package io.backstay.ui.kit.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import java.time.Duration;
import java.time.Instant;
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

    private VaultDoor door(FakeVaults vaults) {
        return new VaultDoor(() -> vaults, new Background(Runnable::run, Runnable::run, AssertionError::new), now::get);
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
