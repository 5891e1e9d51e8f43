package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.audit.AuditLog;
import io.backstay.audit.EntryFilter;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Argon2id;
import io.backstay.vault.EntryLabel;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultDraft;
import io.backstay.vault.VaultFile;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is lent stands in the record first.
class LendingsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T03:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void whatCouldNotBeRecordedIsRecordedByTheNextAttempt() throws Exception {
        Path record = folder.resolve("audit.db");
        try (AuditLog audit = AuditLog.open(record, CLOCK, new Who("jonas", "admin", "test"), new SecureRandom());
                Vault vault = vault()) {
            Entry entry = added(vault);
            var lendings = new Lendings(audit);
            change(record, "CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END");
            assertThrows(BackstayException.class, () -> lendings.record(vault, entry, "connection crm"));
            assertThrows(BackstayException.class, () -> lendings.record(vault, entry, "connection crm"));
            change(record, "DROP TRIGGER full");
            lendings.record(vault, entry, "connection crm");
            lendings.record(vault, entry, "connection crm");
            lendings.record(vault, entry, "connection other");
            assertEquals(
                    List.of("connection crm", "connection other"),
                    audit.newest(EntryFilter.ALL, 100).stream()
                            .map(each -> each.detail().get("to"))
                            .sorted()
                            .toList());
        }
    }

    private Vault vault() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        var file = new VaultFile(home.resolve("vault.bsvault"), new DiskStorage(), new SecureRandom(), CLOCK);
        try (var passphrase = Secrets.of("granite walrus umbrella seven");
                VaultDraft draft = file.create(passphrase, Argon2id.Parameters.FLOOR_CREATED)) {
            return draft.write();
        }
    }

    private static Entry added(Vault vault) throws Exception {
        try (Credential credential =
                Credential.of(EntryKind.API_TOKEN, new HashMap<>(Map.of("token", Secrets.of("canary"))))) {
            return vault.add(
                    new EntryLabel(EntryKind.API_TOKEN, Purpose.READ, "reader", "acme", null, null), credential);
        }
    }

    private static void change(Path record, String sql) throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + record);
                Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }
}
