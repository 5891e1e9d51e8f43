package io.backstay.cli.connection;

import static io.backstay.cli.connection.StateCommands.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.codec.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// A server of somebody's own whose log lies in an object store alone: tested, listed, and a tenant brought back,
/// through the commands.
final class LogInStoreTest {
    @Test
    void aTenantComesBackFromABaseBackupAndALogInAStore() throws Exception {
        try (CrmServer crm = new CrmServer();
                CrmStore store = CrmStore.ofLog(crm.root());
                CrmCommands commands = new CrmCommands(crm)) {
            commands.makeVault();
            commands.keepLogKey(store);
            crm.makeRoles();
            refusesWhatIsNone(store, commands);
            says(0, "Added", commands.connect("crm", store.logOptions().toArray(String[]::new)));
            commands.map();
            crm.backUp("monday");
            crm.run("update crm.deals set amount = amount + 1");
            String account = crm.ask("select md5('a1')::uuid::text");
            SortedMap<String, String> before = crm.contents(account);
            Instant good = crm.now();
            crm.lose(account);
            crm.run("update crm.currencies set name = name");
            crm.archiveAll();
            store.moveIn(crm.archive(), "wal/");
            assertNotEquals(before, crm.contents(account));

            store.put("wal/~", "");
            listed(commands, good);
            String plan = commands.plan(account, good);
            crm.open(account);
            String approval = commands.approved(plan);
            Answer ran = commands.ask("restore", "run", plan, "--approval", approval, "--json");
            assertEquals(0, ran.code(), ran::toString);
            assertTrue(ran.at("verified").bool());
            assertEquals(before, crm.contents(account));
            holed(crm, store, commands);
        }
    }

    private static void refusesWhatIsNone(CrmStore store, CrmCommands commands) throws Exception {
        says(
                64,
                "name --archive or --wal-store, and not both",
                commands.connect("crm", with(store, "--archive=" + commands.folder())));
        says(64, "takes --wal-reader as well", commands.connect("crm", without(store, "--wal-reader")));
        says(64, "--wal-store says where", commands.connect("crm", without(store, "--wal-store")));
        says(64, "ends with /", commands.connect("crm", with(store, "--wal-prefix=wal")));
        says(0, "Added", commands.connect("wrong", with(store, "--wal-reader=CRM log, write")));
        says(3, "it is for write-to-live, and read is needed", commands.ask("sync", "wrong"));
        assertEquals(0, commands.run("connection", "remove", "wrong").code());
    }

    private static String[] with(CrmStore store, String more) {
        List<String> options = new ArrayList<>(store.logOptions());
        options.removeIf(each -> each.startsWith(more.substring(0, more.indexOf('=') + 1)));
        options.add(more);
        return options.toArray(String[]::new);
    }

    private static String[] without(CrmStore store, String option) {
        return store.logOptions().stream()
                .filter(each -> !each.startsWith(option))
                .toArray(String[]::new);
    }

    private static void listed(CrmCommands commands, Instant good) throws Exception {
        Answer tested = commands.ask("connection", "test", "crm");
        String lines = (tested.out() + tested.err()).replaceAll("\\s+", " ");
        assertTrue(lines.contains("/crm-log/wal/ takes the key of 'CRM log, read' and lists"), lines);
        assertTrue(lines.contains("s3:ListBucket on crm-log, s3:GetObject on what begins with crm-log/wal/"), lines);
        assertTrue(lines.contains("The key reads 0000000100000000"), "a marker of nothing is no segment: " + lines);
        assertTrue(lines.contains("Restorable is every moment from"), lines);
        assertTrue(lines.contains("The archive has 0000000100000000"), lines);
        Answer synced = commands.ask("sync", "crm", "--json");
        assertEquals(0, synced.code(), synced::toString);
        Instant latest =
                Instant.parse(listing(synced).required("window").fields().text("latest"));
        assertTrue(latest.isAfter(good), synced::toString);
    }

    private static Fields listing(Answer synced) throws Exception {
        return synced.at("connections").items().getFirst().fields();
    }

    /// A segment that is not there any more is a hole, not a failure.
    private static void holed(CrmServer crm, CrmStore store, CrmCommands commands) throws Exception {
        for (int i = 0; i < 3; i++) {
            crm.run("update crm.currencies set name = name");
            crm.archiveAll();
        }
        store.moveIn(crm.archive(), "wal/");
        List<String> segments = store.contents("wal/").keySet().stream()
                .filter(each -> each.matches("wal/[0-9A-F]{24}"))
                .toList();
        store.delete(segments.get(segments.size() - 2));
        Answer tested = commands.ask("connection", "test", "crm");
        says(
                1,
                "The log has 1 hole, the last from "
                        + segments.get(segments.size() - 2).substring(4),
                tested);
        Answer synced = commands.ask("sync", "crm", "--json");
        assertEquals(0, synced.code(), synced::toString);
        assertEquals(1, listing(synced).items("gaps").size());
    }
}
