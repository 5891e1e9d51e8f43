package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.connect.postgres.Folders;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One tenant out of somebody's own server, through the commands alone, from the empty state folder to the undo.
final class OwnServerTest {
    @Test
    void aTenantComesBackWithItsFilesThroughTheCommandsAndGoesAgain() throws Exception {
        try (CrmServer crm = new CrmServer();
                CrmStore store = new CrmStore(crm.root());
                CrmCommands commands = new CrmCommands(crm)) {
            prepared(crm, store, commands);
            story(crm, store, commands);
            crm.archiveAll();
            crm.packArchive();
            exported(crm, commands, crm.ask("select md5('a2')::uuid::text"));
            restoreTests(commands);
            everything(crm, store, commands);
            archived(crm, store, commands);
            leavesNoSecret(commands);
        }
    }

    private static void prepared(CrmServer crm, CrmStore store, CrmCommands commands) throws Exception {
        commands.makeVault();
        commands.keepKeys(store);
        crm.addFiles();
        for (Map.Entry<String, String> file : crm.files().entrySet()) {
            store.put(file.getKey(), file.getValue());
        }
        assertEquals(0, commands.connect("crm", store.options()).code());
        crm.makeRoles();
        commands.map();
        Path mapping = commands.home().resolve("mappings").resolve("crm.yaml");
        Files.writeString(
                mapping, Files.readString(mapping) + "files: [{table: crm.attachments, column: object_key}]\n");
        crm.beElsewhere();
        crm.backUp("monday");
        crm.run("update crm.deals set amount = amount + 1");
    }

    private static void story(CrmServer crm, CrmStore store, CrmCommands commands) throws Exception {
        String account = crm.ask("select md5('a1')::uuid::text");
        String other = crm.ask("select md5('a2')::uuid::text");
        String files = "accounts/" + account + "/";
        SortedMap<String, String> before = crm.contents(account);
        SortedMap<String, String> others = crm.contents(other);
        SortedMap<String, String> bytes = store.contents(files);
        SortedMap<String, String> othersBytes = store.contents("accounts/" + other + "/");
        assertEquals(2, bytes.size());
        Instant good = crm.now();
        crm.lose(account);
        bytes.keySet().forEach(key -> lost(store, key));
        store.put(files + "later.txt", "came later");
        crm.run("update crm.currencies set name = name");
        crm.archiveAll();
        assertNotEquals(before, crm.contents(account));

        tested(commands);
        keepsKeysFromOtherStores(store, commands);
        listed(commands, good);
        found(commands, account, good);
        CrmSets.walk(commands, account, good);

        refusesAnUnknownPolicy(commands, account, good);
        String plan = commands.plan(account, good);
        assertFalse(Files.readString(Path.of(plan)).contains("\"policy\""), "nobody named one");
        crm.open(account);
        String approval = commands.approved(plan);
        refusesAnotherStore(store, commands, plan, approval);
        Answer ran = commands.ask("restore", "run", plan, "--approval", approval, "--json");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.at("verified").bool());
        String report = Files.readString(commands.home().resolve("reports/INC-0001/report.md"));
        assertTrue(report.contains("This restore was held against no policy."), report);
        assertFalse(report.contains("agentic-labs"), "nobody promised that here");
        assertEquals(before, crm.contents(account));
        assertEquals(others, crm.contents(other));
        SortedMap<String, String> wanted = new TreeMap<>(bytes);
        wanted.put(files + "later.txt", "came later");
        assertEquals(wanted, store.contents(files));
        assertEquals(othersBytes, store.contents("accounts/" + other + "/"));

        Answer status = commands.run("restore", "status", "R-0001", "--json");
        assertEquals(0, status.code(), status::toString);
        assertEquals("DONE", status.at("state").text());
        Answer undone = commands.ask("restore", "undo", "R-0001", "--confirm", "Account 1", "--json");
        assertEquals(0, undone.code(), undone::toString);
        assertTrue(undone.at("undone").bool());
        assertTrue(crm.contents(account).values().stream().allMatch("0 "::equals), "what came back is gone again");
        assertEquals(others, crm.contents(other));
        assertEquals(wanted, store.contents(files), "files are never deleted");

        assertEquals(
                0, commands.run("connection", "policy", "crm", "agentic-labs").code());
        String promised = Files.readString(Path.of(commands.plan(account, good)));
        assertTrue(
                promised.contains("\"policy\"") && promised.contains("agentic-labs"), "its connection names one now");
    }

    private static void refusesAnUnknownPolicy(CrmCommands commands, String account, Instant good) throws Exception {
        Answer refused = commands.ask(
                "restore",
                "plan",
                "--database=crm",
                "--tenant=" + account,
                "--dataset=Everything",
                "--around=" + good,
                "--policy=nobodys");
        assertEquals(3, refused.code(), refused::toString);
        assertTrue(refused.err().contains("Choose one of tax-agent-portal"), refused::toString);
        Answer cases = commands.run("incident", "list", "--json");
        assertFalse(cases.toString().contains("INC-"), cases::toString);
    }

    /// What lies in an archive is named first and asked for once, by a person who said so.
    private static void archived(CrmServer crm, CrmStore store, CrmCommands commands) throws Exception {
        String account = crm.ask("select md5('a1')::uuid::text");
        String file = "accounts/" + account + "/years ago.txt";
        store.putAway(file, "years ago");
        Instant good = store.newest(file);
        store.delete(file);
        String[] words = {
            "points", "retrieve", "--connection", "crm", "--tenant", account, "--at", good.toString(), "--json"
        };
        Answer looked = commands.ask(words);
        assertEquals(0, looked.code(), looked::toString);
        assertEquals(1, looked.at("archived").whole());
        assertEquals("years ago".length(), looked.at("bytes").whole());
        assertEquals(0, looked.at("asked").whole(), "nobody agreed to it");
        String[] agreed = Arrays.copyOf(words, words.length + 1);
        agreed[words.length] = "--yes";
        assertEquals(1, commands.ask(agreed).at("asked").whole());
        assertEquals(0, commands.ask(agreed).at("asked").whole(), "it is on its way");
        agreed[words.length] = "--days=366";
        assertEquals(3, commands.ask(agreed).code());
        Answer locks = commands.ask(
                "points", "locks", "--connection", "crm", "--tenant", account, "--at", good.toString(), "--json");
        assertEquals(0, locks.code(), locks::toString);
        assertEquals(locks.at("files").whole(), locks.at("neither").whole(), "nothing locks them");
        assertTrue(locks.at("files").whole() > 0, locks::out);
        Answer acts = commands.run("audit", "show", "--json");
        assertTrue(acts.out().contains("files.retrieve"), acts::out);
        assertTrue(acts.out().contains("files.locks"), acts::out);
    }

    /// What was approved names the store and the prefix that the files come back in.
    private static void refusesAnotherStore(CrmStore store, CrmCommands commands, String plan, String approval)
            throws Exception {
        reconnected(commands);
        Answer none = commands.ask("restore", "run", plan, "--approval", approval, "--json");
        assertEquals(1, none.code(), none::toString);
        assertEquals("FILES-CHANGED", none.at("refusal").text());
        assertTrue(none.at("sentence").text().contains("no object store instead of crm-files"), none::out);
        reconnected(commands, store.options("--store-prefix=customers/{tenant}/"));
        Answer other = commands.ask("restore", "run", plan, "--approval", approval, "--json");
        assertEquals(1, other.code(), other::toString);
        assertTrue(other.at("sentence").text().contains("customers/"), other::out);
        reconnected(commands, store.options());
    }

    private static void reconnected(CrmCommands commands, String... options) throws Exception {
        assertEquals(0, commands.run("connection", "remove", "crm").code());
        assertEquals(0, commands.connect("crm", options).code());
    }

    private static void lost(CrmStore store, String key) {
        try {
            store.delete(key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void tested(CrmCommands commands) throws Exception {
        Answer tested = commands.ask("connection", "test", "crm", "--json");
        assertEquals(0, tested.code(), tested::toString);
        assertTrue(tested.sentence("object store").contains("over TLS, certificate checked"), tested::out);
        assertEquals("true", tested.holds("object versions"));
        assertTrue(tested.sentence("files of a tenant").contains("file"), tested::out);
        assertEquals("true", tested.holds("objects, scratch key"));
        assertEquals("true", tested.holds("objects, writer key"));
    }

    /// The vault says which store a key belongs to, whatever a connection says.
    private static void keepsKeysFromOtherStores(CrmStore store, CrmCommands commands) throws Exception {
        assertEquals(
                0,
                commands.connect("other", store.options("--store-reader=elsewhere, read"))
                        .code());
        Answer tested = commands.ask("connection", "test", "other", "--json");
        assertTrue(tested.sentence("object store").contains("it belongs to https://127.0.0.2"), tested::out);
        assertEquals(0, commands.run("connection", "remove", "other").code());
    }

    private static void listed(CrmCommands commands, Instant good) throws Exception {
        Answer listed = commands.ask("sync", "crm", "--json");
        assertEquals(0, listed.code(), listed::toString);
        var one = listed.at("connections").items().getFirst();
        var window = CrmCommands.member(one, "window");
        assertTrue(Instant.parse(CrmCommands.member(window, "latest").text()).isAfter(good), listed::out);
        var objects = CrmCommands.member(one, "objects");
        assertEquals("crm-files", CrmCommands.member(objects, "asset").text());
        assertEquals(7, CrmCommands.member(objects, "versions").whole());
        assertEquals(2, CrmCommands.member(objects, "markers").whole());
        Answer locked = commands.run("sync", "crm", "--json");
        assertEquals(3, locked.code(), "the store was not listed");
        assertEquals(
                1,
                CrmCommands.member(locked.at("connections").items().getFirst(), "points")
                        .whole(),
                "the database was");
    }

    private static void found(CrmCommands commands, String account, Instant good) throws Exception {
        Answer found = commands.ask(
                "restore", "find", "--tenant", account, "--around", good + "[UTC]", "--dataset", "crm.deals", "--json");
        assertEquals(0, found.code(), found::toString);
        assertTrue(
                Instant.parse(found.at("commit", "at").text()).isAfter(good), "the deletion came after the last look");
    }

    /// Every row of the account and of nobody else, as the database itself counts them.
    private static void exported(CrmServer crm, CrmCommands commands, String account) throws Exception {
        Path folder = commands.folder().resolve("export");
        Answer exported = commands.ask(
                "tenant", "export", "--connection", "crm", "--tenant", account, "--to", folder.toString(), "--json");
        assertEquals(0, exported.code(), exported::toString);
        SortedMap<String, String> counted = crm.contents(account);
        assertTrue(counted.values().stream().anyMatch(each -> !each.startsWith("0 ")), "this account has rows");
        var tables = exported.at("tables").items();
        assertTrue(tables.size() >= counted.size(), exported::out);
        for (var table : tables) {
            String name = CrmCommands.member(table, "table").text();
            Path file = folder.resolve(CrmCommands.member(table, "file").text());
            long rows = CrmCommands.member(table, "rows").whole();
            if (counted.containsKey(name)) {
                assertTrue(counted.get(name).startsWith(rows + " "), name);
            }
            assertEquals(
                    CrmCommands.member(table, "sha256").text(), Digest.hex(Files.readAllBytes(file)), file::toString);
            assertEquals(rows, Files.readAllLines(file).size() - 1, file::toString);
        }
        assertTrue(Files.readString(folder.resolve("export.json")).contains("backstay-tenant-export/1"));
        Answer again =
                commands.ask("tenant", "export", "--connection", "crm", "--tenant", account, "--to", folder.toString());
        assertEquals(3, again.code(), "nothing is written over");
        Folders.remove(folder);
    }

    private static void restoreTests(CrmCommands commands) throws Exception {
        for (String kind : new String[] {"integrity", "tenant", "point-in-time", "full", "object-rollback"}) {
            Answer tested = commands.ask("test", "run", "--kind", kind, "--connection", "crm", "--json");
            assertEquals(0, tested.code(), tested::toString);
            assertEquals("passed", tested.at("outcome").text());
            assertEquals(
                    kind.equals("object-rollback") ? "crm-files" : "crm",
                    tested.at("assets").items().getFirst().text());
        }
    }

    /// Rows and files, the files into a bucket of another store, and never into one that holds something.
    private static void everything(CrmServer crm, CrmStore store, CrmCommands commands) throws Exception {
        SortedMap<String, String> files = store.contents("accounts/");
        assertFalse(files.isEmpty());
        try (CrmStore elsewhere = CrmStore.elsewhere(crm.root())) {
            commands.keepKeyElsewhere(elsewhere);
            Path place = commands.folder().resolve("new-place");
            Answer restored = everything(commands, place, "--bucket-key", "new place, scratch");
            assertEquals(0, restored.code(), restored::toString);
            assertTrue(restored.at("verified").bool());
            assertTrue(restored.at("bucket").text().endsWith(CrmStore.NEW_BUCKET), restored::out);
            assertEquals(files.size(), restored.at("files").whole());
            assertTrue(Files.isDirectory(place.resolve("data")));
            assertEquals(files, elsewhere.contents(""));
            assertEquals("text/plain", elsewhere.type(files.firstKey()));
            try (Stream<Path> inside = Files.list(place)) {
                assertTrue(inside.noneMatch(each -> each.toString().endsWith(".part")), "the way is cleared");
            }
            Folders.remove(place);

            Answer filled = everything(commands, place, "--bucket-key", "new place, scratch");
            assertEquals(3, filled.code(), filled::toString);
            assertTrue(filled.err().contains("empty bucket"), filled::err);
            assertFalse(Files.exists(place), "nothing was begun");
        }
        Path place = commands.folder().resolve("other-place");
        assertEquals(64, everything(commands, place).code(), "a bucket has a key of its own");
        Answer wrong = everything(commands, place, "--bucket-key", "CRM files, write");
        assertTrue(wrong.err().contains("restore-to-scratch is needed"), wrong::err);
        assertFalse(Files.exists(place));
        assertEquals(files, store.contents("accounts/"), "the files that are in use are as they were");
    }

    private static Answer everything(CrmCommands commands, Path place, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("restore", "run", "--scope", "environment", "--json"));
        words.addAll(List.of("--connection", "crm", "--to", place.toString(), "--bucket", CrmStore.NEW_BUCKET));
        words.addAll(List.of(more));
        return commands.ask(words.toArray(String[]::new));
    }

    private static void leavesNoSecret(CrmCommands commands) throws Exception {
        try (Stream<Path> files = Files.walk(commands.home())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                commands.secrets().forEach(secret -> assertFalse(text.contains(secret), file::toString));
            }
        }
        try (Stream<Path> left = Files.walk(commands.folder().resolve("scratch"))) {
            // The lock of a place for scratch servers stays for the next.
            List<Path> files = left.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
            assertEquals(List.of(), files, "scratch servers are gone");
        }
    }
}
