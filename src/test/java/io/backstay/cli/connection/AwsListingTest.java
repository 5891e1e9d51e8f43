package io.backstay.cli.connection;

import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;

import io.backstay.base.BackstayException;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An account of AWS: two of its regions are listed, and another has a database of which nobody asked. Against a
/// stand-in that is held against the official models; not against AWS.
final class AwsListingTest extends ConnectionContract<AwsListingTest.Account> {
    @Override
    Account make() throws Exception {
        return new Account(cloud -> cloud);
    }

    static final class Account implements ConnectionGround {
        private static final String HERE = "eu-central-1";
        private static final String THERE = "us-east-1";
        private static final String ELSEWHERE = "ap-southeast-2";
        private static final String MANUAL = arn(HERE, "snapshot:crm-1");
        private static final String VOLUME = "arn:aws:ec2:" + HERE + ":123456789012:volume/vol-1";

        private final AwsRds rds = new AwsRds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBInstanceAutomatedBackups", automated(HERE, HERE, "crm", "db-CRM", "active"))
                .has(
                        HERE,
                        "DescribeDBSnapshots",
                        snapshot(HERE, "crm-1", "crm", "db-CRM", "manual", "2026-11-20T09:00:00Z"))
                .has(THERE, "DescribeDBInstances", instance(THERE, "wiki", "db-WIKI", usual(7, false)))
                .has(
                        THERE,
                        "DescribeDBSnapshots",
                        snapshot(THERE, "rds:wiki-1", "wiki", "db-WIKI", "automated", "2026-11-26T02:10:00Z"))
                .has(ELSEWHERE, "DescribeDBInstances", instance(ELSEWHERE, "other", "db-OTHER", usual(7, false)));
        private final AwsEc2 ec2 = new AwsEc2()
                .has(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", "app"))
                .has(HERE, "DescribeSnapshots", AwsEc2.snapshot("snap-1", "vol-1", "2026-11-26T01:00:00Z", ""));
        private final AwsVaults vaults = new AwsVaults();
        private final AwsCloud cloud = new AwsCloud(rds, ec2, vaults);
        private final StandIn standIn;
        private final StateCommands commands = new StateCommands();

        /// @param watching stands before AWS
        Account(UnaryOperator<StandIn.Answering> watching) throws Exception {
            standIn = new StandIn(watching.apply(cloud));
            commands.makeEmptyVault();
            commands.keep(
                    "aws-access-key",
                    "read",
                    "AWS, read",
                    "123456789012",
                    AwsRds.SECRET,
                    "accessKeyId=" + AwsRds.ID,
                    "endpoint=" + standIn.address());
            StateCommands.Answer added = commands.run(
                    "connection",
                    "add",
                    "aws",
                    connection(),
                    "--key=AWS, read",
                    "--region=" + HERE,
                    "--region=" + THERE,
                    "--endpoint=" + standIn.address());
            if (added.code() != 0) {
                throw new AssertionError(added);
            }
        }

        @Override
        public StateCommands commands() {
            return commands;
        }

        @Override
        public String connection() {
            return "production";
        }

        @Override
        public Set<String> assets() {
            return Set.of(arn(HERE, "db:crm"), arn(THERE, "db:wiki"), VOLUME);
        }

        @Override
        public Map<String, Moments> points() {
            return Map.of(
                    MANUAL,
                    Moments.at("2026-11-20T09:00:00Z"),
                    arn(THERE, "snapshot:rds:wiki-1"),
                    Moments.at("2026-11-26T02:10:00Z"),
                    "arn:aws:ec2:" + HERE + "::snapshot/snap-1",
                    Moments.at("2026-11-26T01:00:00Z"));
        }

        @Override
        public Trouble away() {
            rds.refuses(THERE, "403 ExpiredToken");
            return () -> rds.refuses(THERE, "");
        }

        @Override
        public Set<String> partAway() {
            return Set.of(arn(THERE, "db:wiki"));
        }

        @Override
        public Trouble silence() {
            rds.refuses("DescribeDBSnapshotAttributes", "403 AccessDenied");
            return () -> rds.refuses("DescribeDBSnapshotAttributes", "");
        }

        /// Nobody says of a snapshot with whom it is shared but this one question.
        @Override
        public @Nullable Object told(Known known) {
            return known.point(MANUAL).visibility();
        }

        @Override
        public List<@Nullable Object> neverTold(Known known) {
            List<@Nullable Object> never = new ArrayList<>();
            never.add(known.asset(arn(HERE, "db:crm")).immutable());
            never.add(known.asset(arn(HERE, "db:crm")).kept().productionCanDelete());
            never.add(known.point(MANUAL).lockedUntil());
            return never;
        }

        @Override
        public Trouble malice() {
            String name = "&lt;b&gt;&#x202e;evil&#x2028;=HYPERLINK(1)&#10;&#x9b;2J";
            ec2.hasOnly(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", name));
            return () -> ec2.hasOnly(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", "app"));
        }

        /// Every question that changes something.
        @Override
        public String changes() {
            return standIn.requests().stream()
                    .filter(each -> !each.method().equals("GET"))
                    .map(each -> each.field("Action"))
                    .filter(each -> !each.matches("(Describe|List|Get|Simulate)[A-Za-z]+"))
                    .toList()
                    .toString();
        }

        @Override
        public Trouble refusal() {
            for (String region : List.of(HERE, THERE)) {
                rds.refuses(region, "403 InvalidClientTokenId");
                ec2.refuses(region, "401 AuthFailure");
                vaults.refuses(region, "403 UnrecognizedClientException");
            }
            return () -> {
                for (String region : List.of(HERE, THERE)) {
                    rds.refuses(region, "");
                    ec2.refuses(region, "");
                    vaults.refuses(region, "");
                }
            };
        }

        @Override
        public void deny() {
            rds.refuses("DescribeDBSnapshots", "403 AccessDenied");
        }

        @Override
        public void grant(String script) {
            rds.refuses("DescribeDBSnapshots", "");
        }

        @Override
        public Right right() {
            return new Right(
                    "RDS in " + HERE, "lacks rds:DescribeDBSnapshots", "\"rds:DescribeDBSnapshots\"", "RDS in ");
        }

        @Override
        public List<String> secrets() {
            return List.of(AwsRds.SECRET, StateCommands.PASSPHRASE);
        }

        @Override
        public void close() throws BackstayException {
            standIn.close();
            commands.close();
        }
    }
}
