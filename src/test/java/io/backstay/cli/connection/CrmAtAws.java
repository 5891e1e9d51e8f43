package io.backstay.cli.connection;

import static io.backstay.fixture.RdsItems.arn;
import static io.backstay.fixture.RdsItems.automated;
import static io.backstay.fixture.RdsItems.instance;
import static io.backstay.fixture.RdsItems.snapshot;
import static io.backstay.fixture.RdsItems.usual;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.Lifetime;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.AwsRestoreJobs;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// The CRM as a database in an account of AWS: live is a real server, RDS a stand-in whose new servers are real ones
/// with the data of the moment that was asked for. Not AWS.
final class CrmAtAws implements AutoCloseable {
    static final String ASSET = arn(RdsMachine.REGION, "db:crm");

    final CrmServer crm;
    final CrmCommands commands;
    final RdsMachine machine = new RdsMachine();
    final AwsRds rds;
    final AwsVaults vaults = new AwsVaults();
    final AwsRestoreJobs jobs = new AwsRestoreJobs(machine);
    final String account;
    final String other;
    final Instant good;
    private final StandIn standIn;
    private final CrmRack rack;
    private final Lifetime lifetime = new Lifetime();

    /// Live has lost everything of an account a moment ago; the vault and the two connections are there.
    CrmAtAws() throws Exception {
        crm = lifetime.own(new CrmServer());
        rack = lifetime.own(new CrmRack(crm));
        machine.racked(rack);
        Instant later = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        Instant earlier = later.minus(Duration.ofHours(30));
        String home = RdsMachine.REGION;
        rds = new AwsRds()
                .makes(machine)
                .has(home, "DescribeDBInstances", instance(home, "crm", "db-CRM", usual(7, false)))
                .has(
                        home,
                        "DescribeDBInstanceAutomatedBackups",
                        automated(home, home, "crm", "db-CRM", "active")
                                .replace("2026-11-26T11:50:00Z", later.toString()))
                .has(
                        home,
                        "DescribeDBSnapshots",
                        snapshot(home, "rds:crm-1", "crm", "db-CRM", "automated", earlier.toString()));
        standIn = lifetime.own(new StandIn(new AwsCloud(rds, new AwsEc2(), vaults.restores(jobs))));
        commands = lifetime.own(new CrmCommands(crm));
        account = crm.ask("select md5('a1')::uuid::text");
        other = crm.ask("select md5('a2')::uuid::text");
        connected();
        crm.makeRoles();
        commands.map();
        crm.backUp("monday");
        good = wholeSecond();
    }

    private void connected() throws Exception {
        commands.makeVault();
        String id = "accessKeyId=" + AwsRds.ID;
        String at = "endpoint=" + standIn.address();
        commands.keep("aws-access-key", "read", "AWS, read", "123456789012", AwsRds.SECRET, id, at);
        commands.keep("aws-access-key", "restore-to-scratch", "AWS, restore", "123456789012", AwsRds.SECRET, id, at);
        login("new server", crm.port());
        assertEquals(
                0,
                commands.run(
                                "connection",
                                "add",
                                "aws",
                                "production",
                                "--key=AWS, read",
                                "--region=" + RdsMachine.REGION,
                                "--endpoint=" + standIn.address(),
                                "--restore-key=AWS, restore",
                                "--scratch-login=new server",
                                "--subnet-group=private",
                                "--security-group=sg-0123456789abcdef0",
                                "--parameter-group=crm-16",
                                "--backup-role=arn:aws:iam::123456789012:role/restore")
                        .code());
        hosted("--account=production");
        Answer synced = commands.ask("sync", "production");
        assertEquals(0, synced.code(), synced::toString);
    }

    /// Live, as a person adds it.
    void hosted(String... more) throws Exception {
        String[] words = {
            "connection",
            "add",
            "hosted",
            "crm",
            "--asset=" + ASSET,
            "--host=127.0.0.1",
            "--port=" + crm.port(),
            "--database=crm",
            "--reader=CRM, read",
            "--writer=CRM, write"
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        Answer added = commands.run(all);
        assertEquals(0, added.code(), added::toString);
    }

    /// A login of the restored moment.
    void login(String name, int port) {
        login(name, "127.0.0.1", port);
    }

    void login(String name, String host, int port) {
        commands.keep(
                "postgres-login",
                "restore-to-scratch",
                name,
                "crm",
                CrmServer.PASSWORD,
                "host=" + host,
                "port=" + port,
                "database=crm",
                "user=crm_admin");
    }

    /// Where the stand-in answers.
    String address() {
        return standIn.address();
    }

    CrmRack rack() {
        return rack;
    }

    /// RDS restores to whole seconds: the first after everything so far.
    private Instant wholeSecond() throws Exception {
        Instant next = crm.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (!crm.now().isAfter(next)) {
            Thread.onSpinWait();
        }
        return next;
    }

    /// Everything of the account is lost in live.
    void lose() throws Exception {
        crm.lose(account);
        crm.run("update crm.currencies set name = name");
        crm.archiveAll();
    }

    Answer plan(String... more) throws Exception {
        String[] words = {
            "restore",
            "plan",
            "--database=" + ASSET,
            "--tenant=" + account,
            "--name=Account 1",
            "--dataset=Everything",
            "--around=" + good,
            "--out=" + file(),
            "--json"
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return commands.ask(all);
    }

    String file() {
        return commands.folder().resolve("crm.plan.json").toString();
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
