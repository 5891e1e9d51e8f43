package io.backstay.cli.connection;

import static io.backstay.cli.connection.StateCommands.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.recovery.ScratchServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One tenant's rows brought back from a server that Backstay did not recover itself, from the command to the report:
/// a new server of RDS, and one that a person had made. Not against AWS.
final class AwsTenantTest {
    private static List<String> restores(CrmAtAws aws) {
        return aws.machine.effects().stream()
                .filter(each -> each.startsWith("Restore"))
                .toList();
    }

    @Test
    void whatATenantLostComesBackFromANewServerWhichIsMadeOnceAndTakenAway() throws Exception {
        try (CrmAtAws aws = new CrmAtAws()) {
            SortedMap<String, String> before = aws.crm.contents(aws.account);
            SortedMap<String, String> others = aws.crm.contents(aws.other);
            aws.lose();
            assertNotEquals(before, aws.crm.contents(aws.account));
            says(0, "RDS makes them as new servers", aws.commands.ask("connection", "test", "crm"));
            says(3, "which do not lie here", search(aws));

            Answer planned = says(0, "\"verdict\": \"recoverable\"", aws.plan("--policy=tax-agent-portal"));
            assertEquals("tax-agent-portal", planned.at("plan", "policy", "id").text());
            assertEquals(1, restores(aws).size(), aws.machine.effects()::toString);
            String server = aws.machine.names().getFirst();
            assertEquals("production", planned.at("plan", "source", "staging").text());
            assertEquals(CrmAtAws.ASSET, planned.at("plan", "source", "point").text());
            assertEquals(
                    aws.good.toString(),
                    planned.at("plan", "source", "restoreTo").text());
            assertTrue(planned.err().contains("restore discard " + server), planned::toString);

            says(
                    0,
                    aws.good + ", as " + server,
                    aws.commands.run("audit", "show", "--find", "restore.stage", "--json"));
            assertTrue(planned.at("because").items().getFirst().toString().contains("available"), planned::toString);

            aws.crm.open(aws.account);
            String approval = aws.commands.approved(aws.file());
            // The run begins and cannot ask about its server; whoever takes it up finds the one there is.
            aws.rds.refuses("DescribeDBInstances", "403 AccessDenied");
            Answer cut = aws.commands.ask("restore", "run", aws.file(), "--approval", approval, "--json");
            assertEquals(3, cut.code(), cut::toString);
            aws.rds.refuses("DescribeDBInstances", "");
            Answer ran = aws.commands.ask("restore", "resume", "R-0001", "--json");
            assertEquals(0, ran.code(), ran::toString);
            assertTrue(ran.at("verified").bool());

            assertEquals(before, aws.crm.contents(aws.account));
            assertEquals(others, aws.crm.contents(aws.other));
            told(aws, server, "Source: tax-agent-portal, ");
            assertEquals(List.of(), aws.machine.names(), "the scratch server is gone");
            assertEquals(
                    List.of("RestoreDBInstanceToPointInTime " + server, "DeleteDBInstance " + server),
                    aws.machine.effects());
            told(aws, server, "no log was at hand");
            undone(aws, others);
        }
    }

    @Test
    void aServerThatCannotBeTakenAwayKeepsNobodyFromTheResultAndGoesByTheAccountAlone() throws Exception {
        try (CrmAtAws aws = new CrmAtAws()) {
            aws.lose();
            // Whoever is cut off while RDS works knows what may have been made.
            aws.rds.refuses("RestoreDBInstanceToPointInTime", "403 AccessDenied");
            Answer cut = aws.plan();
            assertEquals(3, cut.code(), cut::toString);
            String asked = cut.err().replaceAll("\\s+", " ");
            Matcher named = Pattern.compile("restore discard (backstay-scratch-[0-9a-f]+) --connection production")
                    .matcher(asked);
            assertTrue(named.find(), asked);
            says(0, "as " + named.group(1), aws.commands.run("audit", "show", "--last", "200", "--json"));
            aws.rds.refuses("RestoreDBInstanceToPointInTime", "");

            says(0, "recoverable", aws.plan());
            String server = aws.machine.names().getFirst();
            assertNotEquals(named.group(1), server, "another plan is another restore with a server of its own");
            aws.crm.open(aws.account);
            String approval = aws.commands.approved(aws.file());
            aws.rds.refuses("DeleteDBInstance", "403 AccessDenied");
            Answer ran = aws.commands.ask("restore", "run", aws.file(), "--approval", approval, "--json");
            assertEquals(0, ran.code(), ran::toString);
            assertTrue(ran.at("verified").bool());
            assertTrue(ran.err().replaceAll("\\s+", " ").contains(server + " may still be there"), ran::toString);
            assertEquals(List.of(server), aws.machine.names());
            assertEquals(List.of("intent", "failed"), discards(aws, server));

            // Neither live nor its mapping is needed any more.
            aws.rds.refuses("DeleteDBInstance", "");
            Files.delete(aws.commands.home().resolve("mappings").resolve("crm.yaml"));
            assertEquals(0, aws.commands.run("connection", "remove", "crm").code());
            Answer over = aws.commands.ask("restore", "resume", "R-0002");
            assertTrue((over.out() + over.err()).contains("RUN-DONE"), over::toString);
            assertEquals(List.of(), aws.machine.names());
            assertEquals(List.of("intent", "failed", "intent", "done"), discards(aws, server));
        }
    }

    @Test
    void aDeclinedPlanLeavesNoServer() throws Exception {
        try (CrmAtAws aws = new CrmAtAws()) {
            aws.lose();
            says(0, "recoverable", aws.plan());
            String server = aws.machine.names().getFirst();
            String declined = aws.commands.approved(aws.file(), "--decline");
            Answer ran = aws.commands.ask("restore", "run", aws.file(), "--approval", declined);
            String said = (ran.out() + ran.err()).replaceAll("\\s+", " ");
            assertTrue(said.contains("APPROVAL-DECLINED"), ran::toString);
            assertTrue(said.contains("Removing backstay-scratch-"), () -> "what it waits for is told: " + ran);
            assertEquals(List.of(), aws.machine.names());
            assertEquals(List.of("intent", "done"), discards(aws, server));
        }
    }

    /// What the record says of taking a server away, in order.
    private static List<String> discards(CrmAtAws aws, String server) throws Exception {
        Answer record = aws.commands.run("audit", "show", "--find", "restore.discard", "--last", "100", "--json");
        List<String> said = new ArrayList<>();
        for (Value each : Json.parse("the record", record.out().getBytes(StandardCharsets.UTF_8))
                .items()) {
            if (StateCommands.member(each, "target").text().equals(server)) {
                String kind = StateCommands.member(each, "kind").text().toLowerCase(Locale.ROOT);
                said.add(
                        kind.equals("intent")
                                ? kind
                                : StateCommands.member(each, "outcome").text().toLowerCase(Locale.ROOT));
            }
        }
        return said;
    }

    private static Answer search(CrmAtAws aws) throws Exception {
        return aws.commands.ask(
                "restore",
                "find",
                "--asset=" + CrmAtAws.ASSET,
                "--tenant=" + aws.account,
                "--around=" + aws.good + "[UTC]",
                "--json");
    }

    /// What record and report say about where the rows came from.
    private static void told(CrmAtAws aws, String server, String sentence) throws Exception {
        Answer record = says(0, server, aws.commands.run("audit", "show", "--json"));
        assertFalse(record.out().contains(CrmServer.PASSWORD), "no secret is in the record");
        try (Stream<Path> files = Files.walk(aws.commands.home().resolve("reports"))) {
            String text = Files.readString(
                    files.filter(each -> each.endsWith("report.md")).findFirst().orElseThrow());
            assertTrue(text.contains(server), text);
            assertTrue(text.contains(sentence), text);
        }
    }

    private static void undone(CrmAtAws aws, SortedMap<String, String> others) throws Exception {
        Answer undone = aws.commands.ask("restore", "undo", "R-0001", "--confirm", "Account 1", "--json");
        assertEquals(0, undone.code(), undone::toString);
        assertTrue(aws.crm.contents(aws.account).values().stream().allMatch("0 "::equals), "it is gone again");
        assertEquals(others, aws.crm.contents(aws.other));
    }

    @Test
    void whatATenantLostComesBackFromAServerThatAPersonHadMadeAndNothingIsWrittenThere() throws Exception {
        try (CrmAtAws aws = new CrmAtAws()) {
            SortedMap<String, String> before = aws.crm.contents(aws.account);
            SortedMap<String, String> others = aws.crm.contents(aws.other);
            aws.lose();
            assertEquals(0, aws.commands.run("connection", "remove", "crm").code());
            aws.hosted();
            says(3, "Have its provider restore it to a new project or server", aws.plan());
            ScratchServer made = aws.rack().at("copy", aws.good);
            aws.login("copy, read", made.login("crm").port());
            says(
                    0,
                    "Added",
                    staging(aws, "copy", CrmAtAws.ASSET, made.login("crm").port()));
            says(0, "Added", staging(aws, "wrong", "another", made.login("crm").port()));
            says(0, "nothing here shows it", aws.commands.ask("connection", "test", "copy"));
            aws.login("live, as a copy", "localhost", aws.crm.port());
            says(0, "Added", staging(aws, "same", "localhost", aws.crm.port(), "live, as a copy", aws.good));
            says(1, "same leads to the live server itself", aws.commands.ask("connection", "test", "same"));
            says(3, "same leads to the live server itself", aws.plan("--staging=same"));
            Instant never = Instant.now().plus(Duration.ofDays(1));
            says(3, "which is to come", staging(aws, "future", "127.0.0.1", 5432, "copy, read", never));
            says(3, "wrong holds data of another", aws.plan("--staging=wrong"));
            says(3, "makes no scratch databases", aws.plan("--staging=crm"));
            says(3, "A second moment on copy", aws.plan("--staging=copy", "--damaged-at=" + aws.good.plusSeconds(1)));

            unlisted(aws, made);

            String untouched = fingerprint(made);
            Answer planned = says(0, "\"verdict\": \"recoverable\"", aws.plan("--staging=copy"));
            assertEquals("copy", planned.at("plan", "source", "staging").text());
            assertEquals(
                    aws.good.toString(),
                    planned.at("plan", "source", "restoreTo").text());
            aws.crm.open(aws.account);
            String approval = aws.commands.approved(aws.file());
            Answer ran = aws.commands.ask("restore", "run", aws.file(), "--approval", approval, "--json");
            assertEquals(0, ran.code(), ran::toString);
            assertTrue(ran.at("verified").bool());
            assertEquals(before, aws.crm.contents(aws.account));
            assertEquals(others, aws.crm.contents(aws.other));
            assertEquals(untouched, fingerprint(made), "nothing was written to the staging server");
            assertEquals(List.of(), aws.machine.effects(), "AWS was asked for nothing");
            told(aws, "a person says that it holds the data of", "a person stated; nothing showed it");
        }
    }

    /// A hosted database that no account lists.
    private static void unlisted(CrmAtAws aws, ScratchServer made) throws Exception {
        Answer added = aws.commands.run(
                "connection",
                "add",
                "hosted",
                "lonely",
                "--asset=lonely-db",
                "--host=127.0.0.1",
                "--port=" + aws.crm.port(),
                "--database=crm",
                "--reader=CRM, read",
                "--writer=CRM, write");
        assertEquals(0, added.code(), added::toString);
        Path mappings = aws.commands.home().resolve("mappings");
        Files.copy(mappings.resolve("crm.yaml"), mappings.resolve("lonely.yaml"));
        says(
                0,
                "Added",
                staging(aws, "lonely-copy", "lonely-db", made.login("crm").port()));
        List<String> plan = List.of(
                "restore",
                "plan",
                "--database=lonely-db",
                "--staging=lonely-copy",
                "--tenant=" + aws.account,
                "--dataset=Everything",
                "--around=" + aws.good);
        says(3, "List it with 'backstay sync'", aws.commands.ask(plan.toArray(String[]::new)));
        assertEquals(0, aws.commands.ask("sync", "lonely").code());
        Answer planned = says(
                0,
                "Scratch database lonely-copy, its moment as a person states it",
                aws.commands.ask(plan.toArray(String[]::new)));
        assertTrue(planned.out().contains("nothing here shows it"), planned::toString);
    }

    private static Answer staging(CrmAtAws aws, String name, String host, int port, String login, Instant at)
            throws Exception {
        return staging(aws, name, CrmAtAws.ASSET, host, port, login, at);
    }

    private static Answer staging(CrmAtAws aws, String name, String of, int port) throws Exception {
        return staging(aws, name, of, "127.0.0.1", port, "copy, read", aws.good);
    }

    private static Answer staging(CrmAtAws aws, String name, String of, String host, int port, String login, Instant at)
            throws Exception {
        return aws.commands.run(
                "connection",
                "add",
                "staging",
                name,
                "--of=" + of,
                "--at=" + at,
                "--host=" + host,
                "--port=" + port,
                "--database=crm",
                "--login=" + login);
    }

    /// Every relation of the database with its rows written, as the server itself counts them.
    private static String fingerprint(ScratchServer server) throws Exception {
        Login login = server.login("crm");
        try (Connection session = login.open("test");
                var statement = session.createStatement();
                var row = statement.executeQuery("""
                        select md5(string_agg(oid::text || relname || relfilenode || coalesce(
                          (select string_agg(x::text, ',') from (
                             select n_tup_ins, n_tup_upd, n_tup_del from pg_stat_user_tables s
                             where s.relid = c.oid) x),
                          ''), ';' order by oid))
                        from pg_class c where relnamespace::regnamespace::text !~ '^pg_(toast_)?temp'""")) {
            row.next();
            return row.getString(1);
        }
    }
}
