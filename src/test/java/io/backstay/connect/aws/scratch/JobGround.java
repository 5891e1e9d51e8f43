package io.backstay.connect.aws.scratch;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.Reach;
import io.backstay.connect.http.Sleeper;
import io.backstay.connect.http.Way;
import io.backstay.connect.s3.S3Credentials;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsRestoreJobs;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.RdsItems;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Stand-ins for RDS and AWS Backup with points that the latter alone has, and a key that may have them restored.
abstract class JobGround {
    static final String HERE = RdsMachine.REGION;
    static final String CRM = RdsItems.arn(HERE, "db:crm");
    static final String SHOP = RdsItems.arn(HERE, "cluster:shop");
    static final String OWN = "arn:aws:backup:eu-central-1:123456789012:recovery-point:";
    static final String POINT = OWN + "1EB3B5E7-9EB0-435A-A80B-108B488B0D45";
    static final String ROLE = "arn:aws:iam::123456789012:role/restore";
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(1),
            3,
            Duration.ofSeconds(1));
    static final Placing PLACE = new Placing(
            new AwsRegion(HERE),
            "private-subnets",
            List.of("sg-0123456789abcdef0", "sg-0123456789abcdef1"),
            "crm-parameters",
            "shop-parameters",
            "db.r6g.large");

    final RdsMachine machine = new RdsMachine();
    final AwsRestoreJobs jobs = new AwsRestoreJobs(machine)
            .has(
                    POINT,
                    CRM,
                    "RDS",
                    "COMPLETED",
                    "DBInstanceIdentifier",
                    "crm",
                    "DBSubnetGroupName",
                    "default",
                    "VpcSecurityGroupIds",
                    "[\"sg-0fffffffffffffff0\"]",
                    "PubliclyAccessible",
                    "true",
                    "dbInstanceClass",
                    "db.r6g.16xlarge",
                    "Engine",
                    "postgres",
                    "AvailabilityZone",
                    "eu-central-1a")
            .has(OWN + "shop", SHOP, "Aurora", "AVAILABLE", "Engine", "aurora-postgresql")
            .has(OWN + "wide", SHOP, "Aurora", "AVAILABLE", "Engine", "postgres")
            .has(OWN + "part", CRM, "RDS", "PARTIAL");
    final List<Effect> recorded = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    AwsVaults vaults;
    StandIn aws;

    final InstantSource clock =
            () -> Instant.parse("2026-11-26T12:00:00Z").plus(pauses.stream().reduce(Duration.ZERO, Duration::plus));

    final Progress progress = new Progress() {
        @Override
        public void step(String name) {
            told.add(name);
        }

        @Override
        public void advance(long done, long total) {
            told.add(done + " of " + total);
        }

        @Override
        public void note(String words) {
            told.add(words);
        }
    };

    @BeforeEach
    void start() throws Exception {
        vaults = new AwsVaults().restores(jobs);
        aws = new StandIn(new AwsCloud(new AwsRds().makes(machine), new AwsEc2(), vaults));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @FunctionalInterface
    interface Work<T> {
        T with(ScratchServers servers) throws Exception;
    }

    final <T> T with(@Nullable String role, Sleeper between, Work<T> work) throws Exception {
        try (HttpTransport transport =
                new HttpTransport(LIMITS, _ -> {}, new Random(5), Way.out(Reach.NETWORK), (_, effect) -> {
                    recorded.add(effect);
                    return _ -> {};
                })) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var access = new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address()));
            return work.with(new ScratchServers(
                    access, new Waiting(Duration.ofSeconds(30), Duration.ofHours(2), between, clock), role));
        }
    }

    static ServerPlan plan(String asset, String point) throws BackstayException {
        return ServerPlan.of("backstay/0123456789abcdef", asset, point, null, PLACE);
    }

    final ScratchServers.Made made(ServerPlan plan) throws Exception {
        return with(ROLE, pauses::add, servers -> servers.make(plan, progress));
    }

    final Failure failure(ServerPlan plan) {
        return assertThrows(BackstayException.class, () -> made(plan)).failure();
    }

    final boolean removed(String name) throws Exception {
        return with(ROLE, pauses::add, servers -> servers.remove(new AwsRegion(HERE), name, progress));
    }
}
