package io.backstay.connect.aws.scratch;

import io.backstay.base.ByteSize;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.Sleeper;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.AwsRds;
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

/// Makes servers at a stand-in for AWS, over real HTTP and signatures, and remembers what is changed there.
final class ScratchGround {
    static final Placing PLACE = new Placing(
            new AwsRegion(RdsMachine.REGION),
            "private-subnets",
            List.of("sg-0123456789abcdef0", "sg-0123456789abcdef1"),
            "crm-parameters",
            "shop-parameters",
            "db.r6g.large");
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(1),
            3,
            Duration.ofSeconds(1));

    private final List<Effect> recorded = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    /// Moves on with every look, so that a deadline comes without anybody waiting for it.
    private final InstantSource clock =
            () -> Instant.parse("2026-11-26T12:00:00Z").plus(pauses.stream().reduce(Duration.ZERO, Duration::plus));

    /// What is done with the servers.
    @FunctionalInterface
    interface Work<T> {
        T with(ScratchServers servers) throws Exception;
    }

    /// What was written down before it was changed.
    List<Effect> recorded() {
        return recorded;
    }

    /// How long was waited between the looks.
    List<Duration> pauses() {
        return pauses;
    }

    /// @param role that AWS Backup restores with, absent where there is none
    <T> T with(StandIn aws, @Nullable String role, Work<T> work) throws Exception {
        return with(aws, role, pauses::add, work);
    }

    <T> T with(StandIn aws, @Nullable String role, Sleeper between, Work<T> work) throws Exception {
        try (HttpTransport transport =
                new HttpTransport(LIMITS, _ -> {}, new Random(5), Way.out(Reach.NETWORK), (_, effect) -> {
                    recorded.add(effect);
                    return _ -> {};
                })) {
            var key = new S3Credentials(AwsRds.ID, Secrets.source(AwsRds.SECRET), null);
            var access = new AwsAccess(transport, key, InstantSource.system(), Endpoint.parse(aws.address()));
            var waiting = new Waiting(Duration.ofSeconds(30), Duration.ofHours(2), between, clock);
            return work.with(new ScratchServers(access, waiting, role));
        }
    }
}
