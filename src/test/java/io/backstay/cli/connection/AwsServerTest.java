package io.backstay.cli.connection;

import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.connect.postgres.Login;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A new server out of an account's backups, from the command to the report, over real HTTP; the stand-in's new server
/// is a real PostgreSQL with the data of that moment. Not against AWS.
final class AwsServerTest {
    private static final String HERE = RdsMachine.REGION;
    private static final String MOMENT = "2026-11-25T17:30:00Z";

    private final RdsMachine machine = new RdsMachine();
    private final AwsRds rds = rds();

    private AwsRds rds() {
        try {
            return new AwsRds()
                    .makes(machine)
                    .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                    .has(HERE, "DescribeDBInstanceAutomatedBackups", automated(HERE, HERE, "crm", "db-CRM", "active"))
                    .has(
                            HERE,
                            "DescribeDBSnapshots",
                            snapshot(HERE, "rds:crm-1", "crm", "db-CRM", "automated", "2026-11-25T02:10:00Z"),
                            snapshot(HERE, "crm-1", "crm", "db-CRM", "manual", "2026-11-25T02:10:00Z"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Answer says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        String said = (answer.out() + answer.err()).replaceAll("\\s+", " ");
        assertTrue(said.contains(words), answer::toString);
        assertFalse(said.contains(AwsRds.SECRET), answer::toString);
        return answer;
    }

    private static Answer run(StateCommands commands, String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("restore", "run", "--scope=environment", "--connection=production", "--asset=crm"));
        words.addAll(List.of(more));
        return commands.ask(words.toArray(String[]::new));
    }

    @Test
    void aNewServerIsMadeReadReportedAndTakenAway() throws Exception {
        try (TestPostgres.Alone alone = TestPostgres.alone()) {
            made(alone.login());
        }
    }

    private void made(Login database) throws Exception {
        try (Connection session = database.open("test");
                Statement statement = session.createStatement()) {
            statement.execute("create table invoices as select generate_series(1, 12) as id");
        }
        machine.answersAt("127.0.0.1", database.port());
        try (StandIn standIn = new StandIn(new AwsCloud(rds, new AwsEc2(), new AwsVaults()));
                StateCommands commands = new StateCommands()) {
            connected(commands, standIn.address(), database);
            says(0, "production: 1 asset, 2 recovery points.", commands.ask("sync", "production"));
            refused(commands);
            otherCredentials(commands);
            String server = made(commands);
            again(commands, server);
            recorded(commands, server);
            says(0, "1 asset", commands.ask("sync", "away"));
            says(
                    3,
                    "127.0.0.1 is not in the same account and region",
                    commands.ask(
                            "restore",
                            "run",
                            "--scope=environment",
                            "--connection=away",
                            "--asset=crm",
                            "--at=" + MOMENT));
            says(0, server + " is gone.", discard(commands, server));
            says(0, "There is no " + server, discard(commands, server));
            says(3, "it is not called as Backstay calls what it makes", discard(commands, "crm"));
            assertEquals(List.of(), machine.names());
        }
    }

    /// The stand-in knows one user only, who must not both read and restore.
    private static void otherCredentials(StateCommands commands) throws Exception {
        Answer tested = says(1, "holds", commands.ask("connection", "test", "production", "--json"));
        assertEquals("false", tested.holds("restore key"));
        assertTrue(tested.sentence("restore key").contains("user/Alice, which reads as well"), tested::out);
        assertEquals("true", tested.holds("scratch login"));
    }

    private static void connected(StateCommands commands, String address, Login database) throws Exception {
        commands.makeEmptyVault();
        String id = "accessKeyId=" + AwsRds.ID;
        String at = "endpoint=" + address;
        commands.keep("aws-access-key", "read", "AWS, read", "123456789012", AwsRds.SECRET, id, at);
        commands.keep("aws-access-key", "restore-to-scratch", "AWS, restore", "123456789012", AwsRds.SECRET, id, at);
        for (String[] each : List.of(
                new String[] {"crm, scratch", "127.0.0.1"},
                new String[] {"elsewhere", "crm.other.rds.amazonaws.com"})) {
            commands.keep(
                    "postgres-login",
                    "restore-to-scratch",
                    each[0],
                    "crm",
                    "for tests only",
                    "host=" + each[1],
                    "port=" + database.port(),
                    "database=" + database.database(),
                    "user=" + database.user());
        }
        says(64, "new servers need --restore-key", add(commands, "half", address, "--subnet-group=g"));
        says(64, "a security group is like", add(commands, "wrong", address, placed("crm, scratch", "sg-x")));
        says(0, "Added", add(commands, "production", address, placed("crm, scratch", "sg-0123456789abcdef0")));
        says(0, "Added", add(commands, "away", address, placed("elsewhere", "sg-0123456789abcdef0")));
        says(0, "Added", add(commands, "looking", address));
    }

    private static String[] placed(String login, String group) {
        return new String[] {
            "--restore-key=AWS, restore",
            "--scratch-login=" + login,
            "--subnet-group=private",
            "--security-group=" + group,
            "--parameter-group=crm-16"
        };
    }

    private static Answer add(StateCommands commands, String name, String address, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "connection", "add", "aws", name, "--key=AWS, read", "--region=" + HERE, "--endpoint=" + address));
        words.addAll(List.of(more));
        return commands.run(words.toArray(String[]::new));
    }

    private void refused(StateCommands commands) throws Exception {
        says(64, "not of both", run(commands, "--at=" + MOMENT, "--point=rds:crm-1"));
        says(64, "which takes no --to", run(commands, "--to=/tmp/x"));
        says(3, "cannot be restored", run(commands, "--at=2026-01-01T00:00:00Z"));
        says(3, "A recovery point nobodys of crm does not exist", run(commands, "--point=nobodys"));
        says(3, "2 points of crm are called crm-1. Name one by its ARN", run(commands, "--point=crm-1"));
        says(
                3,
                "There is crm",
                commands.ask("restore", "run", "--scope=environment", "--connection=production", "--asset=wiki"));
        says(
                3,
                "names no place for new servers",
                commands.ask("restore", "run", "--scope=environment", "--connection=looking", "--asset=crm"));
        assertEquals(List.of(), machine.effects());
    }

    private String made(StateCommands commands) throws Exception {
        Answer made = says(0, "\"verified\"", run(commands, "--at=" + MOMENT, "--json"));
        String server = made.at("server").text();
        assertTrue(server.startsWith("backstay-scratch-"), server);
        assertEquals("127.0.0.1", made.at("host").text());
        assertEquals(MOMENT, made.at("restoredTo").text());
        assertEquals(List.of("RestoreDBInstanceToPointInTime " + server), machine.effects());
        assertEquals(made.at("planHash").text(), machine.madeWith(server).get("Tags.Tag.2.Value"));
        Path report = commands.home().resolve("reports").resolve(made.at("id").text());
        String text = Files.readString(report.resolve("report.md"));
        assertTrue(text.contains(server) && text.contains("restore discard"), text);
        assertTrue(made.out().contains("Tables read in full"), made::out);
        return server;
    }

    /// The same order finds what it made.
    private void again(StateCommands commands, String server) throws Exception {
        says(0, "restore discard " + server, run(commands, "--at=" + MOMENT));
        assertEquals(1, machine.effects().size());
    }

    /// Intent and outcome of the one call that changed something, with its request's id.
    private static void recorded(StateCommands commands, String server) throws Exception {
        Answer record = says(0, "connect.call", commands.run("audit", "show", "--json"));
        assertEquals(2, record.out().split("RestoreDBInstanceToPointInTime " + server, -1).length - 1, record::out);
        assertTrue(record.out().contains("0a-1"), record::out);
        assertTrue(record.out().contains("parDBSubnetGroupName"), record::out);
        assertFalse(record.out().contains(AwsRds.ID), record::out);
    }

    private static Answer discard(StateCommands commands, String server) throws Exception {
        return commands.ask("restore", "discard", server, "--connection=production");
    }
}
