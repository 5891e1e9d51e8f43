package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.connect.postgres.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What is typed wrongly is refused with a sentence, and what does not hold is said part by part.
final class ConnectionLineTest {
    private static final String TABLES = "Backstay's tables";

    @Test
    void connectionsAreAddedListedProvenAndForgotten() throws Exception {
        try (CrmServer crm = new CrmServer();
                CrmCommands commands = new CrmCommands(crm)) {
            wrongInput(commands);
            commands.makeVault();
            beforeAnythingIsThere(crm, commands);
            afterTheScript(crm, commands);
            besides(crm, commands);
            whatDrifted(crm, commands);
            forgotten(commands);
        }
    }

    private static void wrongInput(CrmCommands commands) throws Exception {
        says(64, "begins with a letter or digit", commands.connect("CRM"));
        says(64, "'lab' is the practice lab", commands.connect("lab"));
        says(64, "a port is 1 to 65535", commands.connect("crm", "--port=0"));
        says(64, "not a host name", commands.connect("crm", "--host=a b"));
        says(64, "a database has a name", commands.connect("crm", "--database= "));
        says(64, "each purpose has a credential of its own", commands.connect("crm", "--writer=CRM, read"));
        says(64, "each purpose has a credential of its own", commands.connect("crm", "--scratch-superuser=CRM, read"));
        says(64, "an empty path names no file or folder", commands.connect("crm", "--archive="));
        says(64, "staging", commands.connect("crm", "--environment=practice"));
        says(64, "--backups", commands.run("connection", "add", "crm", "--host", "h", "--database", "d"));
        says(3, "/no/such/folder with the base backups", commands.connect("crm", "--backups=/no/such/folder"));
        says(3, "/no/programs with the programs", commands.connect("crm", "--programs=/no/programs"));
        says(3, "The asset practice-db is the practice lab's", commands.connect("crm", "--asset=practice-db"));
        says(3, "A connection called crm does not exist", commands.run("connection", "test", "crm"));
        says(3, "A connection called crm does not exist", commands.run("sync", "crm"));
        says(3, "A connection called crm does not exist", commands.run("tenant", "map", "--connection", "crm"));
        says(3, "A connection called crm", commands.run("test", "run", "--kind", "full", "--connection", "crm"));
        assertFalse(Files.exists(commands.home().resolve("connections.json")));

        wrongStore(commands);
        assertEquals(0, commands.connect("crm").code());
        says(3, "A connection called crm is there already", commands.connect("crm", "--asset=other"));
        says(3, "The asset crm belongs to the connection crm", commands.connect("crm2", "--asset=crm"));
        Answer listed = commands.run("connection", "list", "--json");
        assertEquals(1, listed.at("connections").items().size());
        says(3, "vault", commands.run("connection", "test", "crm"));
    }

    private static void wrongStore(CrmCommands commands) throws Exception {
        String[] right = {
            "--store=https://s3.example",
            "--store-region=eu-1",
            "--store-bucket=crm-files",
            "--store-prefix=accounts/{tenant}/",
            "--store-reader=a",
            "--store-scratch=b",
            "--store-writer=c"
        };
        Map<String, String> wrong = Map.of(
                "--store=http://s3.example", "clear text is allowed to this machine only",
                "--store=s3.example", "needs https://",
                "--store-bucket=UPPER", "not a bucket name",
                "--store-prefix=accounts/", "names the tenant once",
                "--store-prefix={tenant}", "ends in '/'",
                "--store-writer=a", "each purpose has a credential of its own",
                "--store-asset=crm", "two assets with a name each",
                "--store-asset=practice-files", "practice lab's",
                "--store-rows=crm.files", "a table and three columns",
                "--store-style=upside-down", "virtual");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            String option = each.getKey().substring(0, each.getKey().indexOf('=') + 1);
            List<String> words = new ArrayList<>(List.of(right));
            words.removeIf(word -> word.startsWith(option));
            words.add(each.getKey());
            Answer answer = commands.connect("crm", words.toArray(String[]::new));
            assertTrue(answer.code() == 64 || answer.code() == 3, answer::toString);
            assertTrue(answer.err().contains(each.getValue()), () -> each + ": " + answer);
        }
        says(64, "--store says where", commands.connect("crm", "--store-bucket=crm-files"));
        says(64, "takes --store-region as well", commands.connect("crm", "--store=https://s3.example"));
        says(
                64,
                "not before an address",
                commands.connect("crm", with(right, "--store=https://127.0.0.1", "--store-style=virtual")));
    }

    private static String[] with(String[] words, String first, String more) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[0] = first;
        all[words.length] = more;
        return all;
    }

    /// No base backup, no roles, no mapping.
    private static void beforeAnythingIsThere(CrmServer crm, CrmCommands commands) throws Exception {
        Answer early = commands.ask("connection", "test", "crm", "--json");
        assertEquals(1, early.code(), early::toString);
        assertEquals("false", early.holds("base backups"));
        assertEquals("null", early.holds("write-ahead log"));
        assertTrue(early.sentence("server").contains("password authentication failed"), early::out);
        assertTrue(early.sentence("mapping").contains("tenant map --connection crm --draft"), early::out);
        assertEquals("null", early.holds(TABLES));
        assertEquals("true", early.holds("scratch superuser"));
        Answer empty = commands.run("sync", "--json");
        assertEquals(0, empty.code(), empty::toString);
        assertEquals(
                0,
                CrmCommands.member(empty.at("connections").items().getFirst(), "points")
                        .whole());

        crm.makeRoles();
        commands.map();
        crm.backUp("monday");
        crm.archiveAll();
        assertEquals(0, commands.ask("connection", "test", "crm").code());
    }

    private static void afterTheScript(CrmServer crm, CrmCommands commands) throws Exception {
        crm.run("drop table backstay.restore_runs");
        Answer missing = commands.ask("connection", "test", "crm", "--json");
        assertEquals(1, missing.code(), missing::toString);
        assertEquals("false", missing.holds(TABLES));
        crm.run(missing.at("script").text());
        Answer made = commands.ask("connection", "test", "crm", "--json");
        assertEquals(0, made.code(), made::toString);
    }

    private static void whatDrifted(CrmServer crm, CrmCommands commands) throws Exception {
        crm.run("grant update (full_name) on crm.contacts to backstay_reader");
        crm.run("create view crm.names as select full_name from crm.contacts");
        crm.run("create view crm.sums as select count(*) deals from crm.deals");
        crm.run("create foreign data wrapper nothing; create server away foreign data wrapper nothing");
        crm.run("create foreign table crm.far (deal int) server away");
        crm.run("grant insert, update on crm.names, crm.sums, crm.far to backstay_reader");
        crm.run("alter role backstay_prover nobypassrls");
        Path mapping = commands.home().resolve("mappings").resolve("crm.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("[crm.search_cache]", "[crm.no_such_table]"));
        Files.move(
                crm.backups().resolve("monday").resolve("backup_manifest"),
                crm.backups().resolve("away"));
        Answer drifted = commands.ask("connection", "test", "crm", "--json");
        assertEquals(1, drifted.code(), drifted::toString);
        assertTrue(drifted.sentence("base backups").contains("monday without a backup_manifest"), drifted::out);
        assertTrue(
                drifted.sentence("reader changes nothing").contains("may change crm.contacts, crm.far, crm.names."),
                drifted::out);
        assertTrue(drifted.sentence("mapping fits").contains("no_such_table"), drifted::out);
        assertTrue(drifted.sentence("writer").contains("subject to row-level security"), drifted::out);
        assertEquals("null", drifted.holds(TABLES));
        crm.run("drop view crm.names, crm.sums; drop foreign data wrapper nothing cascade");
        crm.run("revoke update (full_name) on crm.contacts from backstay_reader");
        crm.run("alter role backstay_prover bypassrls");
        misnamed(commands, mapping);

        Folders.remove(crm.archive());
        Answer away = commands.run("sync", "--json");
        assertEquals(3, away.code(), away::toString);
        assertEquals(6, away.at("problems").items().size(), "one that is away does not hide the others");
    }

    /// Each credential is taken for its own purpose only, and goes to its own server only.
    private static void misnamed(CrmCommands commands, Path mapping) throws Exception {
        assertEquals(
                0,
                commands.connect("swapped", "--reader=CRM, write", "--writer=CRM, read")
                        .code());
        Answer swapped = commands.ask("connection", "test", "swapped", "--json");
        assertTrue(swapped.sentence("server").contains("is for write-to-live, and read is needed"), swapped::out);
        assertEquals(
                0,
                commands.connect("elsewhere", "--host=localhost", "--mapping=" + mapping)
                        .code());
        Answer elsewhere = commands.ask("connection", "test", "elsewhere", "--json");
        assertTrue(elsewhere.sentence("server").contains("it belongs to 127.0.0.1"), elsewhere::out);
        assertTrue(elsewhere.sentence("mapping fits").contains("nobody could log in"), elsewhere::out);
        assertEquals(0, commands.connect("unknown", "--reader=Nobody's").code());
        Answer unknown = commands.ask("connection", "test", "unknown", "--json");
        assertTrue(unknown.sentence("server").contains("'Nobody's' in the vault does not exist"), unknown::out);
        Answer people = commands.ask("connection", "test", "unknown");
        assertTrue(people.out().contains("DOES NOT server"), people::out);
    }

    /// Another way to tell tenants apart, a store that is not there, somebody who is no superuser, and two at once.
    private static void besides(CrmServer crm, CrmCommands commands) throws Exception {
        crm.run("create schema tenant_a7; create table tenant_a7.notes (id int primary key, body text)");
        Path mapping = Files.writeString(commands.folder().resolve("schemas.yaml"), """
                format: backstay-mapping/1
                confirmed: true
                tenant: account
                schemas: ["tenant_{tenant}"]
                whole: ["tenant_{tenant}"]
                writer: {role: backstay_writer, registry: backstay.restore_runs, settings: {}}
                """);
        Answer added = commands.connect(
                "schemas",
                "--mapping=" + mapping,
                "--scratch-superuser=CRM, no superuser",
                "--store=https://127.0.0.1:1",
                "--store-region=eu-1",
                "--store-bucket=crm-files",
                "--store-prefix={tenant}/",
                "--store-reader=CRM, read",
                "--store-scratch=nobody's",
                "--store-writer=CRM, write");
        assertEquals(0, added.code(), added::toString);
        Answer tested = commands.ask("connection", "test", "schemas", "--json");
        assertEquals(1, tested.code(), tested::toString);
        assertEquals("true", tested.holds("mapping fits"), tested::out);
        assertEquals("true", tested.holds("writer"), tested::out);
        assertTrue(tested.sentence("scratch superuser").contains("backstay_reader is no superuser"), tested::out);
        assertTrue(tested.sentence("object store").contains("it is no AWS access key"), tested::out);
        assertEquals("null", tested.holds("files of a tenant"));
        twoAtOnce(commands);
    }

    private static void twoAtOnce(CrmCommands commands) throws Exception {
        var ready = new CountDownLatch(2);
        Callable<Answer> adding = () -> {
            ready.countDown();
            ready.await();
            return commands.connect("twin");
        };
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : both.invokeAll(List.of(adding, adding))) {
                answers.add(each.get());
            }
            answers.sort(Comparator.comparingInt(Answer::code));
            assertEquals(0, answers.getFirst().code(), answers::toString);
            assertEquals(3, answers.getLast().code(), answers::toString);
            String said = answers.getLast().err();
            assertTrue(said.contains("is there already") || said.contains("connections.json.lock"), said);
        }
        Answer listed = commands.run("connection", "list", "--json");
        assertEquals(3, listed.at("connections").items().size(), listed::out);
    }

    private static void forgotten(CrmCommands commands) throws Exception {
        for (String each : new String[] {"crm", "swapped", "elsewhere", "unknown", "schemas", "twin"}) {
            assertEquals(0, commands.run("connection", "remove", each).code());
        }
        says(3, "A connection called crm does not exist", commands.run("connection", "remove", "crm"));
        assertEquals(
                0,
                commands.run("connection", "list", "--json")
                        .at("connections")
                        .items()
                        .size());
        Answer record = commands.run("audit", "show", "--json");
        for (String act : new String[] {"connection.add", "connection.test", "connection.sync", "connection.remove"}) {
            assertTrue(record.out().contains(act), act);
        }
    }

    private static void says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        assertTrue(answer.err().contains(words), answer::toString);
    }
}
