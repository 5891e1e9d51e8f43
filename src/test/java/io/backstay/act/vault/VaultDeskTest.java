package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.record.RecordDesk;
import io.backstay.act.record.Records;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.EntryFilter;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How a vault is made, opened, locked and refused.
final class VaultDeskTest extends WithVaultDesk {
    @Test
    void aNewVaultIsWrittenOnceItsCodeWasTypedAndSignsTheRecordFromThenOn() throws Exception {
        assertEquals(Vaults.State.ABSENT, desk.status().state());
        create();
        assertEquals(Vaults.State.UNLOCKED, desk.status().state());
        assertEquals(1, desk.status().entries());
        Vaults.Item key = desk.list().getFirst();
        assertEquals(EntryKind.SIGNING_KEY, key.entry().kind());
        assertEquals(List.of("The record of acts"), key.usedBy());
        assertEquals(List.of("vault.create", "vault.create DONE", "vault.save", "vault.open"), acts());
        Records.Check check =
                new RecordDesk(() -> audit, home.resolve("trust"), new Recorder(() -> audit, gate())).verify();
        assertEquals(Records.Verdict.VERIFIED, check.verdict(), check.toString());
        assertEquals(0, check.unsignedTail());
    }

    @Test
    void aCodeOfAnotherVaultConfirmsNothing() throws Exception {
        try (Secret passphrase = Secrets.of(PASSPHRASE);
                Vaults.Pending pending = desk.create(passphrase, Progress.NONE);
                Vaults.Pending other = desk.create(passphrase, Progress.NONE)) {
            assertThrows(BackstayException.class, () -> pending.confirm(other.recoveryCode()));
            assertFalse(Files.exists(home.resolve("vault.bsvault")));
            pending.confirm(pending.recoveryCode());
            assertTrue(Files.exists(home.resolve("vault.bsvault")));
        }
    }

    @Test
    void aWeakPassphraseIsRefusedBeforeAnythingIsMade() throws Exception {
        try (Secret weak = Secrets.of("passwordpassword1")) {
            var refusal = assertThrows(BackstayException.class, () -> desk.create(weak, Progress.NONE));
            assertInstanceOf(Failure.BadInput.class, refusal.failure());
        }
        assertEquals(List.of(), acts());
    }

    @Test
    void passphraseAndCodeOpenItAndWrongOnesCostWaiting() throws Exception {
        String code = create();
        again(Role.RESPONDER);
        assertEquals(Vaults.State.LOCKED, desk.status().state());
        Failure first = refused("granite walrus umbrella eight");
        assertInstanceOf(Failure.Refused.class, first);
        assertEquals(first, refused("something else entirely, and long"));
        refused("a third one that is wrong");
        Instant until = desk.status().waitUntil();
        assertNotNull(until);
        Failure early = refused(PASSPHRASE);
        assertTrue(early.message().contains("after several wrong attempts"), early.message());
        again(Role.RESPONDER);
        assertEquals(until, desk.status().waitUntil(), "a restart saves no waiting");
        now = until;
        unlock(code);
        assertNull(desk.status().waitUntil());
        desk.lock(Vaults.LockCause.OPERATOR);
        unlock(PASSPHRASE);
        assertEquals(now, desk.status().openedAt());
    }

    @Test
    void whatALockedVaultIsAskedIsRefusedAndNothingOfItIsLent() throws Exception {
        create();
        Entry entry = add("reader");
        desk.lock(Vaults.LockCause.IDLE);
        assertEquals(Vaults.State.LOCKED, desk.status().state());
        assertInstanceOf(
                Failure.Refused.class,
                assertThrows(BackstayException.class, desk::list).failure());
        assertThrows(BackstayException.class, () -> desk.reveal(entry.id(), "token"));
        assertThrows(BackstayException.class, () -> desk.remove(entry.id()));
        AuditEntry locked = Objects.requireNonNull(audit.newest("vault.lock", "vault"));
        assertEquals("idle", locked.detail().get("cause"));
        assertEquals(audit.size(), audit.signedSize(), "what is there is signed before the key goes");
    }

    @Test
    void anOlderCopyPutBackIsNoticedAndOpenedOnPurposeOnly() throws Exception {
        create();
        Path file = home.resolve("vault.bsvault");
        Path old = folder.resolve("old.bsvault");
        Files.copy(file, old);
        add("reader");
        again(Role.ADMINISTRATOR);
        Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
        assertInstanceOf(Failure.Conflict.class, refused(PASSPHRASE));
        assertNull(desk.status().waitUntil(), "the passphrase was right");
        try (Secret passphrase = Secrets.of(PASSPHRASE)) {
            desk.acceptOlder(passphrase);
        }
        assertEquals(1, desk.list().size());
        assertTrue(acts().contains("vault.accept-older DONE"), acts().toString());
        again(Role.ADMINISTRATOR);
        unlock(PASSPHRASE);
        assertEquals(1, desk.list().size());
    }

    @Test
    void aRoleThatMayNotIsRefusedInTheRecordAndNothingIsDone() throws Exception {
        create();
        again(Role.RESPONDER);
        unlock(PASSPHRASE);
        var refusal = assertThrows(BackstayException.class, () -> add("reader"));
        assertInstanceOf(Failure.Refused.class, refusal.failure());
        assertEquals(1, desk.list().size());
        AuditEntry last = audit.newest(EntryFilter.ALL, 1).getFirst();
        assertEquals("vault.add", last.act());
        assertEquals(AuditEntry.Outcome.REFUSED, last.outcome());
        assertEquals("responder", last.role());
    }

    @Test
    void aVaultFromAnotherComputerGetsAKeyOfThisInstallation() throws Exception {
        create();
        String first = desk.list().getFirst().entry().account();
        desk.close();
        audit.close();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.copy(home.resolve("vault.bsvault"), elsewhere.resolve("vault.bsvault"));
        home = elsewhere;
        open(Role.ADMINISTRATOR);
        unlock(PASSPHRASE);
        assertEquals(2, desk.list().size());
        assertTrue(desk.list().stream().anyMatch(item -> !item.entry().account().equals(first)));
    }

    @Test
    void aDamagedFileIsSaidWithoutAPassphrase() throws Exception {
        create();
        again(Role.ADMINISTRATOR);
        Path file = home.resolve("vault.bsvault");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));
        Vaults.Status status = desk.status();
        assertEquals(Vaults.State.LOCKED, status.state());
        assertNotNull(status.damage());
        assertNotNull(status.keptCopy(), "the generation before is still there");
    }
}
