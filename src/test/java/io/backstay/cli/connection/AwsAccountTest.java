package io.backstay.cli.connection;

import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsIam;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsSnapshots;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.StandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From `connection add aws` to `check`, over real HTTP, against a stand-in on this machine; not against AWS.
final class AwsAccountTest {
    private static final String HERE = "eu-central-1";
    private static final String THERE = "us-east-1";
    private static final String VOLUME = "arn:aws:ec2:eu-central-1:123456789012:volume/vol-1";
    private static final String APP = "arn:aws:iam::123456789012:role/app";

    private final AwsRds rds = rds();
    private final AwsIam iam = iam();
    private final AwsCloud aws = cloud(rds);

    private static AwsIam iam() {
        try {
            return new AwsIam().says("explicitDeny");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static AwsCloud cloud(AwsRds rds) {
        try {
            String volume = VOLUME;
            return new AwsCloud(
                    rds,
                    new AwsEc2()
                            .has(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", "app"), AwsEc2.volume("vol-2", "bare"))
                            .has(
                                    HERE,
                                    "DescribeSnapshots",
                                    AwsEc2.snapshot("snap-1", "vol-1", "2026-11-26T01:00:00Z", "")),
                    new AwsVaults()
                            .has(
                                    HERE,
                                    "nightly",
                                    ",\"Locked\":true,\"LockDate\":1700000000",
                                    AwsVaults.point(
                                            "arn:aws:ec2:eu-central-1::snapshot/snap-1",
                                            volume,
                                            "EBS",
                                            ",\"CalculatedLifecycle\":{\"DeleteAt\":1893456000}"),
                                    AwsVaults.point(
                                            "arn:aws:backup:eu-central-1:123456789012:recovery-point:7",
                                            "arn:aws:s3:::files",
                                            "S3",
                                            "")));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static AwsRds rds() {
        try {
            return new AwsRds()
                    .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                    .has(HERE, "DescribeDBInstanceAutomatedBackups", automated(HERE, HERE, "crm", "db-CRM", "active"))
                    .has(
                            HERE,
                            "DescribeDBSnapshots",
                            snapshot(HERE, "rds:crm-1", "crm", "db-CRM", "automated", "2026-11-25T02:10:00Z"),
                            snapshot(HERE, "crm-open", "crm", "db-CRM", "manual", "2026-11-20T09:00:00Z"))
                    .has(HERE, "restore crm-open", "all")
                    .has(THERE, "DescribeDBInstances", instance(THERE, "wiki", "db-WIKI", usual(0, true)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Answer says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        assertTrue((answer.out() + answer.err()).replaceAll("\\s+", " ").contains(words), answer::toString);
        assertFalse((answer.out() + answer.err()).contains(AwsRds.SECRET), answer::toString);
        return answer;
    }

    @Test
    void anAccountIsAddedProvenListedAndChecked() throws Exception {
        AwsSnapshots snapshots = new AwsSnapshots(0);
        try (StandIn standIn = new StandIn(
                        request -> request.body().contains("now-1") ? snapshots.to(request) : answered(request));
                StateCommands commands = new StateCommands()) {
            wrongInput(commands);
            commands.makeEmptyVault();
            key(commands, "AWS, read", "123456789012", standIn.address());
            key(commands, "another's", "999999999999", standIn.address());
            key(commands, "AWS itself", "123456789012", "");
            added(commands, standIn.address());
            proven(commands);
            listed(commands);
            backedUp(commands, standIn.address());
            assertEquals(1, snapshots.made().size(), snapshots.made()::toString);
            inPart(commands);
        }
    }

    private StandIn.Answer answered(StandIn.Request request) throws Exception {
        return request.header("authorization").contains("/iam/aws4_request") ? iam.to(request) : aws.to(request);
    }

    private static void wrongInput(StateCommands commands) throws Exception {
        says(64, "'--key=N', '--region=R'", commands.run("connection", "add", "aws", "a"));
        says(64, "a region of AWS is like", add(commands, "a", "k", "--region=evil.example/"));
        String evil = "--endpoint=https://evil.example";
        says(64, "is one of this machine", add(commands, "a", "k", "--region=" + HERE, evil));
        says(64, "each once", add(commands, "a", "k", "--region=" + HERE, "--region=" + HERE));
        says(64, "Missing required parameter: 'NAME'", commands.run("connection", "add", "--host=h"));
    }

    private static Answer add(StateCommands commands, String name, String key, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("connection", "add", "aws", name, "--key=" + key));
        words.addAll(List.of(more));
        return commands.run(words.toArray(String[]::new));
    }

    private static void key(StateCommands commands, String name, String account, String endpoint) {
        String id = "accessKeyId=" + AwsRds.ID;
        if (endpoint.isEmpty()) {
            commands.keep("aws-access-key", "read", name, account, AwsRds.SECRET, id);
        } else {
            commands.keep("aws-access-key", "read", name, account, AwsRds.SECRET, id, "endpoint=" + endpoint);
        }
    }

    private static void added(StateCommands commands, String address) throws Exception {
        Map<String, String> keys = Map.of("production", "AWS, read", "bound", "another's", "elsewhere", "AWS itself");
        for (Map.Entry<String, String> each : keys.entrySet()) {
            String[] more = {
                "--region=" + HERE, "--region=" + THERE, "--endpoint=" + address, "--production-principal=" + APP
            };
            says(0, "Prove it with", add(commands, each.getKey(), each.getValue(), more));
        }
        says(0, "AWS, eu-central-1, us-east-1, at http://127.0.0.1", commands.run("connection", "list"));
    }

    private void proven(StateCommands commands) throws Exception {
        Answer proven = says(0, "holds", commands.ask("connection", "test", "production", "--json"));
        assertTrue(proven.sentence("key").contains("arn:aws:iam::123456789012:user/Alice"), proven::out);
        regions(commands, proven);
        assertEquals("true", proven.holds("RDS in us-east-1"));
        assertEquals("true", proven.holds("EBS in us-east-1"));
        assertEquals("true", proven.holds("AWS Backup in eu-central-1"));

        assertEquals("true", proven.holds("deletion by " + APP));
        iam.says("kms:DisableKey", "allowed");
        Answer red =
                says(1, "may kms:DisableKey, so whoever", commands.ask("connection", "test", "production", "--json"));
        assertTrue(red.at("script").text().contains("\"NeverTakeHistoryAway\""), red::out);
        iam.says("kms:DisableKey", "explicitDeny");

        rds.refuses("DescribeDBSnapshots", "403 AccessDenied");
        Answer lacking = says(1, "holds", commands.ask("connection", "test", "production", "--json"));
        assertTrue(lacking.sentence("RDS in eu-central-1").contains("lacks rds:DescribeDBSnapshots;"), lacking::out);
        String statement = lacking.at("script").text();
        assertTrue(statement.contains("\"rds:DescribeDBSnapshots\""), statement);
        assertFalse(statement.contains("rds:DescribeDBInstances"), statement);
        assertTrue(statement.contains("us-east-1"), statement);
        rds.refuses("DescribeDBSnapshots", "");

        says(1, "it belongs to AWS, and the connection leads to http", commands.ask("connection", "test", "elsewhere"));
    }

    /// Right by right: without this one nothing is wrong, and nobody knows whether a region is left out.
    private void regions(StateCommands commands, Answer proven) throws Exception {
        assertTrue(proven.sentence("regions").startsWith("Every region that the account has enabled"), proven::out);
        aws.ec2().enables(HERE, "eu-west-1", THERE);
        Answer more = says(0, "holds", commands.ask("connection", "test", "production", "--json"));
        assertTrue(more.sentence("regions").contains("has enabled eu-west-1 too, which this"), more::out);
        aws.ec2().enables(HERE);
        Answer off = says(1, "holds", commands.ask("connection", "test", "production", "--json"));
        assertTrue(off.sentence("regions").startsWith("The account has not enabled us-east-1"), off::out);
        aws.ec2().enables(HERE, THERE).refuses("DescribeRegions", "403 UnauthorizedOperation");
        Answer blind = says(2, "holds", commands.ask("connection", "test", "production", "--json"));
        assertTrue(blind.sentence("regions").contains("the key lacks ec2:DescribeRegions"), blind::out);
        String statement = blind.at("script").text();
        assertTrue(statement.contains("\"SeeWhichRegionsAreEnabled\""), statement);
        assertTrue(statement.contains("\"ec2:DescribeRegions\""), statement);
        assertFalse(statement.contains("ec2:DescribeVolumes"), statement);
        aws.ec2().refuses("DescribeRegions", "");
    }

    private void listed(StateCommands commands) throws Exception {
        Answer people = says(0, "production: 5 assets, 4 recovery points.", commands.ask("sync", "production"));
        assertTrue(people.out().contains("wiki in us-east-1 has a public address"), people::out);
        says(3, "AWS answers for 123456789012", commands.ask("sync", "bound"));
        says(3, "is locked", commands.run("sync", "production"));
        Answer points = says(0, "crm-open", commands.run("points", "--json"));
        assertEquals(1, points.out().split("snapshot/snap-1", -1).length - 1, "it counts once: " + points.out());
        Answer checked = commands.run("check", "--policy=operations-strategy", "--json");
        assertEquals(1, checked.code(), checked::toString);
        assertTrue(checked.out().contains(arn(HERE, "db:crm")), checked::out);
        assertTrue(checked.out().contains("1 usable point is shared with others or public"), checked::out);
        checked(commands, "false");
        iam.says("rds:DeleteDBSnapshot", "allowed")
                .says("ec2:DeleteSnapshot", "allowed")
                .by("power");
        says(0, "production: 5 assets", commands.ask("sync", "production"));
        checked(commands, "true");
        assertEquals("true true false", deletable(commands), "a database, a volume, a bucket in a vault");
        iam.says("rds:DeleteDBSnapshot", "explicitDeny").says("ec2:DeleteSnapshot", "allowed");
        iam.says("backup:DeleteRecoveryPoint", "allowed");
        says(0, "production: 5 assets", commands.ask("sync", "production"));
        assertEquals("false true true", deletable(commands));
        iam.says("ec2:DeleteSnapshot", "explicitDeny").says("backup:DeleteRecoveryPoint", "explicitDeny");
        iam.denies();
        says(3, "could take backups away is not known", commands.ask("sync", "production"));
        checked(commands, "null");
        iam.says("rds:DeleteDBSnapshot", "explicitDeny").answers();
    }

    /// Whether production can delete the backups of a database, a volume and a bucket, as it is exported.
    private static String deletable(StateCommands commands) throws Exception {
        Path file = commands.folder().resolve("estate.json");
        says(0, "", commands.run("manifest", "export", "--out=" + file));
        List<String> said = new ArrayList<>();
        for (String id : List.of(arn(HERE, "db:crm"), VOLUME, "arn:aws:s3:::files")) {
            for (Value each : StateCommands.member(Json.read(file), "assets").items()) {
                if (StateCommands.member(each, "id").text().equals(id)) {
                    Value kept = StateCommands.member(each, "safekeeping");
                    said.add(Json.compact(StateCommands.member(kept, "productionCanDelete")));
                }
            }
        }
        Files.delete(file);
        return String.join(" ", said);
    }

    /// What `check` reads of it.
    private static void checked(StateCommands commands, String deletable) throws Exception {
        Answer checked = commands.run("check", "--policy=operations-strategy", "--json");
        String all = checked.out().replaceAll("\\s+", " ");
        String said = switch (deletable) {
            case "true" -> "may rds:DeleteDBSnapshot, by lines 3 to 9 of the policy power (role): take that out";
            case "false" -> "The credentials of production cannot delete points";
            default -> "\"target\": \"apart by credentials\", \"measured\": null";
        };
        assertTrue(all.contains(said), () -> said + " in " + all);
    }

    /// It takes a key of its own, stands in the record twice, as an act and as a call, and is not made twice.
    private static void backedUp(StateCommands commands, String address) throws Exception {
        String asset = "--asset=" + arn(HERE, "db:crm");
        says(3, "no key that makes backups", commands.run("points", "create", asset, "--name=now-1"));
        says(3, "cannot be called 'Now'", commands.run("points", "create", asset, "--name=Now"));
        says(3, "for others start a job of AWS Backup", commands.run("points", "create", "--asset=arn:aws:s3:::files"));
        String id = "accessKeyId=" + AwsRds.ID;
        commands.keep(
                "aws-access-key",
                "restore-to-scratch",
                "maker",
                "123456789012",
                AwsRds.SECRET,
                id,
                "endpoint=" + address);
        says(0, "", commands.run("connection", "remove", "production"));
        String[] more = {"--region=" + HERE, "--region=" + THERE, "--endpoint=" + address, "--backup-key=maker"};
        says(0, "Prove it with", add(commands, "production", "AWS, read", more));
        for (int i = 0; i < 2; i++) {
            says(0, "now-1 is there", commands.ask("points", "create", asset, "--name=now-1"));
        }
        Answer record = commands.run("audit", "show", "--json");
        assertTrue(record.out().contains("point.create"), record::out);
        assertTrue(record.out().contains("CreateDBSnapshot now-1"), record::out);
    }

    /// A region that fails, and a question that may not be asked, leave what was seen before.
    private void inPart(StateCommands commands) throws Exception {
        rds.refuses(THERE, "403 ExpiredToken").refuses("DescribeDBSnapshots", "403 AccessDenied");
        aws.ec2().refuses(HERE, "503 Unavailable");
        Answer part = commands.ask("sync", "production", "--json");
        assertEquals(3, part.code(), part::toString);
        String problems = part.out();
        assertTrue(problems.contains("What is in RDS in us-east-1 stays as it was seen before"), problems);
        assertTrue(problems.contains("Allow rds:DescribeDBSnapshots,"), problems);
        assertTrue(problems.contains("'backstay vault replace'"), problems);
        Answer points = commands.run("points", "--json");
        assertTrue(points.out().contains("crm-open") && points.out().contains("rds:crm-1"), points::out);
        assertTrue(points.out().contains("\"2026-11-26T01:00:00Z\""), "EC2's own moment stays: " + points.out());
        Answer checked = commands.run("check", "--policy=operations-strategy", "--json");
        List<String> of = new ArrayList<>();
        for (Value each : checked.at("findings").items()) {
            if (StateCommands.member(each, "asset").text().equals(arn(THERE, "db:wiki"))) {
                of.add(StateCommands.member(each, "status").text());
            }
        }
        assertTrue(of.contains("unknown"), checked::out);
        assertFalse(of.contains("compliant"), "of what was not heard nothing is green: " + checked.out());
    }
}
