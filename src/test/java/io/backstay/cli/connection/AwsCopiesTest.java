package io.backstay.cli.connection;

import static io.backstay.cli.connection.AwsProduction.HERE;
import static io.backstay.cli.connection.AwsProduction.THERE;
import static io.backstay.cli.connection.StateCommands.says;
import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/// A promise of copies in a second region, from what two regions list to `check`, over real HTTP against a stand-in;
/// not against AWS.
final class AwsCopiesTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private String taken(String region, String id, Duration ago) {
        return snapshot(region, id, "crm", "db-CRM", "manual", now.minus(ago).toString());
    }

    private String copied(String id, String original, Duration ago) {
        return taken(THERE, id, ago)
                .replace(
                        "</DBSnapshot>",
                        "<SourceRegion>" + HERE + "</SourceRegion><SourceDBSnapshotIdentifier>" + original
                                + "</SourceDBSnapshotIdentifier></DBSnapshot>");
    }

    @Test
    void aCopyInASecondRegionIsJudgedByItsAgeAndStaysWhereItsRegionIsNotHeard() throws Exception {
        AwsRds rds = new AwsRds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBSnapshots", taken(HERE, "a", Duration.ofHours(40)))
                .has(HERE, "DescribeDBSnapshots", taken(HERE, "b", Duration.ofHours(3)))
                .has(THERE, "DescribeDBSnapshots", copied("a-copy", arn(HERE, "snapshot:a"), Duration.ofHours(40)));
        try (StandIn standIn = new StandIn(new AwsCloud(rds, new AwsEc2(), new AwsVaults()));
                StateCommands commands = new StateCommands()) {
            AwsProduction.connect(commands, standIn.address());
            says(0, "production: 1 asset, 3 recovery points.", commands.ask("sync", "production"));
            Answer points = commands.run("points", "--json");
            assertEquals(1, points.out().split("snapshot:a-copy", -1).length - 1, points::out);
            String old = "newest copy in another region, of";
            assertTrue(checked(commands, "agentic-labs").contains(old), () -> checked(commands, "agentic-labs"));
            assertTrue(
                    checked(commands, "expansive").contains("lie in eu-central-1 alone"),
                    () -> checked(commands, "expansive"));

            rds.has(THERE, "DescribeDBSnapshots", copied("b-copy", arn(HERE, "snapshot:b"), Duration.ofHours(3)));
            says(0, "production: 1 asset, 4 recovery points.", commands.ask("sync", "production"));
            assertFalse(checked(commands, "agentic-labs").contains(old), () -> checked(commands, "agentic-labs"));
            assertTrue(
                    checked(commands, "expansive").contains("lie in eu-central-1, us-east-1"),
                    () -> checked(commands, "expansive"));

            rds.refuses(THERE, "403 ExpiredToken");
            says(3, "stays as it was seen before", commands.ask("sync", "production"));
            assertTrue(commands.run("points", "--json").out().contains("snapshot:b-copy"), "it was not looked for");
            assertFalse(checked(commands, "agentic-labs").contains(old), () -> checked(commands, "agentic-labs"));
        }
    }

    @Test
    void aReplicatedLogIsACopyOfTheMomentThatItReaches() throws Exception {
        AwsRds rds = new AwsRds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBSnapshots", taken(HERE, "b", Duration.ofHours(3)))
                .has(THERE, "DescribeDBInstanceAutomatedBackups", reaching(Duration.ofHours(30)));
        try (StandIn standIn = new StandIn(new AwsCloud(rds, new AwsEc2(), new AwsVaults()));
                StateCommands commands = new StateCommands()) {
            AwsProduction.connect(commands, standIn.address());
            says(0, "production: 1 asset", commands.ask("sync", "production"));
            assertTrue(
                    checked(commands, "agentic-labs").contains("newest copy in another region, of"),
                    () -> checked(commands, "agentic-labs"));
            rds.refuses(THERE, "403 ExpiredToken");
            says(3, "stays as it was seen before", commands.ask("sync", "production"));
            assertTrue(
                    checked(commands, "agentic-labs").contains("newest copy in another region, of"),
                    "how far it reached stays known: " + checked(commands, "agentic-labs"));
        }
    }

    private String reaching(Duration ago) {
        return automated(THERE, HERE, "crm", "db-CRM", "active")
                .replace("2026-11-19T12:00:00Z", now.minus(Duration.ofDays(7)).toString())
                .replace("2026-11-26T11:50:00Z", now.minus(ago).toString());
    }

    private static String checked(StateCommands commands, String policy) {
        try {
            return commands.run("check", "--policy=" + policy, "--json").out().replaceAll("\\s+", " ");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
