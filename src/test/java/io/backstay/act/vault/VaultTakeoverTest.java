package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditLog;
import io.backstay.audit.EntryFilter;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.way.Way;
import io.backstay.fixture.Asked;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.vault.Derivation;
import io.backstay.vault.KeyMaking;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class VaultTakeoverTest {
    private static final String PASSPHRASE = "granite walrus umbrella seven";

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    /// One installation.
    private record Site(Path home, AuditLog audit, VaultDesk desk) {
        Path file() {
            return home.resolve("vault.bsvault");
        }

        List<String> acts() throws BackstayException {
            return audit.newest(EntryFilter.ALL, 100).stream()
                    .map(entry -> entry.act() + (entry.outcome() == null ? "" : " " + entry.outcome()))
                    .toList();
        }

        void create() throws Exception {
            try (Secret passphrase = Secrets.of(PASSPHRASE);
                    Vaults.Pending pending = desk.create(passphrase, Progress.NONE)) {
                pending.confirm(pending.recoveryCode());
            }
        }

        void add(String name) throws Exception {
            try (var credential = Asked.credential(EntryKind.API_TOKEN, Map.of("token", "of-" + name))) {
                desk.add(new Vaults.Draft(EntryKind.API_TOKEN, Purpose.READ, name, "acme", null, null), credential);
            }
        }
    }

    private Site site(String name, Role role) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        InstantSource clock = InstantSource.system();
        AuditLog audit = AuditLog.open(
                home.resolve("audit.db"), clock, new Who("jonas", role.word(), "test"), new SecureRandom());
        open.add(audit);
        var place = new VaultPlace(
                home,
                new DiskStorage(),
                new SecureRandom(),
                clock,
                new KeyMaking(192L << 20, Derivation.argon2id(), _ -> Duration.ofSeconds(1)),
                VaultPlace.IDLE_USUAL);
        var desk = new VaultDesk(
                place, audit, new Recorder(() -> audit, new Gate(role, () -> audit)), new SigningKeys(audit), Way::out);
        open.add(desk);
        return new Site(home, audit, desk);
    }

    private static Failure refused(Executable act) {
        return assertThrows(BackstayException.class, act).failure();
    }

    @Test
    void aVaultFromElsewhereIsCopiedWholeRecordedAndOpensWithItsOwnPassphrase() throws Exception {
        Site first = site("first", Role.ADMINISTRATOR);
        first.create();
        Site second = site("second", Role.ADMINISTRATOR);
        second.desk().adopt(first.file());
        assertArrayEquals(Files.readAllBytes(first.file()), Files.readAllBytes(second.file()));
        assertEquals(Vaults.State.LOCKED, second.desk().status().state());
        assertTrue(second.acts().containsAll(List.of("vault.adopt", "vault.adopt DONE")), second.acts()::toString);
        try (Secret passphrase = Secrets.of(PASSPHRASE)) {
            second.desk().unlock(passphrase);
        }
        byte[] before = Files.readAllBytes(second.file());
        assertInstanceOf(Failure.Conflict.class, refused(() -> second.desk().adopt(first.file())));
        assertArrayEquals(before, Files.readAllBytes(second.file()), "one that is there is not written over");
    }

    @Test
    void whatIsNoVaultIsNotTakenAndLeavesNothingBehind() throws Exception {
        Site site = site("home", Role.ADMINISTRATOR);
        Path text = Files.writeString(folder.resolve("notes.bsvault"), "canary: no vault at all");
        assertInstanceOf(Failure.Corrupt.class, refused(() -> site.desk().adopt(text)));
        assertInstanceOf(Failure.NotFound.class, refused(() -> site.desk().adopt(folder.resolve("nowhere.bsvault"))));
        assertEquals(Vaults.State.ABSENT, site.desk().status().state());
        try (Stream<Path> files = Files.list(site.home())) {
            assertFalse(files.anyMatch(each -> each.toString().endsWith(".tmp")));
        }
        Site viewer = site("viewer", Role.RESPONDER);
        assertInstanceOf(Failure.Refused.class, refused(() -> viewer.desk().adopt(text)));
    }

    @Test
    void aDamagedVaultIsSetAsideAndItsKeptCopyTakesItsPlace() throws Exception {
        Site site = site("home", Role.ADMINISTRATOR);
        site.create();
        site.add("kept");
        site.add("lost");
        assertInstanceOf(
                Failure.Conflict.class, refused(() -> site.desk().putBack()), "a whole vault stays where it is");
        site.desk().lock(Vaults.LockCause.OPERATOR);
        byte[] whole = Files.readAllBytes(site.file());
        byte[] damaged = Arrays.copyOf(whole, whole.length - 7);
        Files.write(site.file(), damaged);
        Vaults.Kept kept = Objects.requireNonNull(site.desk().kept());
        assertEquals(2, kept.entries(), "the signing key and the first token");
        assertEquals(1, kept.savesLost());
        Path aside = site.desk().putBack();
        assertArrayEquals(damaged, Files.readAllBytes(aside), "the damaged file stays");
        assertNull(site.desk().status().damage());
        assertNotNull(site.desk().kept(), "and so does the copy");
        assertTrue(site.acts().contains("vault.put-back DONE"), site.acts()::toString);
        try (Secret passphrase = Secrets.of(PASSPHRASE)) {
            assertInstanceOf(Failure.Conflict.class, refused(() -> site.desk().unlock(passphrase)));
            site.desk().acceptOlder(passphrase);
        }
        assertEquals(2, site.desk().list().size());
    }

    @Test
    void aKeptCopyThatIsDamagedTooIsNotPutAnywhere() throws Exception {
        Site site = site("home", Role.ADMINISTRATOR);
        site.create();
        site.add("kept");
        site.desk().lock(Vaults.LockCause.OPERATOR);
        Files.writeString(site.file(), "damaged");
        Path copy = Objects.requireNonNull(site.desk().status().keptCopy());
        Files.writeString(copy, "damaged as well");
        assertInstanceOf(Failure.Corrupt.class, refused(() -> site.desk().kept()));
        assertInstanceOf(Failure.Corrupt.class, refused(() -> site.desk().putBack()));
        assertEquals("damaged", Files.readString(site.file()));
        Files.delete(copy);
        assertNull(site.desk().kept());
        assertInstanceOf(Failure.NotFound.class, refused(() -> site.desk().putBack()));
    }
}
