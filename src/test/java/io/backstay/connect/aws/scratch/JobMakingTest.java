package io.backstay.connect.aws.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Effect;
import io.backstay.fixture.RdsItems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers out of points that AWS Backup alone has, over real HTTP and signatures, against stand-ins whose questions,
/// answers and refusals are held against AWS's official models; not against AWS.
final class JobMakingTest extends JobGround {
    @Test
    void aPointThatAwsBackupAloneHasBecomesATaggedServerInNamedGroups() throws Exception {
        ServerPlan plan = plan(CRM, POINT);
        String name = plan.name().server();
        ScratchServers.Made made = made(plan);
        assertEquals(List.of("by AWS Backup " + name, "AddTagsToResource " + name), machine.effects());
        assertEquals(RdsItems.arn(HERE, "db:" + name), made.arn());
        Map<String, String> with = jobs.told(0);
        assertEquals(name, with.get("DBInstanceIdentifier"));
        assertEquals("private-subnets", with.get("DBSubnetGroupName"));
        assertEquals("[\"sg-0123456789abcdef0\",\"sg-0123456789abcdef1\"]", with.get("VpcSecurityGroupIds"));
        assertEquals("crm-parameters", with.get("DBParameterGroupName"));
        assertEquals("false", with.get("PubliclyAccessible"));
        assertEquals("db.r6g.large", with.get("dbInstanceClass"), "whose keys' case does not matter");
        assertEquals("postgres", with.get("Engine"));
        assertFalse(with.containsKey("AvailabilityZone"), "what is not named in the plan is not taken over");
        Map<String, String> tags = machine.madeWith(name);
        assertEquals("scratch", tags.get("Tags.Tag.1.Value"));
        assertEquals(plan.hash(), tags.get("Tags.Tag.2.Value"));
        assertTrue(told.contains("Restoring " + name + " by AWS Backup: RUNNING"), told::toString);
        assertTrue(told.contains("12 of 100"), told::toString);
    }

    @Test
    void theRecordShowsWhatTheJobWasAskedForAndNoMore() throws Exception {
        ServerPlan plan = plan(CRM, POINT);
        made(plan);
        Effect effect = ground.recorded().getFirst();
        assertEquals("StartRestoreJob", effect.operation());
        assertEquals(plan.name().server(), effect.target());
        assertEquals(plan.hash() + "-0", effect.parameters().get("IdempotencyToken"));
        assertEquals(ROLE, effect.parameters().get("IamRoleArn"));
        assertEquals("private-subnets", effect.parameters().get("DBSubnetGroupName"));
        assertEquals("db.r6g.large", effect.parameters().get("DBInstanceClass"));
        assertEquals(
                List.of("StartRestoreJob", "AddTagsToResource"),
                ground.recorded().stream().map(Effect::operation).toList());
    }

    @Test
    void aPointOfAnAuroraClusterGetsItsInstance() throws Exception {
        ServerPlan plan = plan(SHOP, OWN + "shop");
        String name = plan.name().server();
        made(plan);
        assertEquals(
                List.of("by AWS Backup " + name, "AddTagsToResource " + name, "CreateDBInstance " + name + "-1"),
                machine.effects());
        assertEquals("shop-parameters", jobs.told(0).get("DBClusterParameterGroupName"));
        assertEquals("aurora-postgresql", machine.madeWith(name + "-1").get("Engine"));
        assertInstanceOf(Failure.Unsupported.class, failure(plan(SHOP, OWN + "wide")));
        assertTrue(removed(name));
        assertEquals(List.of(), machine.names());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aLostAnswerIsAskedForAgainWithTheSameTokenAndIsOneJob(int answers) throws Exception {
        jobs.loses(answers);
        ServerPlan plan = plan(CRM, POINT);
        try {
            made(plan);
        } catch (BackstayException _) {
            made(plan);
        }
        assertEquals(1, jobs.started());
    }

    /// Also when the token is forgotten meanwhile, as it is after an hour.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasCutOffAnywhereGoesOnWithTheSameJob(boolean forgotten) throws Exception {
        jobs.through("PENDING", "RUNNING", "RUNNING", "RUNNING", "RUNNING", "COMPLETED");
        if (forgotten) {
            jobs.forgetsTokens();
        }
        ServerPlan plan = plan(CRM, POINT);
        int cuts = 0;
        while (true) {
            try {
                with(
                        ROLE,
                        _ -> {
                            throw new InterruptedException("killed here");
                        },
                        servers -> servers.make(plan, progress));
                break;
            } catch (InterruptedException _) {
                cuts++;
            }
        }
        assertTrue(cuts > 2, "it was cut off " + cuts + " times");
        assertEquals(1, jobs.started());
        assertTrue(told.contains("AWS Backup's restore job JOB-0001 is gone on with."), told::toString);
        made(plan);
        assertEquals(1, jobs.started(), "what is there is found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "ABORTED"})
    void aJobThatEndsWithoutAServerIsToldInAwsBackupsWordsAndAnotherRunStartsAnother(String state) throws Exception {
        jobs.through("RUNNING", state).says("Insufficient privileges\n to use the KMS key.");
        ServerPlan plan = plan(CRM, POINT);
        Failure failure = failure(plan);
        assertInstanceOf(Failure.Conflict.class, failure);
        assertEquals(
                "AWS Backup did not make " + plan.name().server() + ": the restore job JOB-0001 is " + state
                        + ", and says: Insufficient privileges to use the KMS key.",
                failure.message());
        jobs.through("COMPLETED").says("");
        made(plan);
        assertEquals(2, jobs.started());
        assertEquals(plan.hash() + "-1", ground.recorded().get(1).parameters().get("IdempotencyToken"));
    }

    @Test
    void aServerThatWasTakenAwayIsMadeAgainByAnotherJob() throws Exception {
        ServerPlan plan = plan(CRM, POINT);
        String name = made(plan).name().server();
        assertTrue(removed(name));
        assertFalse(removed(name));
        made(plan);
        assertEquals(2, jobs.started());
    }

    /// AWS Backup promises no order of jobs.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJobUnderWayIsFoundBesideAnEarlierOneOfTheSameName(boolean newestFirst) throws Exception {
        if (newestFirst) {
            jobs.newestFirst(1);
        }
        ServerPlan plan = plan(CRM, POINT);
        String name = made(plan).name().server();
        assertTrue(removed(name));
        assertThrows(InterruptedException.class, () -> cut(plan));
        assertTrue(removed(name), "the second job was waited for");
        assertEquals(List.of(), machine.names());
        assertThrows(InterruptedException.class, () -> cut(plan));
        assertThrows(InterruptedException.class, () -> cut(plan));
        made(plan);
        assertEquals(3, jobs.started());
    }

    private void cut(ServerPlan plan) throws Exception {
        with(
                ROLE,
                _ -> {
                    throw new InterruptedException("killed here");
                },
                servers -> servers.make(plan, progress));
    }

    @Test
    void aServerThatAFailedJobLeftIsToldEachTimeAndNeverTakenForOurs() throws Exception {
        jobs.through("PENDING", "RUNNING", "FAILED").says("The subnet group has no zone.");
        ServerPlan plan = plan(CRM, POINT);
        String name = plan.name().server();
        for (int run = 0; run < 2; run++) {
            Failure failure = failure(plan);
            assertEquals(
                    name + " exists, and is not whole: the restore job JOB-0001 is FAILED, and says: The subnet group"
                            + " has no zone.",
                    failure.message());
            assertTrue(failure.advice().startsWith("Remove " + name + " in the RDS console"), failure.advice());
        }
        assertEquals(List.of("by AWS Backup " + name), machine.effects(), "nothing is tagged");
        assertThrows(BackstayException.class, () -> removed(name));
        assertEquals(1, jobs.started());
    }

    /// AWS Backup promises no order of jobs.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatALaterJobThatFailedLeftIsNotTakenForAnEarlierOnes(boolean newestFirst) throws Exception {
        if (newestFirst) {
            jobs.newestFirst(1);
        }
        ServerPlan plan = plan(CRM, POINT);
        String name = made(plan).name().server();
        assertTrue(removed(name));
        jobs.through("PENDING", "RUNNING", "FAILED").says("The subnet group has no zone.");
        for (int run = 0; run < 2; run++) {
            assertTrue(
                    failure(plan).message().startsWith(name + " exists, and is not whole: the restore job JOB-0002"));
        }
        List<String> before = machine.effects();
        assertThrows(BackstayException.class, () -> removed(name));
        assertEquals(before, machine.effects(), "neither tagged nor removed");
    }

    @Test
    void whatAJobWithAnothersRoleMadeIsNotTakenForOurs() throws Exception {
        ServerPlan plan = plan(CRM, POINT);
        assertThrows(InterruptedException.class, () -> cut(plan));
        String name = plan.name().server();
        String another = "arn:aws:iam::123456789012:role/another";
        assertThrows(
                BackstayException.class,
                () -> with(
                        another, ground.pauses()::add, servers -> servers.remove(new AwsRegion(HERE), name, progress)));
        assertEquals(List.of("by AWS Backup " + name), machine.effects(), "neither tagged nor removed");
        assertTrue(removed(name));
    }

    @Test
    void aJobThatTakesLongerThanTheDeadlineIsToldAndGoesOn() throws Exception {
        jobs.through("RUNNING");
        assertInstanceOf(Failure.TimedOut.class, failure(plan(CRM, POINT)));
        assertEquals(240, ground.pauses().size(), "two hours, every 30 seconds");
        assertEquals(1, jobs.started());
    }

    @Test
    void whatTheJobSaysThatItMadeMustBeTheServerOfThePlan() throws Exception {
        jobs.claims(RdsItems.arn(HERE, "db:crm"));
        ServerPlan plan = plan(CRM, POINT);
        assertTrue(failure(plan).message().contains("has the plan's name"));
        assertEquals(List.of("by AWS Backup " + plan.name().server()), machine.effects(), "nothing is tagged");
    }

    @Test
    void aServerThatMerelyHasTheNameIsLeftAlone() throws Exception {
        ServerPlan plan = plan(CRM, POINT);
        machine.has(plan.name().server());
        assertTrue(failure(plan).message().contains("neither its tags nor a restore job"));
        assertThrows(BackstayException.class, () -> removed(plan.name().server()));
        assertEquals(List.of(), ground.recorded());
        assertEquals(0, jobs.started());
    }

    @Test
    void aServerOfAJobThatNobodyWaitedForIsTakenAwayByItsName() throws Exception {
        ServerPlan plan = plan(CRM, POINT);
        String name = plan.name().server();
        assertThrows(
                InterruptedException.class,
                () -> with(
                        ROLE,
                        _ -> {
                            throw new InterruptedException("killed here");
                        },
                        servers -> servers.make(plan, progress)));
        assertEquals(List.of(), machine.effects(), "the job is under way and has made nothing yet");
        assertTrue(removed(name));
        assertEquals(
                List.of("by AWS Backup " + name, "AddTagsToResource " + name, "DeleteDBInstance " + name),
                machine.effects());
        assertEquals(List.of(), machine.names());
    }

    @Test
    void whatCannotBeRestoredFromIsRefusedBeforeAJobIsStarted() throws Exception {
        assertTrue(failure(plan(CRM, OWN + "part")).message().contains("it is PARTIAL"));
        assertInstanceOf(Failure.NotFound.class, failure(plan(CRM, OWN + "gone")));
        BackstayException e = assertThrows(
                BackstayException.class,
                () -> with(null, ground.pauses()::add, servers -> servers.make(plan(CRM, POINT), progress)));
        assertTrue(e.failure().advice().contains("--backup-role"), e.failure().advice());
        String theirs = POINT.replace("123456789012", "999999999999");
        assertThrows(BackstayException.class, () -> plan(CRM, theirs));
        assertThrows(BackstayException.class, () -> plan(CRM, POINT.replace("eu-central-1", "us-east-1")));
        Failure without = assertThrows(
                        BackstayException.class, () -> plan(RdsItems.arn(HERE, "auto-backup:ab-1"), POINT))
                .failure();
        assertTrue(without.message().contains("auto-backup:ab-1 is backups without their server"), without.message());
        assertTrue(without.advice().startsWith("Restore " + POINT + " under the database's own ARN"), without.advice());
        assertEquals(0, jobs.started());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ListRestoreJobs",
                "ListRecoveryPointsByResource",
                "GetRecoveryPointRestoreMetadata",
                "StartRestoreJob",
                "DescribeRestoreJob"
            })
    void aPermissionThatIsMissingIsNamed(String action) {
        vaults.refuses(action, "403 AccessDeniedException");
        assertTrue(failureOf(action).contains("may not backup:" + action), failureOf(action));
    }

    private String failureOf(String action) {
        BackstayException e = assertThrows(BackstayException.class, () -> made(plan(CRM, POINT)), action);
        assertInstanceOf(Failure.Refused.class, e.failure());
        return e.failure().message();
    }
}
