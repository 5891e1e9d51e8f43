package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.vault.Derivation;
import io.backstay.vault.KeyMaking;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The vault of a state folder with its record, on real files; the derivation costs its least.
abstract class WithVaultDesk {
    static final String PASSPHRASE = "granite walrus umbrella seven";
    static final String NEXT = "harbour violet engine nineteen";
    /// A third of it is the least that a new vault's derivation takes.
    private static final long HEAP_BYTES = 192L << 20;

    @TempDir
    Path folder;

    Instant now = Instant.parse("2026-11-25T03:00:00Z");
    Path home = Path.of("");
    AuditLog audit;
    VaultDesk desk;

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

    final void open(Role role) throws BackstayException {
        InstantSource clock = () -> now;
        audit = AuditLog.open(
                home.resolve("audit.db"), clock, new Who("jonas", role.word(), "test"), new SecureRandom());
        var place = new VaultPlace(
                home,
                new DiskStorage(),
                new SecureRandom(),
                clock,
                new KeyMaking(HEAP_BYTES, Derivation.argon2id(), _ -> Duration.ofSeconds(1)),
                VaultPlace.IDLE_USUAL);
        desk = new VaultDesk(
                place, audit, new Recorder(() -> audit, new Gate(role, () -> audit)), new SigningKeys(audit), Way::out);
    }

    final void again(Role role) throws BackstayException {
        desk.close();
        audit.close();
        open(role);
    }

    /// Makes the vault and leaves it open.
    String create() throws Exception {
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

    void unlock(String text) throws BackstayException, InterruptedException {
        try (Secret secret = Secrets.of(text)) {
            desk.unlock(secret);
        }
    }

    Failure refused(String text) {
        return assertThrows(BackstayException.class, () -> unlock(text)).failure();
    }

    Entry add(String name) throws Exception {
        Map<String, Secret> fields = new HashMap<>();
        fields.put("token", Secrets.of("canary-of-" + name));
        try (Credential credential = Credential.of(EntryKind.API_TOKEN, fields)) {
            return desk.add(new Vaults.Draft(EntryKind.API_TOKEN, Purpose.READ, name, "acme", null, 90), credential);
        }
    }

    List<String> acts() throws BackstayException {
        return audit.newest(EntryFilter.ALL, 100).stream()
                .map(entry -> entry.act() + (entry.outcome() == null ? "" : " " + entry.outcome()))
                .toList();
    }

    Vaults.Item item(String name) throws BackstayException {
        return desk.list().stream()
                .filter(item -> item.entry().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Gate gate() {
        return new Gate(Role.ADMINISTRATOR, () -> audit);
    }
}
