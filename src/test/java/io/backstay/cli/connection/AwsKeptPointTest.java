package io.backstay.cli.connection;

import static io.backstay.cli.connection.StateCommands.says;
import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.connect.postgres.Login;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsIam;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsRestoreJobs;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// Restoring from a recovery point that AWS Backup alone has, from the command to the report, over real HTTP against
/// stand-ins by the published models; the new server is a real PostgreSQL. Not against AWS.
final class AwsKeptPointTest {
    private static final String HERE = RdsMachine.REGION;
    private static final String ID = "1EB3B5E7-9EB0-435A-A80B-108B488B0D45";
    private static final String POINT = "arn:aws:backup:eu-central-1:123456789012:recovery-point:" + ID;
    private static final String CRM = arn(HERE, "db:crm");
    private static final String ROLE = "arn:aws:iam::123456789012:role/restore";

    @Test
    void everythingOfSuchAPointComesToANewServerByOneJobAndIsTakenAway() throws Exception {
        RdsMachine machine = new RdsMachine();
        AwsRestoreJobs jobs = new AwsRestoreJobs(machine).has(POINT, CRM, "RDS", "COMPLETED", "Engine", "postgres");
        AwsIam iam = new AwsIam()
                .says("allowed")
                .says("backup:StartRestoreJob", "implicitDeny")
                .says("rds:CreateDBInstance", "implicitDeny")
                .says("rds:CreateDBSnapshot", "implicitDeny")
                .says("rds:DeleteDBInstance", "explicitDeny");
        AwsCloud cloud = new AwsCloud(
                new AwsRds()
                        .makes(machine)
                        .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false))),
                new AwsEc2(),
                new AwsVaults().restores(jobs).has(HERE, "air-gapped", "", AwsVaults.point(POINT, CRM, "RDS", "")));
        try (TestPostgres.Alone alone = TestPostgres.alone();
                StandIn standIn =
                        new StandIn(request -> request.header("authorization").contains("/iam/aws4_request")
                                ? iam.to(request)
                                : cloud.to(request));
                StateCommands commands = new StateCommands()) {
            Login database = alone.login();
            try (Connection session = database.open("test");
                    Statement statement = session.createStatement()) {
                statement.execute("create table invoices as select generate_series(1, 12) as id");
            }
            machine.answersAt("127.0.0.1", database.port());
            connected(commands, standIn.address(), database);
            tested(commands);
            says(0, "production: 1 asset, 1 recovery point.", commands.ask("sync", "production"));

            jobs.through("RUNNING", "FAILED").says("The KMS key is disabled.");
            says(3, "is FAILED, and says: The KMS key is disabled.", run(commands));
            jobs.through("PENDING", "RUNNING", "COMPLETED").says("");
            Answer made = says(0, "\"verified\": true", run(commands));
            String server = made.at("server").text();
            assertEquals(POINT, made.at("point").text());
            assertEquals(server, jobs.told(1).get("DBInstanceIdentifier"));
            assertEquals("private", jobs.told(1).get("DBSubnetGroupName"));
            says(0, "\"verified\": true", run(commands));
            assertEquals(2, jobs.started(), "the failed one and one more");
            recorded(commands, server);
            says(0, server + " is gone.", commands.ask("restore", "discard", server, "--connection=production"));
            assertEquals(List.of(), machine.names());
        }
    }

    private static Answer run(StateCommands commands) throws Exception {
        return commands.ask(
                "restore",
                "run",
                "--scope=environment",
                "--connection=production",
                "--asset=crm",
                "--point=" + ID,
                "--json");
    }

    private static void connected(StateCommands commands, String address, Login database) throws Exception {
        commands.makeEmptyVault();
        String id = "accessKeyId=" + AwsRds.ID;
        String at = "endpoint=" + address;
        commands.keep("aws-access-key", "read", "AWS, read", "123456789012", AwsRds.SECRET, id, at);
        commands.keep("aws-access-key", "restore-to-scratch", "AWS, restore", "123456789012", AwsRds.SECRET, id, at);
        commands.keep("aws-access-key", "restore-to-scratch", "AWS, now", "123456789012", AwsRds.SECRET, id, at);
        commands.keep(
                "postgres-login",
                "restore-to-scratch",
                "crm, scratch",
                "crm",
                "for tests only",
                "host=127.0.0.1",
                "port=" + database.port(),
                "database=" + database.database(),
                "user=" + database.user());
        says(64, "is like arn:aws:iam::123456789012:role/restore", add(commands, address, "restore"));
        says(0, "Added", add(commands, address, ROLE));
    }

    private static Answer add(StateCommands commands, String address, String role) throws Exception {
        return commands.run(
                "connection",
                "add",
                "aws",
                "production",
                "--key=AWS, read",
                "--region=" + HERE,
                "--endpoint=" + address,
                "--restore-key=AWS, restore",
                "--backup-key=AWS, now",
                "--scratch-login=crm, scratch",
                "--subnet-group=private",
                "--security-group=sg-0123456789abcdef0",
                "--parameter-group=crm-16",
                "--backup-role=" + role);
    }

    /// Right by right, with the statement that is missing.
    private static void tested(StateCommands commands) throws Exception {
        Answer tested = commands.ask("connection", "test", "production", "--json");
        assertEquals(1, tested.code(), tested::toString);
        assertEquals("true", tested.holds("restore by AWS Backup, backup:DescribeRestoreJob"));
        assertEquals("true", tested.holds("restore by AWS Backup, iam:PassRole"));
        assertEquals("false", tested.holds("restore by AWS Backup, backup:StartRestoreJob"));
        String statement = tested.at("script").text();
        assertTrue(statement.contains("\"RestoreTheseRecoveryPoints\""), statement);
        assertTrue(statement.contains("arn:aws:backup:eu-central-1:123456789012:recovery-point:*"), statement);
        assertFalse(statement.contains("iam:PassRole"), statement);
        assertEquals("true", tested.holds("restore key, rds:RestoreDBInstanceFromDBSnapshot"));
        assertEquals("false", tested.holds("restore key, rds:CreateDBInstance"));
        assertEquals("false", tested.holds("restore key, rds:DeleteDBInstance"));
        assertTrue(tested.sentence("restore key, rds:DeleteDBInstance").contains("a policy denies it"), tested::out);
        assertEquals("false", tested.holds("backup key in eu-central-1, rds:CreateDBSnapshot"));
        assertEquals("true", tested.holds("backup key in eu-central-1, ec2:CreateSnapshot"));
        assertTrue(statement.contains("\"PlaceItInTheseGroups\""), statement);
        assertTrue(statement.contains("arn:aws:rds:eu-central-1:123456789012:subgrp:private"), statement);
        assertTrue(statement.contains("\"SnapshotADatabaseNow\""), statement);
    }

    private static void recorded(StateCommands commands, String server) throws Exception {
        Answer record = says(0, "connect.call", commands.run("audit", "show", "--json"));
        assertEquals(4, record.out().split("StartRestoreJob " + server, -1).length - 1, record::out);
        assertTrue(record.out().contains("parIdempotencyToken"), record::out);
        assertTrue(record.out().contains("AddTagsToResource"), record::out);
        assertFalse(record.out().contains(AwsRds.ID), record::out);
    }

    @Test
    void oneTenantsRowsComeBackFromSuchAPointAndItsServerGoesWithTheRestore() throws Exception {
        try (CrmAtAws aws = new CrmAtAws()) {
            String seconds = String.valueOf(aws.good.getEpochSecond());
            aws.vaults.has(
                    HERE,
                    "air-gapped",
                    "",
                    AwsVaults.point(POINT, CRM, "RDS", "")
                            .replace("1795651200.5", seconds)
                            .replace("1795652000.0", seconds));
            aws.jobs.has(POINT, CRM, "RDS", "COMPLETED", "Engine", "postgres");
            aws.rack().keeps(aws.good);
            says(0, "2 recovery points", aws.commands.ask("sync", "production"));
            SortedMap<String, String> before = aws.crm.contents(aws.account);
            aws.lose();
            Answer planned = says(0, "\"verdict\": \"recoverable\"", aws.plan());
            assertEquals(POINT, planned.at("plan", "source", "point").text());
            String server = aws.machine.names().getFirst();
            aws.crm.open(aws.account);
            String approval = aws.commands.approved(aws.file());
            Answer ran = aws.commands.ask("restore", "run", aws.file(), "--approval", approval, "--json");
            assertEquals(0, ran.code(), ran::toString);
            assertTrue(ran.at("verified").bool());
            assertEquals(before, aws.crm.contents(aws.account));
            assertEquals(1, aws.jobs.started(), "the run found the server of the plan");
            assertEquals(
                    List.of("by AWS Backup " + server, "AddTagsToResource " + server, "DeleteDBInstance " + server),
                    aws.machine.effects());
        }
    }
}
