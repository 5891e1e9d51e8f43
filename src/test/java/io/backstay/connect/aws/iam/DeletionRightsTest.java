package io.backstay.connect.aws.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.AwsIam;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.RdsItems;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeletionRightsTest {
    private static final String APP = "arn:aws:iam::123456789012:role/app";
    private static final List<String> NAMES = List.of(
            RdsItems.arn("eu-central-1", "db:crm"),
            RdsItems.arn("eu-central-1", "snapshot:rds:crm-1"),
            RdsItems.arn("eu-central-1", "auto-backup:ab-1"),
            RdsItems.arn("eu-central-1", "snapshots-of:gone/db-1"),
            "arn:aws:ec2:eu-central-1::snapshot/snap-0a1b",
            "arn:aws:backup:eu-central-1:123456789012:recovery-point:1eb3");

    private static DeletionRights.Found found(AwsIam iam, String principal, List<String> names) throws Exception {
        try (StandIn aws = new StandIn(iam);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3))) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var access = new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address()));
            return new DeletionRights(access, new AwsRegion("eu-central-1")).all(principal, names);
        }
    }

    @Test
    void whatIsAllowedIsFoundOnEveryPage() throws Exception {
        AwsIam iam = new AwsIam()
                .says("explicitDeny")
                .says("rds:DeleteDBSnapshot", "allowed")
                .says("kms:DisableKey", "allowed");
        DeletionRights.Found found = found(iam, APP, NAMES);
        assertEquals(List.of("rds:DeleteDBSnapshot", "kms:DisableKey"), found.allowed());
        assertEquals(List.of(), found.open());
        assertEquals(true, found.of(History.DATABASES));
    }

    @Test
    void whatIsMerelyNotAllowedIsProvenOnlyForRealNames() throws Exception {
        DeletionRights.Found found = found(new AwsIam(), APP, NAMES);
        assertEquals(List.of(), found.allowed());
        assertTrue(found.open().contains("s3:DeleteObjectVersion"), "it may be given for one bucket");
        assertEquals(false, found.of(History.DATABASES));
        assertNull(found(new AwsIam(), APP, List.of()).of(History.DATABASES), "no name was known to ask about");
        assertEquals(
                List.of(),
                found(new AwsIam().says("explicitDeny"), APP, List.of()).open());
    }

    /// Of those beyond it nobody asked, and a right may be given for one name alone.
    @Test
    void whereThereAreMoreNamesThanAreAskedAboutOnlyADenialOutrightProves() throws Exception {
        List<String> names = IntStream.rangeClosed(1, 401)
                .mapToObj(each -> RdsItems.arn("eu-central-1", "snapshot:crm-" + each))
                .toList();
        assertTrue(found(new AwsIam(), APP, names).open().contains("rds:DeleteDBSnapshot"));
        assertFalse(found(new AwsIam(), APP, names.subList(0, 400)).open().contains("rds:DeleteDBSnapshot"));
        assertFalse(found(new AwsIam().says("explicitDeny"), APP, names).open().contains("rds:DeleteDBSnapshot"));
    }

    @Test
    void notBeingAllowedForServersAndSnapshotsProvesNothingForAutomatedBackups() throws Exception {
        DeletionRights.Found found = found(new AwsIam(), APP, NAMES.subList(0, 2));
        assertTrue(found.open().contains("rds:DeleteDBInstanceAutomatedBackup"), found::toString);
        assertFalse(found.open().contains("rds:DeleteDBSnapshot"), found::toString);
        assertNull(found.of(History.DATABASES));
    }

    @Test
    void everyWayOfAutomatedBackupsToGoIsARedFindingOfItsOwn() throws Exception {
        for (String each : List.of(
                "rds:DeleteDBInstanceAutomatedBackup",
                "rds:DeleteDBClusterAutomatedBackup",
                "rds:DeleteDBInstance",
                "rds:DeleteDBCluster",
                "rds:ModifyDBInstance",
                "rds:ModifyDBCluster",
                "rds:StopDBInstanceAutomatedBackupsReplication")) {
            DeletionRights.Found found = found(new AwsIam().says("explicitDeny").says(each, "allowed"), APP, NAMES);
            assertEquals(List.of(each), found.allowed());
            assertEquals(true, found.of(History.DATABASES), each);
        }
        for (String each : List.of(
                "backup:UpdateRecoveryPointLifecycle",
                "backup:PutBackupVaultLockConfiguration",
                "backup:DisassociateRecoveryPoint")) {
            assertEquals(
                    List.of(each),
                    found(new AwsIam().says("explicitDeny").says(each, "allowed"), APP, NAMES)
                            .allowed());
        }
        assertEquals(
                "rds:ModifyDBInstance (a retention of 0 throws its automated backups away)",
                DeletionRights.words("rds:ModifyDBInstance"));
    }

    @Test
    void whatDependsOnAConditionIsNotKnown() throws Exception {
        DeletionRights.Found found =
                found(new AwsIam().says("explicitDeny").misses("aws:MultiFactorAuthPresent"), APP, NAMES);
        assertEquals(37, found.open().size());
        assertNull(found.of(History.DATABASES));
        AwsIam allowed = new AwsIam().says("allowed").misses("aws:SourceIp");
        assertEquals(37, found(allowed, APP, NAMES).allowed().size());
    }

    @Test
    void whoeverMayNotAskLearnsThePermissionAndNothingGreen() {
        BackstayException e = assertThrows(BackstayException.class, () -> found(new AwsIam().denies(), APP, NAMES));
        assertInstanceOf(Failure.Refused.class, e.failure());
        assertTrue(e.failure().advice().contains("Allow iam:SimulatePrincipalPolicy on " + APP));
    }

    @Test
    void theRootOfAnAccountMayEverythingAndASessionIsItsRole() throws Exception {
        DeletionRights.Found root = found(new AwsIam().denies(), "arn:aws:iam::123456789012:root", NAMES);
        assertEquals(37, root.allowed().size());
        assertEquals(APP, DeletionRights.principal("arn:aws:sts::123456789012:assumed-role/app/session"));
        assertEquals(APP, DeletionRights.principal(APP));
    }

    /// A statement of a policy is what a person takes out; only what it allows is named.
    @Test
    void whatIsAllowedNamesTheStatementThatAllowsIt() throws Exception {
        AwsIam iam = new AwsIam()
                .says("explicitDeny")
                .says("ec2:DeleteSnapshot", "allowed")
                .says("rbin:DeleteRule", "allowed")
                .by("power");
        DeletionRights.Found found = found(iam, APP, NAMES);
        assertEquals(List.of("ec2:DeleteSnapshot", "rbin:DeleteRule"), found.allowed());
        assertEquals(List.of("lines 3 to 9 of the policy power (role)"), found.statements());
        assertEquals(true, found.of(History.VOLUMES));
        assertEquals(false, found.of(History.DATABASES));
        assertEquals(List.of(), found(new AwsIam().by("power"), APP, NAMES).statements());
    }

    @Test
    void snapshotsOfVolumesAndPointsInVaultsAreAskedByTheirOwnNames() throws Exception {
        DeletionRights.Found found = found(new AwsIam(), APP, NAMES);
        assertEquals(false, found.of(History.VOLUMES));
        assertEquals(false, found.of(History.VAULTS));
        DeletionRights.Found databases = found(new AwsIam(), APP, NAMES.subList(0, 4));
        assertNull(databases.of(History.VOLUMES), "a snapshot of RDS is none of EC2");
        assertNull(databases.of(History.VAULTS));
        AwsIam vault = new AwsIam().says("backup:DeleteRecoveryPoint", "allowed");
        assertEquals(true, found(vault, APP, NAMES).of(History.VAULTS));
    }

    @Test
    void whatWeakensAProtectionIsRedToo() throws Exception {
        for (String each : List.of(
                "ec2:UnlockSnapshot",
                "rbin:DeleteRule",
                "rbin:UpdateRule",
                "s3:PutObjectRetention",
                "s3:PutObjectLegalHold",
                "s3:BypassGovernanceRetention",
                "s3:PutBucketObjectLockConfiguration",
                "s3:PutReplicationConfiguration",
                "s3:DeleteBucket",
                "backup:DeleteBackupPlan",
                "dlm:DeleteLifecyclePolicy",
                "kms:PutKeyPolicy")) {
            assertEquals(
                    List.of(each),
                    found(new AwsIam().says("explicitDeny").says(each, "allowed"), APP, NAMES)
                            .allowed());
        }
    }
}
