package io.backstay.connect.aws.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Effect;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.RdsItems;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.StandIn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Over real HTTP and signatures, against a stand-in whose questions, answers and refusals are held against AWS's
/// official model; not against AWS.
final class ScratchServersTest {
    private static final String HERE = RdsMachine.REGION;
    private static final Instant MOMENT = Instant.parse("2026-11-25T17:30:00Z");
    private static final String CRM = RdsItems.arn(HERE, "db:crm");
    private static final String SHOP = RdsItems.arn(HERE, "cluster:shop");

    private final RdsMachine machine = new RdsMachine();
    private final ScratchGround ground = new ScratchGround();
    private AwsRds rds;
    private StandIn aws;

    @BeforeEach
    void start() throws Exception {
        rds = new AwsRds().makes(machine);
        aws = new StandIn(rds);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private <T> T with(ScratchGround.Work<T> work) throws Exception {
        return ground.with(aws, null, work);
    }

    private static ServerPlan plan(String asset, @Nullable String snapshot) throws BackstayException {
        return ServerPlan.of(
                "backstay/0123456789abcdef", asset, snapshot, snapshot == null ? MOMENT : null, ScratchGround.PLACE);
    }

    private ScratchServers.Made made(ServerPlan plan) throws Exception {
        return with(servers -> servers.make(plan, Progress.NONE));
    }

    private Failure failure(ServerPlan plan) {
        return assertThrows(BackstayException.class, () -> made(plan)).failure();
    }

    private boolean removed(String name) throws Exception {
        return with(servers -> servers.remove(new AwsRegion(HERE), name, Progress.NONE));
    }

    @Test
    void aMomentOfAnInstanceBecomesATaggedServerInNamedGroupsWithoutAPublicAddress() throws Exception {
        ServerPlan plan = plan(CRM, null);
        String name = plan.name().server();
        ScratchServers.Made made = made(plan);
        assertEquals(List.of("RestoreDBInstanceToPointInTime " + name), machine.effects());
        assertEquals("crm.c9akciq32.eu-central-1.rds.amazonaws.com", made.host());
        assertEquals(5432, made.port());
        Map<String, String> with = machine.madeWith(name);
        assertEquals("crm", with.get("SourceDBInstanceIdentifier"));
        assertEquals("2026-11-25T17:30:00Z", with.get("RestoreTime"));
        assertEquals("false", with.get("PubliclyAccessible"));
        assertEquals("private-subnets", with.get("DBSubnetGroupName"));
        assertEquals("crm-parameters", with.get("DBParameterGroupName"));
        assertEquals("sg-0123456789abcdef1", with.get("VpcSecurityGroupIds.VpcSecurityGroupId.2"));
        assertEquals("backstay", with.get("Tags.Tag.1.Key"));
        assertEquals("scratch", with.get("Tags.Tag.1.Value"));
        assertEquals(plan.hash(), with.get("Tags.Tag.2.Value"));
        assertEquals(2, ground.pauses().size(), "creating, backing-up, available");
        Effect effect = ground.recorded().getFirst();
        assertEquals(name, effect.target());
        assertEquals(
                "sg-0123456789abcdef0, sg-0123456789abcdef1",
                effect.parameters().get("VpcSecurityGroupIds"));
        assertFalse(effect.parameters().containsKey("Action"));
    }

    @Test
    void theNameIsLegalForRdsAndBelongsToThePlanAlone() throws Exception {
        String name = plan(CRM, null).name().server();
        assertTrue(name.matches("[a-z]([a-z0-9]|-(?!-))*[a-z0-9]") && name.length() <= 61, name);
        assertEquals(name, plan(CRM, null).name().server());
        ServerPlan elsewhere = ServerPlan.of("backstay/fedcba9876543210", CRM, null, MOMENT, ScratchGround.PLACE);
        assertFalse(name.equals(elsewhere.name().server()), "another installation's plan has another name");
        assertFalse(name.equals(plan(SHOP, null).name().server()));
    }

    @Test
    void aSnapshotOfAnInstanceAndRetainedBackupsAreRestoredFrom() throws Exception {
        ServerPlan snapshot = plan(CRM, RdsItems.arn(HERE, "snapshot:rds:crm-2026-11-25-02-10"));
        made(snapshot);
        assertEquals(
                "rds:crm-2026-11-25-02-10",
                machine.madeWith(snapshot.name().server()).get("DBSnapshotIdentifier"));
        ServerPlan retained = plan(RdsItems.arn(HERE, "auto-backup:ab-gone"), null);
        made(retained);
        assertEquals(
                RdsItems.arn(HERE, "auto-backup:ab-gone"),
                machine.madeWith(retained.name().server()).get("SourceDBInstanceAutomatedBackupsArn"));
    }

    @Test
    void anAuroraClusterGetsItsInstanceOnceItIsThere() throws Exception {
        machine.hasCluster("shop", "aurora-postgresql");
        ServerPlan plan = plan(SHOP, null);
        made(plan);
        String name = plan.name().server();
        assertEquals(
                List.of("RestoreDBClusterToPointInTime " + name, "CreateDBInstance " + name + "-1"), machine.effects());
        assertEquals("2026-11-25T17:30:00Z", machine.madeWith(name).get("RestoreToTime"));
        assertEquals("shop-parameters", machine.madeWith(name).get("DBClusterParameterGroupName"));
        assertEquals("false", machine.madeWith(name + "-1").get("PubliclyAccessible"));
        assertNull(
                machine.madeWith(name).get("PubliclyAccessible"),
                "for a moment, RDS has it for Multi-AZ clusters alone");
        assertEquals("aurora-postgresql", machine.madeWith(name + "-1").get("Engine"));

        rds.has(
                HERE,
                "DescribeDBClusterSnapshots",
                RdsItems.clusterSnapshot(HERE, "shop-a", "shop", "c-1", "")
                        .replace("<Status>", "<Engine>aurora-postgresql</Engine><Status>"));
        ServerPlan snapshot = plan(SHOP, RdsItems.arn(HERE, "cluster-snapshot:shop-a"));
        made(snapshot);
        assertEquals("shop-a", machine.madeWith(snapshot.name().server()).get("SnapshotIdentifier"));
    }

    @Test
    void retainedBackupsOfAnAuroraClusterThatIsGoneAreRestoredFromByTheClustersResource() throws Exception {
        rds.has(
                        HERE,
                        "DescribeDBClusterAutomatedBackups",
                        RdsItems.retainedCluster(HERE, "other", "cluster-OTHER", "aurora-postgresql"),
                        RdsItems.retainedCluster(HERE, "shop", "cluster-SHOP", "aurora-postgresql"),
                        RdsItems.retainedCluster(HERE, "wide", "cluster-WIDE", "postgres"))
                .pages(1);
        ServerPlan plan = plan(RdsItems.arn(HERE, "cluster-auto-backup:ab-cluster-SHOP"), null);
        made(plan);
        String name = plan.name().server();
        assertEquals(
                List.of("RestoreDBClusterToPointInTime " + name, "CreateDBInstance " + name + "-1"), machine.effects());
        assertEquals("cluster-SHOP", machine.madeWith(name).get("SourceDbClusterResourceId"));
        assertNull(machine.madeWith(name).get("SourceDBClusterIdentifier"));
        assertEquals("false", machine.madeWith(name + "-1").get("PubliclyAccessible"));
        assertEquals("cluster-SHOP", ground.recorded().getFirst().parameters().get("SourceDbClusterResourceId"));

        assertInstanceOf(
                Failure.Unsupported.class,
                failure(plan(RdsItems.arn(HERE, "cluster-auto-backup:ab-cluster-WIDE"), null)));
        assertInstanceOf(
                Failure.NotFound.class, failure(plan(RdsItems.arn(HERE, "cluster-auto-backup:ab-gone"), null)));
        rds.refuses("DescribeDBClusterAutomatedBackups", "403 AccessDenied");
        assertInstanceOf(Failure.Refused.class, failure(plan(RdsItems.arn(HERE, "cluster-auto-backup:ab-gone"), null)));
        assertEquals(2, machine.effects().size());
    }

    @Test
    void theSamePlanTwiceIsOneServer() throws Exception {
        made(plan(CRM, null));
        made(plan(CRM, null));
        assertEquals(1, machine.effects().size());
        assertEquals(1, ground.recorded().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aLostAnswerIsResolvedByLookingAndNeverASecondServer(int answers) throws Exception {
        machine.loses(answers);
        made(plan(CRM, null));
        assertEquals(1, machine.effects().size());
    }

    @Test
    void whatWasCutOffAnywhereIsCarriedOutFromWhereItStands() throws Exception {
        machine.hasCluster("shop", "aurora-postgresql");
        ServerPlan plan = plan(SHOP, null);
        int cuts = 0;
        while (true) {
            int looksLeft = cuts;
            int[] looks = new int[1];
            try {
                ground.with(
                        aws,
                        null,
                        _ -> {
                            if (looks[0]++ == looksLeft) {
                                throw new InterruptedException("killed here");
                            }
                        },
                        servers -> servers.make(plan, Progress.NONE));
                break;
            } catch (InterruptedException _) {
                cuts++;
            }
        }
        assertTrue(cuts > 1, "it was cut off " + cuts + " times");
        assertEquals(2, machine.effects().size(), machine.effects()::toString);
    }

    @Test
    void aServerThatMerelyHasTheNameIsLeftAlone() throws Exception {
        ServerPlan plan = plan(CRM, null);
        machine.has(plan.name().server(), "backstay", "scratch", "backstay-plan", "0".repeat(64));
        Failure failure = failure(plan);
        assertInstanceOf(Failure.Conflict.class, failure);
        assertTrue(failure.message().contains("do not say that this plan made it"), failure.message());
        assertEquals(List.of(), ground.recorded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed",
                "incompatible-restore",
                "incompatible-parameters",
                "incompatible-network",
                "inaccessible-encryption-credentials",
                "insufficient-capacity",
                "storage-full",
                "stopped",
                "deleting"
            })
    void everyEndOfARestoreThatIsNoneIsNamedWithWhatToDo(String state) {
        machine.through("creating", state);
        Failure failure = assertThrows(BackstayException.class, () -> made(plan(CRM, null)))
                .failure();
        assertTrue(failure.message().contains("it is " + state), failure.message());
        assertFalse(failure.advice().isBlank());
    }

    @Test
    void aRestoreThatTakesLongerThanItsDeadlineIsToldAndGoesOn() throws Exception {
        machine.through("creating");
        assertInstanceOf(Failure.TimedOut.class, failure(plan(CRM, null)));
        assertEquals(240, ground.pauses().size(), "two hours, every 30 seconds");
        assertEquals(1, machine.names().size(), "it stays");
    }

    @Test
    void aPublicAddressIsToldAtOnce() throws Exception {
        machine.exposes();
        assertTrue(failure(plan(CRM, null)).message().contains("has a public address"));
    }

    @Test
    void whatCannotBeRestoredFromHereIsRefusedBeforeAnythingIsAsked() throws Exception {
        Placing away = new Placing(new AwsRegion("us-east-1"), "g", List.of("sg-0123456789abcdef0"), "p", null, null);
        assertThrows(BackstayException.class, () -> ServerPlan.of("o", CRM, null, MOMENT, away));
        String theirs = "arn:aws:rds:eu-central-1:999999999999:snapshot:theirs";
        BackstayException shared = assertThrows(BackstayException.class, () -> plan(CRM, theirs));
        assertTrue(shared.failure().message().contains("is the account 999999999999's"));
        assertThrows(BackstayException.class, () -> plan(RdsItems.arn(HERE, "snapshots-of:crm/db-1"), null));
        assertThrows(BackstayException.class, () -> plan("crm", null));
        machine.hasCluster("wide", "postgres");
        assertInstanceOf(Failure.Unsupported.class, failure(plan(RdsItems.arn(HERE, "cluster:wide"), null)));
        assertInstanceOf(Failure.NotFound.class, failure(plan(RdsItems.arn(HERE, "cluster:gone"), null)));
        assertEquals(List.of(), ground.recorded());
    }

    @Test
    void aPermissionThatIsMissingIsNamed() throws Exception {
        rds.refuses("RestoreDBInstanceToPointInTime", "403 AccessDenied");
        Failure failure = failure(plan(CRM, null));
        assertTrue(failure.message().contains("may not rds:RestoreDBInstanceToPointInTime"), failure.message());
    }

    @Test
    void aScratchIsTakenAwayWithItsInstanceAndOnlyOnce() throws Exception {
        machine.hasCluster("shop", "aurora-postgresql");
        String cluster = made(plan(SHOP, null)).name().server();
        String instance = made(plan(CRM, null)).name().server();
        ground.recorded().clear();
        // The first answer is lost, and asked again RDS says that it is removing already.
        machine.loses(1);
        assertTrue(removed(cluster));
        assertTrue(removed(instance));
        assertEquals(List.of("shop"), machine.names());
        assertFalse(removed(instance));
        assertEquals(
                List.of(
                        "DeleteDBInstance " + cluster + "-1",
                        "DeleteDBCluster " + cluster,
                        "DeleteDBInstance " + instance),
                ground.recorded().stream()
                        .map(each -> each.operation() + " " + each.target())
                        .toList());
    }

    @Test
    void nothingThatIsNotOursIsRemoved() throws Exception {
        String hash = "0123456789abcdef".repeat(4);
        String name = "backstay-scratch-" + hash.substring(0, 40);
        for (String[] tags : List.of(
                new String[] {},
                new String[] {"backstay", "scratch"},
                new String[] {"backstay-plan", hash},
                new String[] {"backstay", "scratch", "backstay-plan", "f".repeat(64)},
                new String[] {"backstay", "production", "backstay-plan", hash})) {
            machine.has(name, tags);
            BackstayException e = assertThrows(BackstayException.class, () -> removed(name));
            assertInstanceOf(Failure.Refused.class, e.failure());
        }
        machine.has("crm", "backstay", "scratch", "backstay-plan", hash);
        assertThrows(BackstayException.class, () -> removed("crm"));
        machine.hasCluster(
                "backstay-scratch-" + "a".repeat(40),
                "aurora-postgresql",
                "backstay",
                "scratch",
                "backstay-plan",
                hash);
        assertThrows(BackstayException.class, () -> removed("backstay-scratch-" + "a".repeat(40)));
        assertEquals(List.of(), ground.recorded());
        assertEquals(List.of(), machine.effects());
    }
}
