package io.backstay.cli.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.base.DiskStorage;
import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Terminal;
import io.backstay.fixture.Secrets;
import io.backstay.lab.LabSpec;
import io.backstay.lab.seed.PracticeSize;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.vault.EntryLabel;
import io.backstay.vault.KeyMaking;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultDraft;
import io.backstay.vault.VaultFile;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vault files that one has, and those that were damaged, through the commands alone and on real files.
final class VaultRescueTest {
    private static final String PASSPHRASE = "granite walrus umbrella seven";
    private static final int FORBIDDEN = 3;

    @TempDir
    Path folder;

    /// How a command ended and what it said.
    private record Answer(int code, String out, String err) {}

    private Path home() {
        return folder.resolve("home");
    }

    private Path file() {
        return home().resolve("vault.bsvault");
    }

    private Answer run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream((PASSPHRASE + "\n").getBytes(UTF_8)),
                false,
                null,
                InstantSource.system(),
                folder.resolve("defects"),
                "test");
        var labs = new LabSpec(
                folder.resolve("lab"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                PracticeSize.SMALL,
                1);
        var means = new LocalDesk.Means(
                InstantSource.system(),
                new SecureRandom(),
                new DiskStorage(),
                KeyMaking.argon2id(200L << 20),
                Duration.ofMinutes(5),
                List::of);
        int code = new Cli(
                        terminal,
                        _ -> new LocalDesk(new LocalDesk.Place(home(), labs, "jonas", "test", "0.1.0-test"), means))
                .run(words);
        return new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// A vault with two tokens, saved three times.
    private Path elsewhere() throws Exception {
        Path file = Files.createDirectories(folder.resolve("elsewhere")).resolve("mine.bsvault");
        var vaultFile = new VaultFile(file, new DiskStorage(), new SecureRandom(), InstantSource.system());
        try (Secret passphrase = Secrets.of(PASSPHRASE);
                VaultDraft draft = vaultFile.create(passphrase, Argon2id.Parameters.FLOOR_CREATED);
                Vault vault = draft.write()) {
            for (String name : new String[] {"first", "second"}) {
                try (Credential token =
                        Credential.of(EntryKind.API_TOKEN, new HashMap<>(Map.of("token", Secrets.of("of " + name))))) {
                    vault.add(new EntryLabel(EntryKind.API_TOKEN, Purpose.READ, name, "acme", null, null), token);
                }
            }
        }
        return file;
    }

    private static void refused(Answer answer, String words) {
        assertEquals(FORBIDDEN, answer.code(), answer::toString);
        assertEquals("", answer.out());
        assertTrue(answer.err().contains(words), answer::toString);
    }

    @Test
    void aVaultThatOneHasIsTakenOverDamagedPutBackAndOpened() throws Exception {
        Path mine = elsewhere();
        assertTrue(run("vault", "files").out().startsWith("There is no vault file here."));
        refused(run("vault", "adopt", folder.resolve("nowhere.bsvault").toString()), "does not exist");
        Path text = Files.writeString(folder.resolve("notes.bsvault"), "no vault at all");
        refused(run("vault", "adopt", text.toString()), "is damaged");
        refused(run("vault", "put-back", "--yes"), "A kept copy");
        assertFalse(Files.exists(file()), "nothing was half written");

        Answer adopted = run("vault", "adopt", mine.toString());
        assertEquals(0, adopted.code(), adopted::toString);
        assertArrayEquals(Files.readAllBytes(mine), Files.readAllBytes(file()));
        refused(run("vault", "adopt", mine.toString()), "exists already");
        refused(run("vault", "put-back", "--yes"), "A kept copy");
        refused(run("vault", "set-aside", "vault.bsvault"), "not in the way");

        Files.copy(mine.resolveSibling("mine.bsvault.prev"), home().resolve("vault.bsvault.prev"));
        refused(run("vault", "put-back", "--yes"), "not damaged");
        byte[] damaged = Arrays.copyOf(Files.readAllBytes(mine), 300);
        Files.write(file(), damaged);
        refused(run("vault", "list", "--passphrase-file", "-"), "'backstay vault files'");
        Answer files = run("vault", "files");
        assertTrue(files.out().contains("backstay vault put-back"), files::out);
        assertTrue(files.out().contains("1 credential\n"), files::out);
        refused(run("vault", "put-back"), "no terminal");
        Answer back = run("vault", "put-back", "--yes", "--json");
        assertEquals(0, back.code(), back::toString);
        assertTrue(back.out().contains("\"entries\": 1") || back.out().contains("\"entries\" : 1"), back::out);
        try (Stream<Path> left = Files.list(home())) {
            Path aside = left.filter(each -> each.toString().contains(".damaged-"))
                    .findFirst()
                    .orElseThrow();
            assertArrayEquals(damaged, Files.readAllBytes(aside));
        }
        Answer opened = run("vault", "accept-older", "--passphrase-file", "-");
        assertEquals(0, opened.code(), opened::toString);
        assertEquals(0, run("vault", "list", "--passphrase-file", "-").code());
        Answer record = run("audit", "show");
        for (String act : new String[] {"vault.adopt", "vault.put-back", "vault.accept-older"}) {
            assertTrue(record.out().contains(act), record::out);
        }
    }

    @Test
    void aDamagedVaultWithoutACopyIsSetAsideSoThatABackupCanBeTakenOver() throws Exception {
        Path mine = elsewhere();
        Files.createDirectories(home());
        Files.writeString(file(), "damaged");
        refused(run("vault", "set-aside", "another.bsvault"), "'backstay vault files'");
        Answer aside = run("vault", "set-aside", "vault.bsvault");
        assertEquals(0, aside.code(), aside::toString);
        Files.copy(mine, home().resolve("vault.bsvault.prev"));
        refused(run("vault", "adopt", mine.toString()), "vault set-aside");
        assertEquals(0, run("vault", "set-aside", "vault.bsvault.prev").code());
        Answer files = run("vault", "files", "--json");
        assertTrue(files.out().contains("take-over"), files::out);
        assertEquals(0, run("vault", "adopt", mine.toString()).code());
        try (Stream<Path> left = Files.list(home())) {
            assertEquals(
                    2, left.filter(each -> each.toString().contains(".aside-")).count(), "nothing is deleted");
        }
    }
}
