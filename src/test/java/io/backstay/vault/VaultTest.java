package io.backstay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.fixture.SimulatedStorage;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Ed25519;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import io.backstay.vault.passphrase.RecoveryCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final String PASS = "a first passphrase";

    private final Random random = new Random(7);
    private final SimulatedStorage disk = new SimulatedStorage(Given.FOLDER);
    private final VaultFile file = Given.file(disk, 1);

    private static Failure failure(Executable act) {
        return assertThrows(BackstayException.class, act).failure();
    }

    @Test
    void whatIsAddedIsThereAfterOpeningAgain() throws Exception {
        Vault vault = Given.vault(file, PASS);
        for (int i = 0; i < 8; i++) {
            Given.add(vault, "name " + i, random);
        }
        Map<String, String> before = Given.contents(vault);
        List<Entry> entries = vault.entries();
        vault.close();
        Vault again = Given.open(file, PASS);
        assertEquals(before, Given.contents(again));
        assertEquals(entries, again.entries());
        assertEquals(9, again.generation());
        assertEquals(8, file.outline().entries());
        assertEquals(file.contentHash(), again.contentHash());
        again.check();
    }

    @Test
    void theRecoveryCodeOpensHoweverItIsTyped() throws Exception {
        try (Secret pass = Given.secret(PASS);
                VaultDraft draft = file.create(pass, Given.FLOOR)) {
            assertFalse(file.exists(), "nothing is written before the draft is");
            draft.write().close();
            String code = draft.recoveryCode().<String, RuntimeException>lendChars(String::new);
            assertTrue(code.matches("([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}"), code);
            String typed = code.replace("-", " ")
                    .toLowerCase(Locale.ROOT)
                    .replace('0', 'o')
                    .replace('1', 'l');
            Given.open(file, typed).close();
            char[] wrong = code.toCharArray();
            wrong[3] = wrong[3] == '7' ? '8' : '7';
            assertInstanceOf(Failure.BadInput.class, failure(() -> Given.open(file, new String(wrong))));
            String another = RecoveryCode.make(random).<String, RuntimeException>lendChars(String::new);
            Failure refused = failure(() -> Given.open(file, another));
            assertEquals(failure(() -> Given.open(file, "another passphrase")), refused, "one sentence for both");
            assertInstanceOf(Failure.BadInput.class, failure(() -> Given.rekey(Given.open(file, PASS), another)));
        }
        assertThrows(IllegalStateException.class, () -> {
            VaultDraft draft =
                    Given.file(new SimulatedStorage(Given.FOLDER), 2).create(Given.secret("x y"), Given.FLOOR);
            draft.close();
            draft.write();
        });
    }

    @Test
    void aPassphraseIsTheSameHoweverItsLettersAreComposed() throws Exception {
        Given.vault(file, "Zürich im März").close();
        Given.open(file, "Zu\u0308rich im Ma\u0308rz").close();
        try (Secret noText = Secret.ofBytes(new byte[] {(byte) 0xC3, 0x28})) {
            assertInstanceOf(Failure.BadInput.class, failure(() -> file.open(noText, 0)));
        }
        assertInstanceOf(Failure.BadInput.class, failure(() -> Secret.ofChars(new char[] {'\uD800', 'x'})));
    }

    @Test
    void replacingAndRemovingAreSaved() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Entry first = Given.add(vault, "first", random);
        Entry second = Given.add(vault, "second", random);
        String print = vault.fingerprint(first.id());
        try (Credential next = Given.credential(first.kind(), random, 20)) {
            assertEquals(2, vault.replace(first.id(), next).revision());
        }
        assertNotEquals(print, vault.fingerprint(first.id()));
        assertTrue(print.matches("[0-9a-f]{8}"));
        vault.remove(second.id());
        Vault again = Given.open(file, PASS);
        assertEquals(List.of("first"), again.entries().stream().map(Entry::name).toList());
        assertEquals(Given.contents(vault), Given.contents(again));
        assertEquals(vault.fingerprint(first.id()), again.fingerprint(first.id()));
        assertInstanceOf(Failure.NotFound.class, failure(() -> again.remove(second.id())));
    }

    @Test
    void namesAreUniqueAndKindsAreKept() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Entry entry = Given.add(vault, "taken", random);
        long generation = vault.generation();
        assertInstanceOf(Failure.BadInput.class, failure(() -> Given.add(vault, "taken", random)));
        assertInstanceOf(Failure.BadInput.class, failure(() -> Given.add(vault, " ", random)));
        assertInstanceOf(Failure.BadInput.class, failure(() -> Given.add(vault, "half \uD800", random)));
        EntryKind other = entry.kind() == EntryKind.API_TOKEN ? EntryKind.OAUTH_CLIENT : EntryKind.API_TOKEN;
        try (Credential wrong = Given.credential(other, random, 5)) {
            assertInstanceOf(Failure.BadInput.class, failure(() -> vault.replace(entry.id(), wrong)));
        }
        assertEquals(generation, vault.generation(), "nothing of that was saved");
    }

    @Test
    void aNewPassphraseKillsTheOldOneAndItsCopies() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Given.add(vault, "one", random);
        assertNotNull(file.keptCopy());
        Map<String, String> before = Given.contents(vault);
        String id = vault.vaultId();
        Given.rekey(vault, "a second passphrase");
        assertNull(file.keptCopy());
        assertInstanceOf(Failure.Refused.class, failure(() -> Given.open(file, PASS)));
        Vault again = Given.open(file, "a second passphrase");
        assertEquals(before, Given.contents(again));
        assertEquals(id, again.vaultId());
        assertEquals(before, Given.contents(vault), "the open vault goes on with the new keys");
        Given.add(vault, "two", random);
        assertEquals(2, Given.open(file, "a second passphrase").entries().size());
    }

    @Test
    void anExportHoldsWhatWasChosenUnderItsOwnPassphrase() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Entry one = Given.add(vault, "one", random);
        Given.add(vault, "two", random);
        Path elsewhere = Given.FOLDER.resolve("copy.bsvault");
        var target = new VaultFile(elsewhere, disk, new Random(3), Given.CLOCK, new StandIn());
        try (Secret pass = Given.secret("for the copy");
                VaultDraft draft = vault.export(target, Set.of(one.id()), pass, Given.FLOOR);
                Vault copy = draft.write()) {
            assertNotEquals(vault.vaultId(), copy.vaultId());
            assertEquals(List.of(one), copy.entries());
        }
        assertInstanceOf(Failure.Refused.class, failure(() -> Given.open(target, PASS)));
        Map<String, String> expected = Given.contents(vault);
        expected.keySet().removeIf(key -> key.startsWith("two"));
        assertEquals(expected, Given.contents(Given.open(target, "for the copy")));
    }

    @Test
    void anExistingFileOrKeptCopyIsNeverReplacedByANewVault() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Given.add(vault, "one", random);
        assertInstanceOf(Failure.Conflict.class, failure(() -> Given.vault(file, PASS)));
        disk.delete(Given.FILE);
        assertInstanceOf(Failure.Conflict.class, failure(() -> Given.vault(file, PASS)));
    }

    @Test
    void aFileThatChangedUnderneathIsNotOverwritten() throws Exception {
        Vault first = Given.vault(file, PASS);
        Vault second = Given.open(file, PASS);
        Given.add(first, "one", random);
        String hash = file.contentHash();
        assertInstanceOf(Failure.Conflict.class, failure(() -> Given.add(second, "two", random)));
        assertEquals(hash, file.contentHash());
        assertEquals(List.of(), second.entries(), "what was not saved did not happen");
        disk.delete(Given.FILE);
        assertInstanceOf(Failure.Conflict.class, failure(() -> Given.add(first, "three", random)));
    }

    @Test
    void anOlderCopyIsToldAndOpenedOnlyOnPurpose() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Map<Path, byte[]> old = disk.files();
        Given.add(vault, "one", random);
        VaultFile restored = Given.file(new SimulatedStorage(Given.FOLDER, old), 4);
        try (Secret pass = Given.secret(PASS)) {
            assertInstanceOf(Failure.Conflict.class, failure(() -> restored.open(pass, 2)));
            assertEquals(1, restored.open(pass, 1).generation());
            assertEquals(1, restored.open(pass, VaultFile.ANY_GENERATION).generation());
        }
    }

    @Test
    void aDamagedFileBehindALinkIsSetAsideWhereItLies(@TempDir Path folder) throws Exception {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("vault.bsvault");
        Path link = Files.createSymbolicLink(folder.resolve("linked.bsvault"), real);
        var linked = new VaultFile(link, new DiskStorage(), random, Given.CLOCK, new StandIn());
        Given.vault(new VaultFile(real, new DiskStorage(), random, Given.CLOCK, new StandIn()), PASS)
                .close();
        try (Vault vault = Given.open(linked, PASS)) {
            Given.add(vault, "added", random);
        }
        Files.writeString(real, "damaged");
        Path aside = linked.putBackKept();
        assertEquals(real.toRealPath().getParent(), aside.getParent());
        assertEquals("damaged", Files.readString(aside));
        assertTrue(Files.isSymbolicLink(link));
        Given.open(linked, PASS).close();
    }

    @Test
    void aLockedVaultDoesNothing() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Entry entry = Given.add(vault, "one", random);
        vault.close();
        vault.close();
        List<Executable> acts = List.of(
                vault::entries,
                vault::check,
                () -> Given.add(vault, "two", random),
                () -> vault.remove(entry.id()),
                () -> vault.fingerprint(entry.id()),
                () -> vault.lend(entry.id(), _ -> true),
                () -> Given.rekey(vault, "another"));
        for (Executable act : acts) {
            assertInstanceOf(Failure.Refused.class, failure(act));
        }
    }

    @Test
    void whatIsLentIsErasedAfterwards() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Entry entry = Given.add(vault, "one", random);
        String field = entry.kind().fields().getFirst().name();
        Secret kept = vault.<Secret, BackstayException>lend(entry.id(), credential -> credential.secret(field));
        assertThrows(IllegalStateException.class, () -> kept.lendBytes(bytes -> bytes.length));
    }

    @Test
    void aWeakSlotIsMadeStrongerUnderTheSamePassphrase() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Given.add(vault, "one", random);
        var wanted = new Argon2id.Parameters(128 << 10, 4, 1);
        try (Secret pass = Given.secret(PASS);
                Secret wrong = Given.secret("wrong")) {
            assertInstanceOf(Failure.Refused.class, failure(() -> vault.upgrade(wrong, wanted)));
            assertTrue(vault.upgrade(pass, wanted));
            assertFalse(vault.upgrade(pass, wanted));
        }
        assertEquals(
                List.of(wanted, Given.FLOOR),
                file.outline().slots().stream().map(Outline.Slot::parameters).toList());
        assertNull(file.keptCopy(), "the copy would open at the lower price");
        assertEquals(Given.contents(vault), Given.contents(Given.open(file, PASS)));
    }

    @Test
    void aVaultIsNotMadeBelowTheFloor() throws Exception {
        var weak = new Argon2id.Parameters(19 << 10, 2, 1);
        try (Secret pass = Given.secret(PASS)) {
            assertInstanceOf(Failure.BadInput.class, failure(() -> file.create(pass, weak)));
        }
    }

    @Test
    void nothingShowsASecret() throws Exception {
        Vault vault = Given.vault(file, PASS);
        Entry entry = Given.add(vault, "one", random);
        String shown = vault + " " + entry + " " + file.outline() + " " + vault.entries()
                + vault.<String, BackstayException>lend(entry.id(), String::valueOf)
                + Json.compact(entry);
        assertFalse(shown.contains(Given.CANARY), shown);
        for (byte[] bytes : disk.files().values()) {
            assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains(Given.CANARY));
        }
        Failure failure = failure(() -> vault.<Boolean, BackstayException>lend(entry.id(), credential -> {
            throw new BackstayException(new Failure.BadInput(String.valueOf(credential), "x"));
        }));
        assertFalse(failure.toString().contains(Given.CANARY));
    }

    @Test
    void anInterruptedThreadSavesAllTheSame(@TempDir Path folder) throws Exception {
        var real = new VaultFile(
                folder.resolve("v.bsvault"), new DiskStorage(), new Random(5), Given.CLOCK, new StandIn());
        Vault vault = Given.vault(real, PASS);
        Thread.currentThread().interrupt();
        Given.add(vault, "one", random);
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertEquals(1, Given.open(real, PASS).entries().size());
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        Vault vault = Given.vault(file, PASS);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<EntryId>> acts = IntStream.range(0, 24)
                    .<Callable<EntryId>>mapToObj(i ->
                            () -> Given.add(vault, "name " + i, new Random(i)).id())
                    .toList();
            for (Future<EntryId> added : threads.invokeAll(acts)) {
                vault.fingerprint(added.get());
            }
        }
        assertEquals(24, Given.open(file, PASS).entries().size());
        assertEquals(25, vault.generation());
    }

    @Test
    void aSigningKeySignsUntilTheVaultIsLocked() throws Exception {
        Vault vault = Given.vault(file, PASS);
        var made = Ed25519.make("record", random);
        String publicKey = Base64.getEncoder().encodeToString(made.key().key());
        Map<String, Secret> fields =
                Map.of("keyName", Given.secret("record"), "publicKey", Given.secret(publicKey), "seed", made.seed());
        Entry entry;
        try (Credential key = Credential.of(EntryKind.SIGNING_KEY, fields)) {
            entry = vault.add(new EntryLabel(EntryKind.SIGNING_KEY, Purpose.SIGN, "k", "here", null, null), key);
        }
        var signer = vault.signer(entry.id());
        assertEquals(made.key(), signer.key());
        byte[] message = {1, 2, 3};
        var verifying = Signature.getInstance("Ed25519", "SunEC");
        byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] spki = Arrays.copyOf(encoded, encoded.length + 32);
        System.arraycopy(made.key().key(), 0, spki, encoded.length, 32);
        verifying.initVerify(KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(spki)));
        verifying.update(message);
        assertTrue(verifying.verify(signer.sign(message)));
        vault.close();
        assertInstanceOf(Failure.Refused.class, failure(() -> signer.sign(message)));
    }
}
