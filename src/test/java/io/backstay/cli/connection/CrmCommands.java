package io.backstay.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Terminal;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.LabSpec;
import io.backstay.lab.seed.PracticeSize;
import io.backstay.seal.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Commands over one state folder, each of which opens it anew, as a process of its own does.
final class CrmCommands implements AutoCloseable {
    private static final String PASSPHRASE = "a passphrase for this test alone";
    private static final long HEAP_BYTES = 200L << 20;

    private final CrmServer crm;
    private final Path folder = TestPostgres.folder("backstay-own-");
    private final Path passphrase = folder.resolve("passphrase");

    CrmCommands(CrmServer crm) throws Exception {
        this.crm = crm;
        Files.writeString(
                Files.createFile(
                        passphrase, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                PASSPHRASE + "\n");
    }

    /// How a command ended and what it said.
    record Answer(int code, String out, String err) {
        Value document() throws Exception {
            return Json.parse("standard output", out);
        }

        /// What the one document holds there.
        Value at(String... keys) throws Exception {
            Value value = document();
            for (String key : keys) {
                value = member(value, key);
            }
            return value;
        }

        /// The line of a test of a connection about one part.
        Value line(String part) throws Exception {
            for (Value each : at("lines").items()) {
                if (member(each, "part").text().equals(part)) {
                    return each;
                }
            }
            throw new AssertionError("no line about " + part + ": " + out);
        }

        /// Whether a part holds: `true`, `false` or `null`.
        String holds(String part) throws Exception {
            return Json.compact(member(line(part), "holds"));
        }

        String sentence(String part) throws Exception {
            return member(line(part), "sentence").text();
        }
    }

    static Value member(Value value, String key) {
        if (value instanceof Value.Members(var _, var members)) {
            return Objects.requireNonNull(members.get(key), key);
        }
        throw new AssertionError("no object: " + value);
    }

    Path home() {
        return folder.resolve("home");
    }

    Path folder() {
        return folder;
    }

    /// What no file and no answer may hold.
    List<String> secrets() {
        return List.of(PASSPHRASE, CrmServer.PASSWORD, CrmStore.SECRET);
    }

    /// The vault, with a credential for each purpose.
    void makeVault() throws Exception {
        Answer made = run(
                "vault",
                "init",
                "--passphrase-file",
                passphrase.toString(),
                "--recovery-file",
                folder.resolve("recovery").toString());
        assertEquals(0, made.code(), made::toString);
        credential("CRM, read", "read", "backstay_reader");
        credential("CRM, scratch", "restore-to-scratch", "crm_admin");
        credential("CRM, no superuser", "restore-to-scratch", "backstay_reader");
        credential("CRM, write", "write-to-live", "backstay_prover");
    }

    private void credential(String name, String purpose, String user) throws Exception {
        List<String> words = new ArrayList<>(List.of("vault", "add", "--passphrase-file", "-"));
        words.addAll(List.of("--kind", "postgres-login", "--purpose", purpose, "--name", name, "--account", "crm-db"));
        for (String field : List.of(
                "host=127.0.0.1",
                "port=" + crm.port(),
                "database=crm",
                "user=" + user,
                "tlsMode=verify-full",
                "ca=" + crm.certificate())) {
            words.addAll(List.of("--field", field));
        }
        Answer added = typed(PASSPHRASE + "\n" + CrmServer.PASSWORD + "\n", words.toArray(String[]::new));
        assertEquals(0, added.code(), added::toString);
    }

    /// The keys of the object store, one for each purpose.
    void keepKeys(CrmStore store) throws Exception {
        key(store, "CRM files, read", "read", "READER", store.endpoint());
        key(store, "CRM files, scratch", "restore-to-scratch", "SCRATCH", store.endpoint());
        key(store, "CRM files, write", "write-to-live", "WRITER", store.endpoint());
        key(store, "elsewhere, read", "read", "READER", "https://127.0.0.2");
    }

    /// The key of another store.
    void keepKeyElsewhere(CrmStore store) {
        key(store, "new place, scratch", "restore-to-scratch", "NEW", store.endpoint());
    }

    private void key(CrmStore store, String name, String purpose, String id, String endpoint) {
        List<String> words = new ArrayList<>(List.of("vault", "add", "--passphrase-file", "-"));
        words.addAll(
                List.of("--kind", "aws-access-key", "--purpose", purpose, "--name", name, "--account", "crm-files"));
        for (String field : List.of("accessKeyId=" + id, "endpoint=" + endpoint, "ca=" + store.certificate())) {
            words.addAll(List.of("--field", field));
        }
        Answer added = typed(PASSPHRASE + "\n" + CrmStore.SECRET + "\n", words.toArray(String[]::new));
        assertEquals(0, added.code(), added::toString);
    }

    /// Adds a connection to the server; what is given here counts more.
    Answer connect(String name, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("connection", "add", name));
        List<String> usual = List.of(
                "--host=127.0.0.1",
                "--port=" + crm.port(),
                "--database=crm",
                "--backups=" + crm.backups(),
                "--archive=" + crm.archive(),
                "--scratch=" + folder.resolve("scratch"),
                "--programs=" + TestPostgres.programs().bin(),
                "--reader=CRM, read",
                "--scratch-superuser=CRM, scratch",
                "--writer=CRM, write");
        for (String each : usual) {
            String option = each.substring(0, each.indexOf('=') + 1);
            if (Arrays.stream(more).noneMatch(other -> other.startsWith(option))) {
                words.add(each);
            }
        }
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    /// Drafts the mapping and completes it as the guide tells a person to.
    void map() throws Exception {
        Path file = home().resolve("mappings").resolve("crm.yaml");
        Answer drafted = ask("tenant", "map", "--connection", "crm", "--draft", file.toString());
        assertEquals(0, drafted.code(), drafted::toString);
        Files.writeString(
                file,
                Files.readString(file)
                                .replaceFirst("confirmed: false", "confirmed: true")
                                .replaceAll("# {3}- \\{table: crm\\.(comments|legacy_notes)", "  - {table: crm.$1")
                                .replaceFirst("  - \\{table: crm", "links:\n  - {table: crm")
                        + "excluded: [crm.search_cache]\n");
    }

    /// Plans to bring everything of an account back.
    ///
    /// @return the plan's file
    String plan(String account, Instant good) throws Exception {
        String file = folder.resolve("crm.plan.json").toString();
        Answer planned = ask(
                "restore",
                "plan",
                "--database",
                "crm",
                "--tenant",
                account,
                "--name",
                "Account 1",
                "--dataset",
                "Everything",
                "--around",
                good.toString(),
                "--out",
                file,
                "--json");
        assertEquals(0, planned.code(), planned::toString);
        assertEquals("production", planned.at("plan", "target", "environment").text());
        return file;
    }

    /// Has another person approve a plan.
    ///
    /// @return the approval's file
    String approved(String plan) throws Exception {
        Answer key = ask("trust", "key", "--as", "mira", "--json");
        assertEquals(0, key.code(), key::toString);
        Answer added = run(
                "trust",
                "add",
                "mira",
                key.at("key").text(),
                "--fingerprint",
                key.at("fingerprint").text());
        assertEquals(0, added.code(), added::toString);
        Answer approved = ask("restore", "approve", plan, "--as", "mira", "--yes", "--json");
        assertEquals(0, approved.code(), approved::toString);
        return approved.at("file").text();
    }

    /// With the passphrase of the vault.
    Answer ask(String... words) throws Exception {
        String[] more = Arrays.copyOf(words, words.length + 2);
        more[words.length] = "--passphrase-file";
        more[words.length + 1] = passphrase.toString();
        return run(more);
    }

    Answer run(String... words) throws Exception {
        return typed("", words);
    }

    private Answer typed(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                false,
                null,
                InstantSource.system(),
                folder.resolve("defects"),
                "test");
        int code = new Cli(terminal, _ -> desk()).run(words);
        return new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// The desk that the commands use, for what takes one process.
    LocalDesk desk() {
        LabSpec labs = new LabSpec(
                folder.resolve("lab"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                PracticeSize.SMALL,
                1);
        var means = new LocalDesk.Means(
                InstantSource.system(),
                new SecureRandom(),
                new DiskStorage(),
                HEAP_BYTES,
                Duration.ofMinutes(5),
                List::of);
        return new LocalDesk(new LocalDesk.Place(home(), labs, "jonas", "test", "0.1.0-test"), means);
    }

    /// Opens the vault of a desk.
    static void unlock(LocalDesk desk) throws Exception {
        try (Secret secret = Secrets.of(PASSPHRASE)) {
            desk.vaults().unlock(secret);
        }
    }

    @Override
    public void close() throws BackstayException {
        Folders.remove(folder);
    }
}
