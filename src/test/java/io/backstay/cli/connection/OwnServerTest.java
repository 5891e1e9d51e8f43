package io.backstay.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.base.DiskStorage;
import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Terminal;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.LabSpec;
import io.backstay.lab.PracticeSize;
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
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One tenant out of somebody's own server, through the commands alone; every command opens the state folder anew,
/// as a process of its own does.
final class OwnServerTest {
    private static final String PASSPHRASE = "a passphrase for this test alone";
    private static final long HEAP_BYTES = 200L << 20;

    private final Path folder = TestPostgres.folder("backstay-own-");
    private final Path home = folder.resolve("home");
    private final Path passphrase = folder.resolve("passphrase");
    private CrmServer crm;

    private record Answer(int code, String out, String err) {
        Value document() throws Exception {
            return Json.parse("standard output", out);
        }
    }

    @BeforeEach
    void start() throws Exception {
        crm = new CrmServer();
        Files.writeString(
                Files.createFile(
                        passphrase, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                PASSPHRASE + "\n");
    }

    @AfterEach
    void stop() throws Exception {
        crm.close();
        Folders.remove(folder);
    }

    @Test
    void aTenantComesBackThroughTheCommandsAndGoesAgain() throws Exception {
        String account = crm.ask("select md5('a1')::uuid::text");
        String other = crm.ask("select md5('a2')::uuid::text");
        prepare();

        Answer early = ask("connection", "test", "crm", "--json");
        assertEquals(1, early.code(), early::toString);
        assertEquals("false", line(early, "mapping"));
        assertEquals("null", line(early, "Backstay's tables"));
        map(account);
        Answer unready = ask("connection", "test", "crm", "--json");
        assertEquals(1, unready.code(), unready::toString);
        crm.makeRoles();
        crm.beElsewhere();
        crm.backUp("monday");
        crm.run("update crm.deals set amount = amount + 1");
        SortedMap<String, String> before = crm.contents(account);
        SortedMap<String, String> others = crm.contents(other);
        Instant good = crm.now();
        crm.lose(account);
        crm.run("update crm.currencies set name = name");
        crm.archiveAll();
        assertNotEquals(before, crm.contents(account));

        Answer tested = ask("connection", "test", "crm", "--json");
        assertEquals(0, tested.code(), tested::toString);
        Answer listed = run("sync", "crm", "--json");
        assertEquals(0, listed.code(), listed::toString);
        Value window = at(at(listed.document(), "connections").items().getFirst(), "window");
        assertTrue(Instant.parse(at(window, "latest").text()).isAfter(good), listed::out);

        String plan = plan(account, good);
        crm.open(account);
        Answer ran = ask("restore", "run", plan, "--approval", approved(plan), "--json");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(at(ran.document(), "verified").bool());
        assertEquals(before, crm.contents(account));
        assertEquals(others, crm.contents(other));

        Answer status = run("restore", "status", "R-0001", "--json");
        assertEquals(0, status.code(), status::toString);
        assertEquals("DONE", at(status.document(), "state").text());
        Answer undone = ask("restore", "undo", "R-0001", "--confirm", "Account 1", "--json");
        assertEquals(0, undone.code(), undone::toString);
        assertTrue(at(undone.document(), "undone").bool());
        assertTrue(crm.contents(account).values().stream().allMatch("0 "::equals), "what came back is gone again");
        assertEquals(others, crm.contents(other));
        leavesNoSecret();
    }

    /// The vault with a credential for each purpose, and the connection.
    private void prepare() throws Exception {
        Answer made = run(
                "vault",
                "init",
                "--passphrase-file",
                passphrase.toString(),
                "--recovery-file",
                folder.resolve("recovery").toString());
        assertEquals(0, made.code(), made::toString);
        credential("CRM, read", "read", "backstay_reader");
        credential("CRM, scratch", "restore-to-scratch", "postgres");
        credential("CRM, write", "write-to-live", "backstay_prover");
        Answer added = run(
                "connection",
                "add",
                "crm",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(crm.port()),
                "--database",
                "crm",
                "--backups",
                crm.backups().toString(),
                "--archive",
                crm.archive().toString(),
                "--scratch",
                folder.resolve("scratch").toString(),
                "--programs",
                TestPostgres.programs().bin().toString(),
                "--reader",
                "CRM, read",
                "--scratch-superuser",
                "CRM, scratch",
                "--writer",
                "CRM, write");
        assertEquals(0, added.code(), added::toString);
    }

    private void credential(String name, String purpose, String user) throws Exception {
        List<String> words = new ArrayList<>(List.of("vault", "add", "--passphrase-file", "-"));
        words.addAll(List.of("--kind", "postgres-login", "--purpose", purpose, "--name", name, "--account", "crm-db"));
        for (String field : List.of(
                "host=127.0.0.1",
                "port=" + crm.port(),
                "database=crm",
                "user=" + user,
                "tlsMode=" + crm.tlsMode(),
                "ca=" + crm.certificate())) {
            words.addAll(List.of("--field", field));
        }
        Answer added = typed(PASSPHRASE + "\n" + CrmServer.PASSWORD + "\n", words.toArray(String[]::new));
        assertEquals(0, added.code(), added::toString);
    }

    /// Drafts and confirms as the guide tells a person to.
    private void map(String account) throws Exception {
        crm.run("create role backstay_reader login bypassrls password '" + CrmServer.PASSWORD + "';"
                + "grant pg_read_all_data to backstay_reader");
        Path file = home.resolve("mappings").resolve("crm.yaml");
        Answer drafted = ask("tenant", "map", "--connection", "crm", "--draft", file.toString());
        assertEquals(0, drafted.code(), drafted::toString);
        String completed = Files.readString(file)
                        .replaceFirst("confirmed: false", "confirmed: true")
                        .replaceAll("# {3}- \\{table: crm\\.(comments|legacy_notes)", "  - {table: crm.$1")
                        .replaceFirst("  - \\{table: crm", "links:\n  - {table: crm")
                + "excluded: [crm.search_cache]\n";
        Files.writeString(file, completed);
        Answer shown = ask("tenant", "show", "--connection", "crm", "--tenant", account);
        assertEquals(1, shown.code(), shown::toString);
    }

    private String plan(String account, Instant good) throws Exception {
        Path file = folder.resolve("crm.plan.json");
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
                file.toString(),
                "--json");
        assertEquals(0, planned.code(), planned::toString);
        return file.toString();
    }

    private String approved(String plan) throws Exception {
        assertEquals(0, ask("trust", "key", "--as", "mira", "--json").code());
        Answer key = ask("trust", "key", "--as", "mira", "--json");
        Answer added = run(
                "trust",
                "add",
                "mira",
                at(key.document(), "key").text(),
                "--fingerprint",
                at(key.document(), "fingerprint").text());
        assertEquals(0, added.code(), added::toString);
        Answer approved = ask("restore", "approve", plan, "--as", "mira", "--yes", "--json");
        assertEquals(0, approved.code(), approved::toString);
        return at(approved.document(), "file").text();
    }

    private void leavesNoSecret() throws Exception {
        String file = Files.readString(home.resolve("connections.json"));
        assertFalse(file.contains(CrmServer.PASSWORD) || file.contains(PASSPHRASE), file);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("connections.json"))));
    }

    private static String line(Answer answer, String part) throws Exception {
        for (Value each : at(answer.document(), "lines").items()) {
            if (at(each, "part").text().equals(part)) {
                return Json.compact(at(each, "holds"));
            }
        }
        throw new AssertionError("no line about " + part + ": " + answer.out());
    }

    private static Value at(Value value, String key) {
        if (value instanceof Value.Members(var _, var members)) {
            return Objects.requireNonNull(members.get(key), key);
        }
        throw new AssertionError("no object: " + value);
    }

    /// With the passphrase of the vault.
    private Answer ask(String... words) throws Exception {
        String[] more = Arrays.copyOf(words, words.length + 2);
        more[words.length] = "--passphrase-file";
        more[words.length + 1] = passphrase.toString();
        return run(more);
    }

    private Answer run(String... words) throws Exception {
        return typed("", words);
    }

    private Answer typed(String input, String... words) throws Exception {
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
        int code = new Cli(
                        terminal,
                        _ -> new LocalDesk(new LocalDesk.Place(home, labs, "jonas", "test", "0.1.0-test"), means))
                .run(words);
        return new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
