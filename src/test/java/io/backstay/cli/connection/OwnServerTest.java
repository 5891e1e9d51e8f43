package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.CrmCommands.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One tenant out of somebody's own server, through the commands alone, from the empty state folder to the undo.
final class OwnServerTest {
    @Test
    void aTenantComesBackThroughTheCommandsAndGoesAgain() throws Exception {
        try (CrmServer crm = new CrmServer();
                CrmCommands commands = new CrmCommands(crm)) {
            story(crm, commands);
        }
    }

    private static void story(CrmServer crm, CrmCommands commands) throws Exception {
        String account = crm.ask("select md5('a1')::uuid::text");
        String other = crm.ask("select md5('a2')::uuid::text");
        commands.makeVault();
        assertEquals(0, commands.connect("crm").code());
        crm.makeRoles();
        commands.map();
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

        Answer tested = commands.ask("connection", "test", "crm", "--json");
        assertEquals(0, tested.code(), tested::toString);
        Answer listed = commands.run("sync", "crm", "--json");
        assertEquals(0, listed.code(), listed::toString);
        var window = CrmCommands.member(listed.at("connections").items().getFirst(), "window");
        assertTrue(Instant.parse(CrmCommands.member(window, "latest").text()).isAfter(good), listed::out);
        found(commands, account, good);

        String plan = commands.plan(account, good);
        crm.open(account);
        Answer ran = commands.ask("restore", "run", plan, "--approval", commands.approved(plan), "--json");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.at("verified").bool());
        assertEquals(before, crm.contents(account));
        assertEquals(others, crm.contents(other));

        Answer status = commands.run("restore", "status", "R-0001", "--json");
        assertEquals(0, status.code(), status::toString);
        assertEquals("DONE", status.at("state").text());
        Answer undone = commands.ask("restore", "undo", "R-0001", "--confirm", "Account 1", "--json");
        assertEquals(0, undone.code(), undone::toString);
        assertTrue(undone.at("undone").bool());
        assertTrue(crm.contents(account).values().stream().allMatch("0 "::equals), "what came back is gone again");
        assertEquals(others, crm.contents(other));
        restoreTests(commands);
        leavesNoSecret(commands);
    }

    private static void found(CrmCommands commands, String account, Instant good) throws Exception {
        Answer found = commands.ask(
                "restore", "find", "--tenant", account, "--around", good + "[UTC]", "--dataset", "crm.deals", "--json");
        assertEquals(0, found.code(), found::toString);
        assertTrue(
                Instant.parse(found.at("commit", "at").text()).isAfter(good), "the deletion came after the last look");
    }

    private static void restoreTests(CrmCommands commands) throws Exception {
        for (String kind : new String[] {"integrity", "tenant"}) {
            Answer tested = commands.ask("test", "run", "--kind", kind, "--connection", "crm", "--json");
            assertEquals(0, tested.code(), tested::toString);
        }
    }

    private static void leavesNoSecret(CrmCommands commands) throws Exception {
        try (Stream<Path> files = Files.walk(commands.home())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                commands.secrets().forEach(secret -> assertFalse(text.contains(secret), file::toString));
            }
        }
        try (Stream<Path> left = Files.walk(commands.folder().resolve("scratch"))) {
            assertEquals(0, left.filter(Files::isRegularFile).count(), "scratch servers are gone");
        }
    }
}
