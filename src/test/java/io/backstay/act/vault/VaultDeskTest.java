package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.record.RecordDesk;
import io.backstay.act.record.Records;
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
import io.backstay.base.Progress;
import io.backstay.connect.http.Way;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The vault of a state folder with its record, on real files; the derivation costs its least.
final class VaultDeskTest {
    private static final String PASSPHRASE = "granite walrus umbrella seven";
    private static final String NEXT = "harbour violet engine nineteen";
    /// A third of it is the least that a new vault's derivation takes.
    private static final long HEAP_BYTES = 192L << 20;

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-25T03:00:00Z");
    private Path home = Path.of("");
    private AuditLog audit;
    private VaultDesk desk;

    @BeforeEach
    void begin() throws Exception {
        home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        open(Role.ADMINISTRATOR);
    }

    @AfterEach
    void end() {
        desk.close();
        audit.close();
    }

    private void open(Role role) throws BackstayException {
        InstantSource clock = () -> now;
        audit = AuditLog.open(
                home.resolve("audit.db"), clock, new Who("jonas", role.word(), "test"), new SecureRandom());
        var place = new VaultPlace(
                home,
                new DiskStorage(),
                new SecureRandom(),
                clock,
                HEAP_BYTES,
                _ -> Duration.ofSeconds(1),
                VaultPlace.IDLE_USUAL);
        desk = new VaultDesk(
                place, audit, new Recorder(() -> audit, new Gate(role, () -> audit)), new SigningKeys(audit), Way::out);
    }

    private void again(Role role) throws BackstayException {
        desk.close();
        audit.close();
        open(role);
    }

    /// Makes the vault and leaves it open.
    private String create() throws Exception {
        try (Secret passphrase = Secrets.of(PASSPHRASE);
                Vaults.Pending pending = desk.create(passphrase, Progress.NONE)) {
            assertFalse(Files.exists(home.resolve("vault.bsvault")), "nothing is written before the code was typed");
            String code = pending.recoveryCode().lendChars(String::new);
            try (Secret typed = Secrets.of(code.toLowerCase(Locale.ROOT))) {
                pending.confirm(typed);
            }
            return code;
        }
    }

    private void unlock(String text) throws BackstayException, InterruptedException {
        try (Secret secret = Secrets.of(text)) {
            desk.unlock(secret);
        }
    }

    private Failure refused(String text) {
        return assertThrows(BackstayException.class, () -> unlock(text)).failure();
    }

    private Entry add(String name) throws Exception {
        Map<String, Secret> fields = new HashMap<>();
        fields.put("token", Secrets.of("canary-of-" + name));
        try (Credential credential = Credential.of(EntryKind.API_TOKEN, fields)) {
            return desk.add(new Vaults.Draft(EntryKind.API_TOKEN, Purpose.READ, name, "acme", null, 90), credential);
        }
    }

    private List<String> acts() throws BackstayException {
        return audit.newest(EntryFilter.ALL, 100).stream()
                .map(entry -> entry.act() + (entry.outcome() == null ? "" : " " + entry.outcome()))
                .toList();
    }

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

    private Gate gate() {
        return new Gate(Role.ADMINISTRATOR, () -> audit);
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

    private Vaults.Item item(String name) throws BackstayException {
        return desk.list().stream()
                .filter(item -> item.entry().name().equals(name))
                .findFirst()
                .orElseThrow();
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
