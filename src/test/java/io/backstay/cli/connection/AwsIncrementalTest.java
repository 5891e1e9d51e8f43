package io.backstay.cli.connection;

import static io.backstay.cli.connection.AwsProduction.HERE;
import static io.backstay.cli.connection.AwsProduction.THERE;
import static io.backstay.cli.connection.StateCommands.says;
import static io.backstay.fixture.RdsItems.arn;
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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// `sync --older-than`: what failed is asked again and what was listed a short while ago is not, over real HTTP against
/// a stand-in; not against AWS.
final class AwsIncrementalTest {
    private static final String KEPT = "arn:aws:backup:eu-central-1:123456789012:recovery-point:1";

    private final Set<String> asked = new TreeSet<>();

    private StandIn.Answering heard(AwsCloud cloud) {
        return request -> {
            String credential =
                    request.header("authorization").replaceAll("(?s).*Credential=[^/]*/[0-9]*/([^,]*)/aws4.*", "$1");
            synchronized (asked) {
                asked.add(credential);
            }
            return cloud.to(request);
        };
    }

    @Test
    void whatFailedIsAskedAgainAndPutBesideWhatIsKnownOfTheRest() throws Exception {
        AwsCloud cloud = new AwsCloud(
                new AwsRds()
                        .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                        .has(
                                HERE,
                                "DescribeDBSnapshots",
                                snapshot(HERE, "a", "crm", "db-CRM", "manual", "2026-11-26T02:10:00Z"))
                        .has(
                                THERE,
                                "DescribeDBSnapshots",
                                snapshot(THERE, "b", "crm", "db-CRM", "manual", "2026-11-26T02:10:00Z")
                                        .replace(
                                                "</DBSnapshot>",
                                                "<SourceDBSnapshotIdentifier>" + arn(HERE, "snapshot:a")
                                                        + "</SourceDBSnapshotIdentifier></DBSnapshot>"))
                        .refuses(THERE, "403 ExpiredToken"),
                new AwsEc2(),
                new AwsVaults()
                        .has(HERE, "nightly", "", AwsVaults.point(KEPT, arn(HERE, "db:crm"), "RDS", ""))
                        .refuses(HERE, "403 ExpiredTokenException"));
        try (StandIn standIn = new StandIn(heard(cloud));
                StateCommands commands = new StateCommands()) {
            AwsProduction.connect(commands, standIn.address());
            says(3, "Asked 6 of 6 parts; 2 failed.", commands.ask("sync", "production"));
            asked.clear();
            cloud.rds().refuses(THERE, "");
            cloud.vaults().refuses(HERE, "");
            Answer again = says(
                    0,
                    "production: 1 asset, 3 recovery points. Asked 2 of 6 parts; 4 listed a short while ago, 0 failed.",
                    commands.ask("sync", "production", "--older-than=PT30M"));
            assertFalse(again.out().contains("no longer there"), again::out);
            assertEquals(Set.of(HERE + "/backup", THERE + "/rds"), asked);
            String points = commands.run("points", "--json").out();
            assertTrue(points.contains("snapshot:a") && points.contains("snapshot:b") && points.contains(KEPT), points);
            asked.clear();
            Answer third = says(0, "\"fresh\": 6", commands.ask("sync", "--older-than=PT30M", "--json"));
            assertTrue(third.out().contains("\"asked\": 0"), third::out);
            assertEquals(Set.of(), asked);
            says(0, "Asked 6 of 6 parts; 0 failed.", commands.ask("sync", "production"));
            says(64, "not a duration", commands.run("sync", "--older-than=15m"));

            says(0, "", commands.run("connection", "remove", "production"));
            says(0, "Added", AwsProduction.add(commands, standIn.address()));
            says(0, "Asked 6 of 6 parts", commands.ask("sync", "--older-than=PT30M"));
        }
    }
}
