package io.backstay.cli.connection;

import static io.backstay.cli.connection.AwsProduction.HERE;
import static io.backstay.cli.connection.AwsProduction.THERE;
import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.catalogue.Catalogue;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.estate.Circumstance;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.StandIn;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One service of AWS that does not answer hides nothing that it said before.
final class AwsSilenceTest {
    private static final String POINT = arn(HERE, "snapshot:awsbackup:job-1");

    @Test
    void whatAwsBackupKeptOfADatabaseStaysWhileItDoesNotAnswer() throws Exception {
        AwsRds rds = new AwsRds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBInstanceAutomatedBackups", automated(HERE, HERE, "crm", "db-CRM", "active"))
                .has(
                        HERE,
                        "DescribeDBSnapshots",
                        snapshot(HERE, "rds:crm-1", "crm", "db-CRM", "automated", "2026-11-25T02:10:00Z"));
        AwsVaults vaults =
                new AwsVaults().has(HERE, "gold", "", AwsVaults.point(POINT, arn(HERE, "db:crm"), "RDS", ""));
        try (StandIn standIn = new StandIn(new AwsCloud(rds, new AwsEc2(), vaults));
                StateCommands commands = new StateCommands()) {
            AwsProduction.connect(commands, standIn.address());
            Answer first = commands.ask("sync", "production");
            assertEquals(0, first.code(), first::toString);
            assertTrue(points(commands).contains(POINT), "it was listed");
            vaults.refuses(HERE, "403 AccessDeniedException");
            Answer silent = commands.ask("sync", "production");
            assertEquals(3, silent.code(), silent::toString);
            assertTrue(points(commands).contains(POINT), "it stays, as old as it is");
            assertTrue(points(commands).contains("rds:crm-1"), "and so does what RDS says");
            try (Catalogue catalogue = Catalogue.open(commands.home().resolve("catalogue.db"))) {
                List<String> unread = catalogue.circumstances(new AssetId(arn(HERE, "db:crm"))).stream()
                        .filter(each -> each.kind() == Circumstance.Kind.POINTS_UNREAD)
                        .map(Circumstance::value)
                        .toList();
                assertEquals(List.of(Circumstance.ON), unread, "what nobody told of proves nothing");
            }
        }
    }

    @Test
    void whatWasDeletedIsGoneEvenWhereItIsNotKnownWhoMaySeeTheRest() throws Exception {
        AwsRds rds = new AwsRds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBSnapshots", manual("stays"), manual("goes"));
        try (StandIn standIn = new StandIn(new AwsCloud(rds, new AwsEc2(), new AwsVaults()));
                StateCommands commands = new StateCommands()) {
            AwsProduction.connect(commands, standIn.address());
            rds.refuses("DescribeDBSnapshotAttributes", "403 AccessDenied");
            assertEquals(3, commands.ask("sync", "production").code());
            assertTrue(points(commands).contains(":goes"), "it was listed");
            rds.hasOnly(HERE, "DescribeDBSnapshots", manual("stays"));
            assertEquals(3, commands.ask("sync", "production").code());
            assertTrue(points(commands).contains(":stays"), "it was heard");
            assertFalse(points(commands).contains(":goes"), "nobody can restore from it any more");
            rds.refuses("DescribeDBSnapshots", "403 AccessDenied");
            assertEquals(3, commands.ask("sync", "production").code());
            assertTrue(points(commands).contains(":stays"), "without the list it is as it was");
        }
    }

    @Test
    void aCopyOfAwsBackupsCountsOnceWhileAwsBackupIsNotHeardWhereItLies() throws Exception {
        String copy = "awsbackup:copyjob-1";
        AwsRds rds = new AwsRds()
                .has(HERE, "DescribeDBInstances", instance(HERE, "crm", "db-CRM", usual(7, false)))
                .has(HERE, "DescribeDBSnapshots", manual("stays"))
                .has(
                        THERE,
                        "DescribeDBSnapshots awsbackup",
                        snapshot(THERE, copy, "crm", "db-unlike", "awsbackup", "2026-11-25T04:00:00Z"));
        AwsVaults vaults = new AwsVaults()
                .has(
                        THERE,
                        "second",
                        "",
                        AwsVaults.point(arn(THERE, "snapshot:" + copy), arn(HERE, "db:crm"), "RDS", ""));
        try (StandIn standIn = new StandIn(new AwsCloud(rds, new AwsEc2(), vaults));
                StateCommands commands = new StateCommands()) {
            AwsProduction.connect(commands, standIn.address());
            assertEquals(0, commands.ask("sync", "production").code());
            String listed = points(commands);
            assertEquals(2, listed.split(copy + "\"", -1).length, listed);
            vaults.refuses(THERE, "403 ExpiredTokenException");
            assertEquals(3, commands.ask("sync", "production").code());
            String again = points(commands);
            assertEquals(2, again.split(copy + "\"", -1).length, again);
            assertFalse(again.contains("snapshots-of"), again);
        }
    }

    private static String manual(String id) {
        return snapshot(HERE, id, "crm", "db-CRM", "manual", "2026-11-25T02:10:00Z");
    }

    private static String points(StateCommands commands) throws Exception {
        Answer listed = commands.run("points", "--json");
        assertEquals(0, listed.code(), listed::toString);
        return listed.out();
    }
}
