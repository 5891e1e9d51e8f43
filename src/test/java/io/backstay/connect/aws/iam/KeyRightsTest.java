package io.backstay.connect.aws.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.scratch.Placing;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.AwsIam;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a key may, from what IAM would say, by a stand-in that is held against the official model; not by AWS.
final class KeyRightsTest {
    private static final String USER = "arn:aws:iam::123456789012:user/restorer";
    private static final AwsRegion HERE = new AwsRegion("eu-central-1");
    private static final Placing PLACING =
            new Placing(HERE, "private", List.of("sg-0123456789abcdef0"), "crm-16", null, null);

    private interface Asking {
        KeyRights with(AwsAccess access);
    }

    private static KeyRights.Found found(AwsIam iam, Asking asking) throws Exception {
        try (StandIn aws = new StandIn(iam);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3))) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            KeyRights rights =
                    asking.with(new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address())));
            KeyRights.Found found = rights.of(USER);
            assertEquals(new HashSet<>(rights.all()), found.answers().keySet());
            return found;
        }
    }

    private static KeyRights.Found backups(AwsIam iam, String... names) throws Exception {
        return found(iam, access -> KeyRights.ofBackups(access, HERE, USER, List.of(names)));
    }

    private static Map<String, KeyRights.Answer> answers(AwsIam iam) throws Exception {
        try (StandIn aws = new StandIn(iam);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3))) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var access = new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address()));
            var rights =
                    KeyRights.ofJobs(access, new AwsRegion("eu-central-1"), "arn:aws:iam::123456789012:role/restore");
            Map<String, KeyRights.Answer> answers =
                    rights.of("arn:aws:iam::123456789012:user/restorer").answers();
            assertEquals(new HashSet<>(rights.all()), answers.keySet());
            return answers;
        }
    }

    @Test
    void eachRightHasItsOwnAnswer() throws Exception {
        Map<String, KeyRights.Answer> answers = answers(new AwsIam()
                .says("allowed")
                .says("backup:StartRestoreJob", "implicitDeny")
                .says("iam:PassRole", "explicitDeny"));
        assertEquals(KeyRights.Answer.GIVEN, answers.get("backup:ListRestoreJobs"));
        assertEquals(KeyRights.Answer.MISSING, answers.get("backup:StartRestoreJob"));
        assertEquals(KeyRights.Answer.DENIED, answers.get("iam:PassRole"));
    }

    /// What is needed on two things is given when it is given on both; the statement has the places of both.
    @Test
    void whatTheKeyOfManualBackupsLacksIsNamedWithTheStatementThatGivesIt() throws Exception {
        KeyRights.Found found = backups(
                new AwsIam().says("allowed").says("rds:CreateDBSnapshot", "implicitDeny"),
                "arn:aws:rds:eu-central-1:123456789012:db:crm");
        assertEquals(
                Map.of(
                        "rds:DescribeDBSnapshots",
                        KeyRights.Answer.GIVEN,
                        "rds:CreateDBSnapshot",
                        KeyRights.Answer.MISSING),
                found.answers(),
                "volumes and clusters were not listed, so nothing of them is needed");
        assertEquals(
                List.of(Map.of(
                        "Sid",
                        "SnapshotADatabaseNow",
                        "Effect",
                        "Allow",
                        "Action",
                        List.of("rds:CreateDBSnapshot"),
                        "Resource",
                        List.of(
                                "arn:aws:rds:eu-central-1:123456789012:db:*",
                                "arn:aws:rds:eu-central-1:123456789012:snapshot:backstay-*"))),
                found.missing());
    }

    /// A policy may name databases, and nobody knows which while none was listed.
    @Test
    void whatIsNotGivenForNobodysDatabaseIsNotKnownForYours() throws Exception {
        KeyRights.Found found = found(
                new AwsIam().says("implicitDeny"), access -> KeyRights.ofServers(access, PLACING, USER, List.of()));
        assertEquals(KeyRights.Answer.MISSING, found.answers().get("rds:CreateDBInstance"));
        assertEquals(KeyRights.Answer.MISSING, found.answers().get("rds:RestoreDBInstanceToPointInTime"), "the groups");
        KeyRights.Found elsewhere = backups(
                new AwsIam().says("allowed").says("ec2:CreateSnapshot", "implicitDeny"),
                "arn:aws:ec2:us-east-1:123456789012:volume/vol-1");
        assertEquals(
                Set.of("ec2:DescribeSnapshots", "ec2:CreateSnapshot", "ec2:CreateTags"),
                elsewhere.answers().keySet());
    }

    @Test
    void theKeyOfScratchServersIsAskedAboutClustersOnlyWhereTheyArePlaced() throws Exception {
        AwsIam all = new AwsIam().says("allowed");
        KeyRights.Found instances = found(all, access -> KeyRights.ofServers(access, PLACING, USER, List.of()));
        assertEquals(List.of(), instances.missing());
        assertFalse(instances.answers().containsKey("rds:RestoreDBClusterFromSnapshot"));
        var placing = new Placing(HERE, "private", PLACING.securityGroups(), "crm-16", "aurora-16", "db.r6g.large");
        KeyRights.Found clusters = found(
                all.says("rds:DeleteDBCluster", "implicitDeny"),
                access -> KeyRights.ofServers(access, placing, USER, List.of()));
        assertEquals(KeyRights.Answer.GIVEN, clusters.answers().get("rds:RestoreDBClusterFromSnapshot"));
        assertEquals(
                List.of(Map.of(
                        "Sid",
                        "RemoveATaggedScratchServer",
                        "Effect",
                        "Allow",
                        "Action",
                        List.of("rds:DeleteDBCluster"),
                        "Resource",
                        "arn:aws:rds:eu-central-1:123456789012:cluster:backstay-scratch-*",
                        "Condition",
                        Map.of("StringEquals", Map.of("aws:ResourceTag/backstay", "scratch")))),
                clusters.missing());
    }

    @ParameterizedTest
    @CsvSource({"allowed, GIVEN", "explicitDeny, UNKNOWN", "implicitDeny, UNKNOWN"})
    void whatDependsOnAKeyThatAwsWasNotToldIsNotKnown(String decision, KeyRights.Answer expected) throws Exception {
        Set<KeyRights.Answer> answers = Set.copyOf(
                answers(new AwsIam().says(decision).misses("aws:SourceIp")).values());
        assertEquals(Set.of(expected), answers);
    }
}
