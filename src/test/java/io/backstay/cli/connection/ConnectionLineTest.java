package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.CrmCommands.Answer;
import io.backstay.connect.postgres.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
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

        assertEquals(0, commands.connect("crm").code());
        says(3, "A connection called crm is there already", commands.connect("crm", "--asset=other"));
        says(3, "The asset crm belongs to the connection crm", commands.connect("crm2", "--asset=crm"));
        Answer listed = commands.run("connection", "list", "--json");
        assertEquals(1, listed.at("connections").items().size());
        says(3, "vault", commands.run("connection", "test", "crm"));
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
        assertEquals(4, away.at("problems").items().size(), "one that is away does not hide the others");
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

    private static void forgotten(CrmCommands commands) throws Exception {
        for (String each : new String[] {"crm", "swapped", "elsewhere", "unknown"}) {
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
