package io.backstay.connect.aws.rds;

import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.cluster;
import static io.backstay.fixture.RdsItems.clusterSnapshot;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.backup.BackupAccount;
import io.backstay.connect.aws.backup.Joined;
import io.backstay.estate.CopiedLog;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsTalk;
import io.backstay.fixture.AwsVaults;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies in another region, from what both regions list, against a stand-in whose questions and answers are held
/// against AWS's official models; not against AWS.
final class CopiedTest {
    private static final String HERE = "eu-central-1";
    private static final String THERE = "us-east-1";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private final Set<String> partly = new TreeSet<>();
    private final Set<AssetId> folded = new HashSet<>();

    /// @param silent regions of which RDS is not heard
    private List<Listing.Found> found(AwsCloud aws, String... silent) throws Exception {
        var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, NOW);
        List<Listing.Found> all = AwsTalk.over(folder, aws, access -> {
            List<Listing.Found> found = new ArrayList<>();
            for (String region : List.of(THERE, HERE)) {
                if (!Set.of(silent).contains(region)) {
                    found.addAll(new RdsAccount(access)
                            .list(new AwsRegion(region), occasion)
                            .found());
                }
                found.addAll(new BackupAccount(access)
                        .list(new AwsRegion(region), occasion)
                        .found());
            }
            return found;
        });
        return put(all, Map.of(), silent);
    }

    private List<Listing.Found> put(List<Listing.Found> all, Map<PointId, RecoveryPoint> former, String... silent) {
        return Joined.of(Copied.of(
                all,
                former,
                arn -> Set.of(silent).contains(region(arn)),
                arn -> partly.add(region(arn)),
                notes::add,
                folded::add));
    }

    private static String region(String arn) {
        return Arn.of(arn).region();
    }

    private List<Listing.Found> listed(AwsCloud aws, String region, boolean backups) throws Exception {
        var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, NOW);
        return AwsTalk.over(folder, aws, access -> {
            List<Listing.Found> found = new ArrayList<>(
                    new RdsAccount(access).list(new AwsRegion(region), occasion).found());
            if (backups) {
                found.addAll(new BackupAccount(access)
                        .list(new AwsRegion(region), occasion)
                        .found());
            }
            return found;
        });
    }

    private static AwsCloud crm() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        aws.rds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBInstanceAutomatedBackups", automated(HERE, HERE, "crm", "db-CRM", "active"))
                .has(
                        HERE,
                        "DescribeDBSnapshots",
                        snapshot(HERE, "rds:crm-1", "crm", "db-CRM", "automated", "2026-11-26T02:10:00Z"));
        return aws;
    }

    private static String copied(String id, String server, String resource, String at, String original) {
        return snapshot(THERE, id, server, resource, "manual", at)
                .replace(
                        "</DBSnapshot>",
                        "<SourceRegion>" + HERE + "</SourceRegion><SourceDBSnapshotIdentifier>" + original
                                + "</SourceDBSnapshotIdentifier></DBSnapshot>");
    }

    private static Listing.Found only(List<Listing.Found> found, String asset) {
        return found.stream()
                .filter(each -> each.asset().id().value().equals(asset))
                .findFirst()
                .orElseThrow(() -> new AssertionError(asset + " is not in " + found));
    }

    @Test
    void aSnapshotThatWasCopiedIsAPointOfTheSameDatabaseInItsOwnRegion() throws Exception {
        AwsCloud aws = crm();
        aws.rds()
                .has(
                        THERE,
                        "DescribeDBSnapshots",
                        copied("crm-a", "crm", "db-CRM", "2026-11-26T03:00:00Z", arn(HERE, "snapshot:rds:crm-1")));
        List<Listing.Found> found = found(aws);
        assertEquals(1, found.size(), found::toString);
        List<RecoveryPoint> points = found.getFirst().points();
        assertEquals(2, points.size());
        RecoveryPoint copy = points.getLast();
        assertEquals(arn(THERE, "snapshot:crm-a"), copy.id().value());
        assertEquals(arn(HERE, "db:crm"), copy.asset().value());
        assertEquals(List.of(THERE), copy.regions());
        assertEquals("2026-11-26T02:10:00Z", copy.takenAt().toString(), "its original knows when it was taken");
    }

    @Test
    void aCopyWhoseOriginalIsGoneIsKnownByTheServersIdAndAnEarlierServersIsNot() throws Exception {
        AwsCloud aws = crm();
        aws.rds()
                .has(
                        THERE,
                        "DescribeDBSnapshots",
                        copied("crm-a", "crm", "db-CRM", "2026-11-20T03:00:00Z", arn(HERE, "snapshot:rds:crm-0")),
                        copied("crm-b", "crm", "db-OLD", "2026-01-20T03:00:00Z", arn(HERE, "snapshot:rds:crm-x")));
        List<Listing.Found> found = found(aws);
        assertEquals(2, found.size(), found::toString);
        assertEquals(2, only(found, arn(HERE, "db:crm")).points().size());
        Listing.Found old = only(found, arn(THERE, "snapshots-of:crm/db-OLD"));
        assertEquals(arn(THERE, "snapshot:crm-b"), old.points().getFirst().id().value());
    }

    @Test
    void whereTheOriginalsRegionIsNotHeardTheCopyIsLeftAsItWasSeen() throws Exception {
        AwsCloud aws = crm();
        aws.rds()
                .has(
                        THERE,
                        "DescribeDBSnapshots",
                        copied("crm-a", "crm", "db-CRM", "2026-11-26T03:00:00Z", arn(HERE, "snapshot:rds:crm-1")));
        assertEquals(List.of(), found(aws, HERE), "no database of its own is made of it");
        assertEquals(Set.of(THERE), partly, "and that region is asked again");
    }

    @Test
    void aCopyStaysWithItsDatabaseWhileTheOneWhoWouldSayWhoseItIsIsNotHeard() throws Exception {
        AwsCloud aws = crm();
        String copy = arn(THERE, "snapshot:awsbackup:copyjob-1");
        aws.rds()
                .has(
                        THERE,
                        "DescribeDBSnapshots",
                        copied("crm-a", "crm", "db-CRM", "2026-11-20T03:00:00Z", arn(HERE, "snapshot:rds:crm-0")))
                .has(
                        THERE,
                        "DescribeDBSnapshots awsbackup",
                        snapshot(
                                THERE, "awsbackup:copyjob-1", "crm", "db-unlike", "awsbackup", "2026-11-26T04:00:00Z"));
        aws.vaults().has(THERE, "second", "", AwsVaults.point(copy, arn(HERE, "db:crm"), "RDS", ""));
        Listing.Found home = only(found(aws), arn(HERE, "db:crm"));
        assertEquals(3, home.points().size());
        Map<PointId, RecoveryPoint> former = home.points().stream()
                .filter(each -> each.regions().contains(THERE))
                .collect(Collectors.toMap(RecoveryPoint::id, each -> each));

        List<Listing.Found> deaf = new ArrayList<>(listed(aws, THERE, true));
        deaf.add(new Listing.Found(home.asset(), home.points().subList(0, 1), true));
        List<Listing.Found> put = put(deaf, former, HERE);
        assertEquals(1, put.size(), put::toString);
        assertEquals(Set.copyOf(home.points()), Set.copyOf(put.getFirst().points()));

        List<Listing.Found> withoutBackups = new ArrayList<>(listed(aws, THERE, false));
        withoutBackups.addAll(listed(aws, HERE, true));
        put = put(withoutBackups, former);
        assertEquals(1, put.size(), put::toString);
        assertEquals(
                home.points().stream().map(RecoveryPoint::id).collect(Collectors.toSet()),
                put.getFirst().points().stream().map(RecoveryPoint::id).collect(Collectors.toSet()));
    }

    @Test
    void ofAClustersCopyWithoutAnOriginalAwsBackupTellsTheMoment() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        String copy = arn(THERE, "cluster-snapshot:awsbackup:copyjob-2");
        aws.rds()
                .has(HERE, "DescribeDBClusters", cluster(HERE, "shop", "cluster-SHOP"))
                .has(
                        THERE,
                        "DescribeDBClusterSnapshots",
                        clusterSnapshot(
                                THERE, "awsbackup:copyjob-2", "shop", "cluster-X", arn(HERE, "cluster-snapshot:gone")));
        aws.vaults().has(THERE, "second", "", AwsVaults.point(copy, arn(HERE, "cluster:shop"), "Aurora", ""));
        Listing.Found shop = only(found(aws), arn(HERE, "cluster:shop"));
        assertEquals(copy, shop.points().getFirst().id().value());
        assertEquals(
                Instant.parse("2026-11-26T00:00:00.5Z"),
                shop.points().getFirst().takenAt());
        assertEquals(List.of(), notes, "nothing is left out");
    }

    @Test
    void aReplicatedLogIsACopyOfItsDatabasesAndNoDatabaseBesides() throws Exception {
        AwsCloud aws = crm();
        assertEquals(List.of(), found(aws).getFirst().asset().kept().copiedLogs());
        aws.rds().has(THERE, "DescribeDBInstanceAutomatedBackups", automated(THERE, HERE, "crm", "db-CRM", "active"));
        List<Listing.Found> found = found(aws);
        assertEquals(1, found.size(), found::toString);
        assertEquals(Set.of(new AssetId(arn(THERE, "auto-backup:ab-db-CRM"))), folded, "what stood by itself goes");
        Listing.Found home = only(found, arn(HERE, "db:crm"));
        assertEquals(
                List.of(new CopiedLog(
                        THERE,
                        Instant.parse("2026-11-19T12:00:00Z"),
                        Instant.parse("2026-11-26T11:50:00Z"),
                        arn(THERE, "auto-backup:ab-db-CRM"))),
                home.asset().kept().copiedLogs());
        assertEquals(List.of(THERE), home.asset().replicaRegions());
        assertTrue(
                notes.toString().contains("auto-backup:ab-db-CRM"), "a person is told by what it can be restored from");

        AwsCloud alone = AwsCloud.empty();
        alone.rds().has(THERE, "DescribeDBInstanceAutomatedBackups", automated(THERE, HERE, "crm", "db-CRM", "active"));
        Listing.Found copy = only(found(alone), arn(THERE, "auto-backup:ab-db-CRM"));
        assertTrue(
                copy.asset().name().contains("copied from eu-central-1"), "without its database it stands by itself");
    }

    @Test
    void aCopyThatAwsBackupMadeGoesToTheResourceThatItNames() throws Exception {
        AwsCloud aws = crm();
        String copy = arn(THERE, "snapshot:awsbackup:copyjob-1");
        String own = "arn:aws:backup:us-east-1:123456789012:recovery-point:1";
        aws.rds()
                .has(
                        THERE,
                        "DescribeDBSnapshots awsbackup",
                        snapshot(
                                THERE, "awsbackup:copyjob-1", "crm", "db-unlike", "awsbackup", "2026-11-26T04:00:00Z"));
        aws.vaults()
                .has(
                        THERE,
                        "second",
                        ",\"Locked\":true,\"LockDate\":1700000000",
                        AwsVaults.point(
                                copy, arn(HERE, "db:crm"), "RDS", ",\"CalculatedLifecycle\":{\"DeleteAt\":1893456000}"),
                        AwsVaults.point(own, arn(HERE, "db:crm"), "RDS", ""));
        List<Listing.Found> found = found(aws);
        assertEquals(1, found.size(), found::toString);
        List<RecoveryPoint> points = found.getFirst().points();
        assertEquals(
                List.of(arn(HERE, "snapshot:rds:crm-1"), copy, own),
                points.stream().map(each -> each.id().value()).toList());
        assertEquals(List.of(THERE), points.get(1).regions());
        assertEquals("compliance", points.get(1).lockMode());
        assertEquals(List.of(THERE), points.get(2).regions());
    }

    @Test
    void aClustersCopyTakesTheMomentOfItsOriginalAndIsLeftOutWithoutOne() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        aws.rds()
                .has(HERE, "DescribeDBClusters", cluster(HERE, "shop", "cluster-SHOP"))
                .has(
                        HERE,
                        "DescribeDBClusterSnapshots",
                        clusterSnapshot(HERE, "shop-a", "shop", "cluster-SHOP", "")
                                .replace("2026-11-26T03:00:00Z", "2026-11-25T03:00:00Z"))
                .has(
                        THERE,
                        "DescribeDBClusterSnapshots",
                        clusterSnapshot(THERE, "shop-b", "shop", "cluster-X", arn(HERE, "cluster-snapshot:shop-a")),
                        clusterSnapshot(THERE, "shop-c", "shop", "cluster-X", arn(HERE, "cluster-snapshot:gone")));
        List<Listing.Found> found = found(aws);
        assertEquals(1, found.size(), found::toString);
        assertEquals(2, found.getFirst().points().size());
        RecoveryPoint copy = found.getFirst().points().getLast();
        assertEquals("2026-11-25T03:00:00Z", copy.takenAt().toString());
        assertEquals(List.of(THERE), copy.regions());
        assertTrue(notes.toString().contains("shop-c is a copy whose original is not listed"), notes::toString);
    }
}
