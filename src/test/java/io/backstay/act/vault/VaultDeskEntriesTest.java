package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.record.RecordDesk;
import io.backstay.act.record.Records;
import io.backstay.act.role.Recorder;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.EntryFilter;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is done with the entries of an open vault, one by one and together.
final class VaultDeskEntriesTest extends WithVaultDesk {
    @Test
    void entriesAreAddedReplacedLentAndRemovedAndEachStandsInTheRecord() throws Exception {
        create();
        Entry added = add("reader");
        Vaults.Item before = item("reader");
        assertEquals(added, before.entry());
        assertFalse(before.rotationDue());
        try (Secret lent = desk.reveal(added.id(), "token")) {
            assertEquals("canary-of-reader", lent.lendChars(String::new));
        }
        now = now.plus(Duration.ofDays(91));
        assertTrue(item("reader").rotationDue());
        try (Credential fresh = Credential.of(EntryKind.API_TOKEN, new HashMap<>(Map.of("token", Secrets.of("new"))))) {
            assertEquals(2, desk.replace(added.id(), fresh).revision());
        }
        assertFalse(item("reader").rotationDue());
        assertNotEquals(before.fingerprint(), item("reader").fingerprint());
        desk.remove(added.id());
        assertEquals(1, desk.list().size());
        assertTrue(
                acts().containsAll(List.of(
                        "vault.add DONE", "vault.reveal DONE", "vault.replace DONE", "vault.remove DONE")),
                acts().toString());
        for (AuditEntry entry : audit.newest(EntryFilter.ALL, 100)) {
            assertFalse(entry.toString().contains("canary"), "the record holds no secret");
        }
    }

    @Test
    void aNameThatIsNoneIsRefusedInASentence() throws Exception {
        create();
        for (String name : List.of("", " ", "two\nlines", "x".repeat(201))) {
            var refusal = assertThrows(BackstayException.class, () -> add(name));
            assertInstanceOf(Failure.BadInput.class, refusal.failure());
        }
        assertEquals(1, desk.list().size());
    }

    @Test
    void theKeyThatSignsTheRecordIsNotRemoved() throws Exception {
        create();
        Entry key = desk.list().getFirst().entry();
        assertInstanceOf(
                Failure.Refused.class,
                assertThrows(BackstayException.class, () -> desk.remove(key.id()))
                        .failure());
        assertEquals(true, desk.test(key.id()).works());
    }

    @Test
    void anotherPassphraseEncryptsEverythingAnewAndTheOldOnesDie() throws Exception {
        String oldCode = create();
        add("reader");
        String key = desk.list().getFirst().fingerprint();
        String code;
        try (Secret current = Secrets.of(PASSPHRASE);
                Secret next = Secrets.of(NEXT);
                Vaults.Pending pending = desk.rekey(current, next, Progress.NONE)) {
            code = pending.recoveryCode().lendChars(String::new);
            pending.confirm(pending.recoveryCode());
        }
        assertEquals(2, desk.list().size());
        assertNotEquals(key, desk.list().getFirst().fingerprint(), "fingerprints are keyed by the vault's keys");
        assertNull(desk.status().keptCopy(), "no copy stays that the old passphrase opens");
        desk.lock(Vaults.LockCause.OPERATOR);
        assertInstanceOf(Failure.Refused.class, refused(PASSPHRASE));
        assertInstanceOf(Failure.Refused.class, refused(oldCode));
        unlock(code);
        desk.lock(Vaults.LockCause.OPERATOR);
        unlock(NEXT);
        assertEquals(
                Records.Verdict.VERIFIED,
                new RecordDesk(() -> audit, home.resolve("trust"), new Recorder(() -> audit, gate()))
                        .verify()
                        .verdict());
    }

    @Test
    void chosenEntriesLeaveAsAnotherVaultOnly() throws Exception {
        create();
        Entry chosen = add("reader");
        add("writer");
        Path target = folder.resolve("for-mira.bsvault");
        try (Secret passphrase = Secrets.of(NEXT);
                Secret code = desk.export(target, Set.of(chosen.id()), passphrase, Progress.NONE)) {
            Vaults.Checked checked = desk.verify(target, passphrase);
            assertEquals(1, checked.entries());
            assertNull(checked.problem());
            assertNull(desk.verify(target, code).problem());
            assertThrows(
                    BackstayException.class,
                    () -> desk.export(target, Set.of(chosen.id()), passphrase, Progress.NONE),
                    "a file that is there is not written over");
        }
        try (Secret passphrase = Secrets.of(PASSPHRASE)) {
            assertThrows(BackstayException.class, () -> desk.verify(target, passphrase));
            assertNull(desk.verify(passphrase).problem());
        }
    }

    @Test
    void credentialsOfOtherProgramsAreReadAndTheirFileStaysAsItIs() throws IOException, BackstayException {
        Path file = folder.resolve("credentials");
        String text = """
                [reader]
                aws_access_key_id = AKIAEXAMPLE
                aws_secret_access_key = abc/def
                [broken]
                aws_access_key_id = AKIAOTHER
                """;
        Files.writeString(file, text);
        try (Vaults.Reading reading = desk.read(file)) {
            assertEquals(1, reading.found().size());
            assertEquals("reader", reading.found().getFirst().draft().name());
            assertEquals(Purpose.READ, reading.found().getFirst().draft().purpose());
            assertEquals(1, reading.problems().size());
            assertFalse(reading.toString().contains("abc/def"));
        }
        assertEquals(text, Files.readString(file));
    }
}
