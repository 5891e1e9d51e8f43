package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.staging.NewServers;
import io.backstay.act.connection.staging.ServerStaging;
import io.backstay.act.connection.staging.StatedStaging;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.scratch.Placing;
import io.backstay.connect.aws.scratch.ScratchServers;
import io.backstay.connect.aws.scratch.ServerPlan;
import io.backstay.connect.aws.scratch.Waiting;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.Tenant;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.RdsItems;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import io.backstay.restore.staging.Stagings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every way to a scratch database promises, held to each of them: base backups of one's own, new servers and
/// Aurora clusters of RDS (a stand-in, with real servers behind it), and a server that a person had made.
final class StagingContractTest {
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(120),
            Duration.ofSeconds(120),
            ByteSize.ofMegabytes(1),
            3,
            Duration.ofSeconds(1));

    private static final AwsRegion REGION = new AwsRegion(RdsMachine.REGION);
    private static final List<String> GROUPS = List.of("sg-0123456789abcdef0");
    private static final String CLUSTER = RdsItems.arn(RdsMachine.REGION, "cluster:crm");

    /// One of them, made anew each time as another process would.
    @FunctionalInterface
    private interface Maker {
        Staging of(String restore) throws Exception;
    }

    @Test
    void everyWayToAScratchDatabaseKeepsThePromisesOfThePort() throws Exception {
        try (CrmAtAws aws = new CrmAtAws();
                HttpTransport transport =
                        new HttpTransport(LIMITS, _ -> {}, new Random(5), Way.out(Reach.NETWORK), (_, _) -> _ -> {})) {
            SortedMap<String, String> before = aws.crm.contents(aws.account);
            aws.lose();
            SortedMap<String, String> after = aws.crm.contents(aws.account);
            assertNotEquals(before, after);
            Path scratches = aws.crm.root().resolve("scratches");
            OwnBackups own = own(aws, scratches);
            holds(aws, "base-backups", restore -> own.of(job(aws, restore)));
            assertEquals(List.of(), files(scratches.resolve("R-0001")), "nothing is left of a scratch server");

            NewServers servers = new Servers(
                    aws, access(aws, transport), new Placing(REGION, "private", GROUPS, "crm-16", null, null));
            holds(
                    aws,
                    "new servers",
                    restore -> new ServerStaging("production", () -> servers, CrmAtAws.ASSET, "test " + restore));
            assertEquals(List.of(), aws.machine.names(), "no new server is left");
            assertEquals(2, aws.machine.effects().size(), aws.machine.effects()::toString);

            aws.machine.hasCluster("crm", "aurora-postgresql");
            NewServers clusters = new Servers(
                    aws,
                    access(aws, transport),
                    new Placing(REGION, "private", GROUPS, "crm-16", "crm-16", "db.r6g.large"));
            holds(
                    aws,
                    "new Aurora clusters",
                    restore -> new ServerStaging("production", () -> clusters, CLUSTER, "test " + restore));
            assertEquals(List.of("crm"), aws.machine.names(), "no new cluster is left, and nothing else is gone");

            var copy = aws.rack().at("copy", aws.good).login("crm");
            Login live = new Login("127.0.0.1", aws.crm.port(), "crm", "postgres", Secrets.source(CrmServer.PASSWORD));
            Login login = new Login("127.0.0.1", copy.port(), "crm", "crm_admin", Secrets.source(CrmServer.PASSWORD));
            holds(aws, "stated", _ -> new StatedStaging("copy", login, aws.good, () -> live));
            holdsNotLive(live, aws.good);
            assertEquals(after, aws.crm.contents(aws.account), "live is as it was");
        }
    }

    private static void holds(CrmAtAws aws, String which, Maker maker) throws Exception {
        Origin origin;
        String name;
        try (Staging staging = maker.of("R-0001")) {
            origin = staging.origin(base(aws), aws.good);
            assertEquals(aws.good, origin.moment(), which);
            assertEquals(origin, staging.origin(base(aws), aws.good), which);
            try (Staged staged = staging.bringUp(origin, Progress.NONE)) {
                name = staged.name();
                assertTrue(rows(staged, aws) > 0, which + " has what live has lost");
                assertTrue(staged.said().contains(name), staged::said);
                assertTrue(!staged.reached().isAfter(aws.good), which);
            }
        }
        // Another process takes the restore up.
        try (Staging staging = maker.of("R-0001")) {
            staging.clear();
            try (Staged staged = staging.bringUp(origin, Progress.NONE)) {
                assertTrue(staging.by() == null || staged.name().equals(name), which + " made a second one");
                assertTrue(rows(staged, aws) > 0, which);
            }
            Origin never = new Origin(new PointId("no-such-point"), Instant.parse("2020-01-01T00:00:00Z"));
            assertThrows(BackstayException.class, () -> staging.bringUp(never, Progress.NONE), which);
            for (String said : staging.over(List.of(origin), (_, _, removal) -> removal.run(), Progress.NONE)) {
                assertTrue(said.contains(name), said);
            }
            assertTrue(
                    staging.over(List.of(origin), (_, _, removal) -> removal.run(), Progress.NONE).stream()
                            .noneMatch(each -> each.contains("cost money")),
                    which + " can be over twice");
        }
    }

    /// One server has many names.
    private static void holdsNotLive(Login live, Instant moment) {
        Login named = new Login("localhost", live.port(), "crm", "crm_admin", live.password());
        try (Staging staging = new StatedStaging("copy", named, moment, () -> live)) {
            Origin origin = new Origin(new PointId("copy"), moment);
            var refused = assertThrows(BackstayException.class, () -> staging.bringUp(origin, Progress.NONE));
            assertTrue(refused.failure().message().contains("the live server itself"), refused::toString);
        }
    }

    private static long rows(Staged staged, CrmAtAws aws) throws Exception {
        try (Connection session = staged.login("crm").open("test");
                var question =
                        session.prepareStatement("select count(*) from crm.contacts where account_id::text = ?")) {
            question.setString(1, aws.account);
            try (var row = question.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static RecoveryPoint base(CrmAtAws aws) {
        return new RecoveryPoint(
                new PointId("monday"),
                new AssetId(CrmAtAws.ASSET),
                PointKind.FULL,
                aws.good.minusSeconds(60),
                null,
                null,
                PointStatus.AVAILABLE,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                new Observation("test", aws.good));
    }

    private static Stagings.Job job(CrmAtAws aws, String restore) throws Exception {
        return new Stagings.Job(
                restore,
                new Tenant(new TenantId(aws.account), "Account 1"),
                "crm",
                MappingFile.read(aws.commands.home().resolve("mappings").resolve("crm.yaml"))
                        .mapping());
    }

    private static OwnBackups own(CrmAtAws aws, Path scratches) throws Exception {
        return new OwnBackups(
                aws.crm.backups(),
                new WalArchive(aws.crm.archive()),
                new Recovery(TestPostgres.programs(), TestPostgres.privilege(), scratches),
                new Login("127.0.0.1", aws.crm.port(), "crm", "postgres", Secrets.source(CrmServer.PASSWORD)));
    }

    private static List<String> files(Path folder) throws Exception {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    private static ScratchServers access(CrmAtAws aws, HttpTransport transport) throws Exception {
        var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
        var waiting = new Waiting(
                Duration.ofMillis(10), Duration.ofMinutes(5), _ -> Thread.onSpinWait(), InstantSource.system());
        return new ScratchServers(
                new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address())), waiting);
    }

    private record Servers(CrmAtAws aws, ScratchServers made, Placing place) implements NewServers {
        @Override
        public ServerPlan plan(String origin, String asset, @Nullable String snapshot, @Nullable Instant moment)
                throws BackstayException {
            return ServerPlan.of(origin, asset, snapshot, moment, place);
        }

        @Override
        public ScratchServers.Made make(ServerPlan plan, Progress progress)
                throws BackstayException, InterruptedException {
            return made.make(plan, progress);
        }

        @Override
        public boolean remove(String server, Progress progress) throws BackstayException, InterruptedException {
            return made.remove(place.region(), server, progress);
        }

        @Override
        public Login login(ScratchServers.Made server) {
            return new Login(server.host(), server.port(), "crm", "crm_admin", Secrets.source(CrmServer.PASSWORD));
        }
    }
}
