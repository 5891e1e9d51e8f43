package io.backstay.connect.aws.rds;

import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.cluster;
import static io.backstay.fixture.RdsItems.clusterSnapshot;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over the real transport, with TLS and signatures, against a stand-in on this machine whose questions and
/// answers are held against AWS's official model; not against AWS.
final class RdsAccountTest {
    private static final String HERE = "eu-central-1";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(8),
            4,
            Duration.ofSeconds(2));

    private final List<Duration> pauses = new ArrayList<>();

    @TempDir
    Path folder;

    private Listing listed(StandIn.Answering answering) throws Exception {
        return listed(answering, InstantSource.system());
    }

    private Listing listed(StandIn.Answering answering, InstantSource clock) throws Exception {
        try (StandIn aws = new StandIn(folder, AwsRds.hosts(), answering);
                HttpTransport transport = new HttpTransport(LIMITS, pauses::add, new Random(5), aws.way())) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var access = new AwsAccess(transport, key, clock, null);
            var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, NOW);
            return new RdsAccount(access).list(new AwsRegion(HERE), occasion);
        }
    }

    private Failure failure(StandIn.Answering answering) {
        return failure(answering, InstantSource.system());
    }

    private Failure failure(StandIn.Answering answering, InstantSource clock) {
        BackstayException e = assertThrows(BackstayException.class, () -> listed(answering, clock));
        assertFalse((e + e.failure().message()).contains(AwsRds.SECRET), e.toString());
        assertFalse(e.failure().advice().isBlank());
        return e.failure();
    }

    private static AwsRds crm() throws Exception {
        return new AwsRds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBInstanceAutomatedBackups", automated(HERE, HERE, "crm", "db-CRM", "active"))
                .has(
                        HERE,
                        "DescribeDBSnapshots",
                        snapshot(HERE, "rds:crm-1", "crm", "db-CRM", "automated", "2026-11-26T02:10:00Z"),
                        snapshot(HERE, "crm-by-hand", "crm", "db-CRM", "manual", "2026-11-20T09:00:00Z"));
    }

    private static Listing.Found found(Listing listing, String name) {
        return listing.found().stream()
                .filter(each -> each.asset().name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + listing));
    }

    private static RestorableWindow window(Asset asset) {
        return Objects.requireNonNull(asset.pitr());
    }

    @Test
    void anInstanceIsListedWithItsWindowItsSettingsAndItsSnapshots() throws Exception {
        Listing listing = listed(crm());
        assertEquals(List.of(), listing.unread());
        assertEquals(List.of(), listing.notes());
        Listing.Found crm = found(listing, "crm");
        Asset asset = crm.asset();
        assertEquals(arn(HERE, "db:crm"), asset.id().value());
        assertEquals("123456789012", asset.account());
        assertEquals("postgres 16.4, db.r6g.large", asset.plan());
        assertTrue(String.valueOf(asset.encryption()).startsWith("AES-256, sse-kms arn:aws:kms:"), asset::toString);
        assertEquals(Duration.ofDays(7), asset.configured().retention());
        assertEquals("02:00-02:30 UTC", asset.configured().window());
        assertEquals("2026-11-19T12:00:00Z", window(asset).earliest().toString());
        assertEquals("2026-11-26T11:55:00Z", window(asset).latest().toString(), "the instance knows it newer");
        assertEquals(Duration.ofMinutes(5), window(asset).lag());
        assertEquals(List.of("us-east-1"), asset.replicaRegions());
        assertEquals(true, asset.kept().standby());
        assertEquals(false, asset.kept().publicAccess());
        assertTrue(crm.whole());
        RecoveryPoint daily = crm.points().getFirst();
        assertEquals("2026-12-03T02:10:00Z", String.valueOf(daily.expiresAt()));
        assertEquals("scheduled", daily.trigger());
        assertEquals("private", daily.visibility());
        RecoveryPoint manual = crm.points().getLast();
        assertNull(manual.expiresAt());
        assertEquals("private", manual.visibility());
        assertEquals(NOW, manual.observation().observedAt());
    }

    @Test
    void whatIsSharedPublicOrReachableIsFound() throws Exception {
        AwsRds rds = crm().has(HERE, "restore crm-by-hand", "210987654321")
                .has(
                        HERE,
                        "DescribeDBSnapshots",
                        snapshot(HERE, "crm-open", "crm", "db-CRM", "manual", "2026-11-21T09:00:00Z"))
                .has(HERE, "restore crm-open", "210987654321", "all")
                .has(HERE, "DescribeDBInstances", instance(HERE, "wiki", "db-WIKI", usual(0, true)));
        Listing listing = listed(rds);
        List<RecoveryPoint> points = found(listing, "crm").points();
        assertEquals("shared", points.get(1).visibility());
        assertEquals("public", points.get(2).visibility());
        assertEquals(true, found(listing, "crm").asset().kept().publicAccess());
        Asset wiki = found(listing, "wiki").asset();
        assertNull(wiki.kept().publicAccess(), "a public address alone lets nobody in");
        assertNull(wiki.pitr());
        assertEquals(Duration.ZERO, wiki.configured().pitr());
        assertEquals("on off on", said(listing, "crm"), "protected, no public address, backed up");
        assertEquals("off on off", said(listing, "wiki"));
        for (Circumstance each : listing.circumstances()) {
            assertEquals(wiki.observation(), each.observation(), "each has its source and its moment");
        }
        assertEquals(3, listing.notes().size(), listing.notes()::toString);
        assertTrue(listing.notes().getFirst().contains("wiki in eu-central-1 has a public address"));
    }

    /// Deletion protection, public address and automated backups of a server.
    private static String said(Listing listing, String name) {
        AssetId asset = found(listing, name).asset().id();
        return listing.circumstances().stream()
                .filter(each -> asset.equals(each.asset()))
                .sorted(Comparator.comparing(Circumstance::kind))
                .map(Circumstance::value)
                .collect(Collectors.joining(" "));
    }

    @Test
    void aClusterIsOneDatabaseWithItsMembersAndItsOwnWindow() throws Exception {
        String member = usual(14, true) + "<DBClusterIdentifier>shop</DBClusterIdentifier>";
        AwsRds rds = new AwsRds()
                .has(HERE, "DescribeDBClusters", cluster(HERE, "shop", "cluster-SHOP"))
                .has(HERE, "DescribeDBInstances", instance(HERE, "shop-1", "db-SHOP1", member))
                .has(
                        HERE,
                        "DescribeDBClusterSnapshots",
                        clusterSnapshot(HERE, "shop-a", "shop", "cluster-SHOP", ""),
                        clusterSnapshot(HERE, "shop-b", "shop", "cluster-SHOP", arn(HERE, "cluster-snapshot:away")));
        Listing listing = listed(rds);
        assertEquals(1, listing.found().size(), "a member is no database of its own");
        Listing.Found shop = found(listing, "shop");
        assertEquals("2026-11-12T12:00:00Z", window(shop.asset()).earliest().toString());
        assertEquals("none", shop.asset().encryption());
        assertNull(shop.asset().kept().publicAccess());
        assertEquals(1, shop.points().size(), "a copy of which nobody knows the moment is left out");
        assertTrue(listing.notes().toString().contains("shop-b"), listing.notes()::toString);
        assertTrue(listing.notes().toString().contains("shop in eu-central-1 has a public address"));
    }

    @Test
    void backupsOutliveTheirServersAndFollowThemAcrossRegions() throws Exception {
        AwsRds rds = crm().has(
                        HERE,
                        "DescribeDBInstanceAutomatedBackups",
                        automated(HERE, HERE, "gone", "db-GONE", "retained"),
                        automated(HERE, "us-east-1", "west", "db-WEST", "active"))
                .has(
                        HERE,
                        "DescribeDBSnapshots",
                        snapshot(HERE, "rds:gone-1", "gone", "db-GONE", "automated", "2026-11-10T02:10:00Z"),
                        snapshot(HERE, "old-1", "crm", "db-OLDCRM", "manual", "2026-01-10T02:10:00Z"))
                .has(
                        HERE,
                        "DescribeDBSnapshots awsbackup",
                        snapshot(HERE, "awsbackup:job-1", "crm", "db-CRM", "awsbackup", "2026-11-25T05:00:00Z"))
                .has(
                        HERE,
                        "DescribeDBSnapshots shared",
                        snapshot(HERE, "theirs", "theirs", "db-THEIRS", "shared", "2026-11-25T05:00:00Z"));
        Listing listing = listed(rds);
        assertEquals(4, listing.found().size(), listing::toString);
        assertEquals(1, found(listing, "gone (deleted").points().size());
        assertEquals(
                "2026-11-19T12:00:00Z",
                window(found(listing, "gone").asset()).earliest().toString());
        assertTrue(found(listing, "west").asset().name().contains("copied from us-east-1"));
        assertEquals(1, found(listing, "crm (snapshots without").points().size(), "another server once had the name");
        assertEquals(3, found(listing, "crm").points().size());
        assertTrue(listing.notes().toString().contains("shares 1 snapshot of theirs"), listing.notes()::toString);
        Circumstance theirs = listing.circumstances().stream()
                .filter(each -> each.kind() == Circumstance.Kind.SHARED_BY_OTHERS)
                .findFirst()
                .orElseThrow();
        assertTrue(theirs.subject().endsWith(":snapshot:theirs"), theirs::toString);
        assertNull(theirs.asset(), "it is of no asset of this account");
        assertTrue(theirs.sentence().contains("taken at 2026-11-25 05:00:00 UTC"), theirs::sentence);
    }

    @Test
    void everyPageIsRead() throws Exception {
        AwsRds rds = crm().pages(2);
        IntStream.range(0, 7)
                .forEach(i -> rds.has(
                        HERE,
                        "DescribeDBSnapshots",
                        snapshot(HERE, "rds:n" + i, "crm", "db-CRM", "automated", "2026-11-1" + i + "T02:00:00Z")));
        assertEquals(9, found(listed(rds), "crm").points().size());
    }

    @Test
    void pagesThatDoNotAdvanceEndTheListing() throws Exception {
        Failure failure = failure(crm().repeatsItsMarker());
        assertInstanceOf(Failure.Malformed.class, failure);
        assertTrue(failure.message().contains("same next page twice"), failure.message());
    }

    @Test
    void aServiceThatIsAskedTooOftenIsAskedAgainLater() throws Exception {
        assertEquals(2, found(listed(crm().throttles(2)), "crm").points().size());
        assertFalse(pauses.isEmpty());
        Failure failure = failure(crm().throttles(1_000));
        assertInstanceOf(Failure.Throttled.class, failure);
        assertTrue(failure.message().contains("request 0b-2"), failure.message());
    }

    @Test
    void whatMayNotBeReadIsNotKnownAndThePermissionIsNamed() throws Exception {
        Listing snapshots = listed(crm().refuses("DescribeDBSnapshots", "403 AccessDenied"));
        assertFalse(found(snapshots, "crm").whole(), "none are known, which is not that there are none");
        assertTrue(snapshots.unread().getFirst().sentence().contains("Allow rds:DescribeDBSnapshots,"));
        assertEquals(1, snapshots.unread().size(), "each permission once");

        Listing windows = listed(crm().refuses("DescribeDBInstanceAutomatedBackups", "403 AccessDenied"));
        assertNull(found(windows, "crm").asset().pitr());
        assertEquals(
                "rds:DescribeDBInstanceAutomatedBackups",
                windows.unread().getFirst().permission());

        Listing sharing = listed(crm().refuses("DescribeDBSnapshotAttributes", "403 AccessDenied"));
        assertNull(found(sharing, "crm").points().getLast().visibility());
        assertNull(found(sharing, "crm").asset().kept().publicAccess());

        Listing servers = listed(crm().refuses("DescribeDBInstances", "403 AccessDenied"));
        assertEquals(List.of(), servers.found(), "snapshots of servers that may not be seen are not called orphans");
    }

    @Test
    void aSnapshotThatGoesMeanwhileIsNotShared() throws Exception {
        Listing listing = listed(crm().refuses("DescribeDBSnapshotAttributes", "404 DBSnapshotNotFound"));
        assertNull(found(listing, "crm").points().getLast().visibility());
        assertEquals(List.of(), listing.unread());
    }

    @Test
    void everyRefusalIsToldForWhatItIs() throws Exception {
        assertInstanceOf(Failure.Expired.class, failure(crm().refuses(HERE, "403 ExpiredToken")));
        assertInstanceOf(
                Failure.Expired.class, failure(crm().refuses(HERE, "400 RequestExpired")), "the clocks are alike");
        assertInstanceOf(
                Failure.ClockOff.class,
                failure(
                        crm().refuses(HERE, "400 RequestExpired"),
                        () -> InstantSource.system().instant().minusSeconds(1_000)));
        assertInstanceOf(Failure.WrongRegion.class, failure(crm().refuses(HERE, "403 OptInRequired")));
        assertInstanceOf(Failure.Refused.class, failure(crm().refuses(HERE, "403 InvalidClientTokenId")));
        assertInstanceOf(Failure.NotFound.class, failure(crm().refuses(HERE, "404 DBClusterNotFoundFault")));
        assertInstanceOf(Failure.Conflict.class, failure(crm().refuses(HERE, "400 InvalidDBInstanceState")));
        assertInstanceOf(
                Failure.ClockOff.class,
                failure(
                        crm().refuses(HERE, "403 SignatureDoesNotMatch"),
                        () -> InstantSource.system().instant().minusSeconds(1_000)));
        assertInstanceOf(
                Failure.Refused.class, failure(crm().refuses(HERE, "403 SignatureDoesNotMatch")), "with a right clock");
    }

    @Test
    void whatIsNotRdsIsNotTakenForIt() {
        for (String body : List.of(
                "<html><body>Sign in</body></html>",
                "",
                "<DescribeDBInstancesResponse>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><DescribeDBInstancesResponse>&e;"
                        + "</DescribeDBInstancesResponse>",
                "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance/></DBInstances>"
                        + "</DescribeDBInstancesResult></DescribeDBInstancesResponse>")) {
            assertInstanceOf(Failure.Malformed.class, failure(_ -> Answer.xml(200, body)), body);
        }
        assertInstanceOf(Failure.Malformed.class, failure(_ -> Answer.xml(403, "<html>proxy</html>")));
        assertInstanceOf(Failure.TooLarge.class, failure(_ -> Answer.xml(200, "<a>" + "x".repeat(9 << 20) + "</a>")));
    }
}
