package io.backstay.connect.aws.scratch;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.http.Sleeper;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsRestoreJobs;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.RdsItems;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.StandIn;
import java.util.ArrayList;
import java.util.List;
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
    final ScratchGround ground = new ScratchGround();
    final List<String> told = new ArrayList<>();
    AwsVaults vaults;
    StandIn aws;

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

    final <T> T with(@Nullable String role, Sleeper between, ScratchGround.Work<T> work) throws Exception {
        return ground.with(aws, role, between, work);
    }

    static ServerPlan plan(String asset, String point) throws BackstayException {
        return ServerPlan.of("backstay/0123456789abcdef", asset, point, null, ScratchGround.PLACE);
    }

    final ScratchServers.Made made(ServerPlan plan) throws Exception {
        return with(ROLE, ground.pauses()::add, servers -> servers.make(plan, progress));
    }

    final Failure failure(ServerPlan plan) {
        return assertThrows(BackstayException.class, () -> made(plan)).failure();
    }

    final boolean removed(String name) throws Exception {
        return with(ROLE, ground.pauses()::add, servers -> servers.remove(new AwsRegion(HERE), name, progress));
    }
}
