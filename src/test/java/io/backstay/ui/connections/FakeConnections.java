package io.backstay.ui.connections;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.account.Seen;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.policy.PolicySummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Three invented connections: one that holds, with files, one that is not ready, one that was never tested.
public final class FakeConnections implements Connections {
    public static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");

    private final List<Known> known = new ArrayList<>();
    private final List<Duration> spans = new ArrayList<>();
    private @Nullable CountDownLatch held;
    private final List<String> regionKeys = new ArrayList<>();
    private RegionOffer offer = RegionOffer.ALL;

    public FakeConnections() {
        known.add(of("billing", Environment.PRODUCTION, false, Duration.ofDays(2), false, 14));
        known.add(of("crm", Environment.PRODUCTION, true, Duration.ofMinutes(25), true, 9));
        known.add(of("crm-staging", Environment.STAGING, null, null, false, 0));
    }

    private static Known of(
            String name,
            Environment environment,
            @Nullable Boolean holds,
            @Nullable Duration tested,
            boolean files,
            long points) {
        return new Known(
                connection(name, environment, files),
                tested == null ? null : NOW.minus(tested),
                holds,
                new Seen(
                        tested == null ? null : NOW.minus(tested).plusSeconds(90),
                        null,
                        points,
                        files ? 2 : 1,
                        List.of()));
    }

    private static Connection connection(String name, Environment environment, boolean files) {
        return new Connection(
                name,
                new AssetId(name),
                environment,
                new SelfManaged(
                        new SelfManaged.Server(name + ".db.example", 5432, name),
                        new SelfManaged.Folders("/mnt/backups/" + name + "/base", "/mnt/backups/wal", null, null),
                        "/srv/backstay/mappings/" + name + ".yaml",
                        new SelfManaged.Credentials(name + ", read", name + ", scratch", name + ", write", null),
                        !files
                                ? null
                                : new ObjectSettings(
                                        name + "-files",
                                        new ObjectSettings.Store(
                                                "https://s3.eu-central-1.amazonaws.com",
                                                "eu-central-1",
                                                name + "-files",
                                                null,
                                                null),
                                        "accounts/{tenant}/",
                                        null,
                                        new ObjectSettings.Credentials(
                                                name + " files, read",
                                                name + " files, scratch",
                                                name + " files, write"))));
    }

    /// An account of AWS, of which one region is stale and two volumes are bare.
    public static Known account() {
        return new Known(
                new Connection(
                        "production",
                        new AssetId("production"),
                        Environment.PRODUCTION,
                        new AwsAccount(
                                List.of("eu-central-1", "us-east-1"),
                                "AWS, read",
                                "AWS, backup now",
                                null,
                                null,
                                null)),
                NOW.minus(Duration.ofHours(3)),
                false,
                new Seen(
                        NOW.minus(Duration.ofMinutes(8)),
                        NOW.minus(Duration.ofHours(26)),
                        412,
                        23,
                        List.of("scratch-disk", "build-cache"),
                        List.of("archive"),
                        List.of(new Circumstance(
                                "arn:aws:backup:eu-central-1:123456789012:backup-vault:nightly",
                                null,
                                Circumstance.Kind.VAULT_LOCK,
                                "none",
                                "The vault nightly in eu-central-1 has no lock: whoever has the rights can delete what"
                                        + " lies in it.",
                                new Observation("connection production", NOW.minus(Duration.ofMinutes(8)))))),
                new Tested(
                        "production",
                        List.of(new Line("RDS in us-east-1", false, "The key lacks rds:DescribeDBSnapshots.")),
                        null),
                NOW.minus(Duration.ofHours(3)),
                new Synced(
                        NOW.minus(Duration.ofMinutes(8)),
                        List.of(
                                "What is in RDS in us-east-1 stays as it was seen before: nobody answers.",
                                "What is in EBS in us-east-1 stays as it was seen before: nobody answers.")));
    }

    @Override
    public List<Connection> list() {
        return known.stream().map(Known::connection).toList();
    }

    @Override
    public List<Known> known() {
        return List.copyOf(known);
    }

    /// Puts one beside the others.
    public FakeConnections with(Known more) {
        known.add(more);
        return this;
    }

    @Override
    public void require(String name) {}

    @Override
    public void requireAdding(String name) {}

    @Override
    public Path mapping(String name) {
        return Path.of("/srv/backstay/mappings", name + ".yaml");
    }

    @Override
    public Tested tryOut(Connection connection, Progress progress) throws BackstayException, InterruptedException {
        requireFree(connection.name());
        progress.step("Looking at the key");
        if (held != null) {
            held.await();
        }
        return test(connection.name(), progress);
    }

    /// Lets trials wait until somebody lets go, or stops them.
    public FakeConnections holding(CountDownLatch latch) {
        held = latch;
        return this;
    }

    private void requireFree(String name) throws BackstayException {
        if (known.stream().anyMatch(named(name))) {
            throw new BackstayException(
                    new Failure.Conflict("A connection called " + name + " is there already", "Choose another."));
        }
    }

    @Override
    public void add(Connection connection, @Nullable Tested tried) throws BackstayException {
        requireFree(connection.name());
        Seen nothing = new Seen(null, null, 0, 0, List.of());
        known.add(
                tried == null
                        ? new Known(connection, null, null, nothing)
                        : new Known(connection, NOW, tried.holds(), nothing, tried, NOW, null));
    }

    private static Predicate<Known> named(String name) {
        return each -> each.connection().name().equals(name);
    }

    @Override
    public List<PolicySummary> policies() {
        return List.of(new PolicySummary("daily-two-days", "Daily backups", "Acme", 12, 9));
    }

    @Override
    public void hold(String name, @Nullable String policy) {
        known.replaceAll(each -> each.connection().name().equals(name)
                ? new Known(
                        each.connection().under(policy),
                        each.testedAt(),
                        each.holds(),
                        each.seen(),
                        each.tested(),
                        each.foundAt(),
                        each.synced())
                : each);
    }

    @Override
    public void remove(String name) {
        known.removeIf(named(name));
    }

    @Override
    public Tested test(String name, Progress progress) {
        if (name.equals("production")) {
            return new Tested(
                    name,
                    List.of(
                            new Line("key", true, "AWS takes the key: it is arn:aws:iam::123456789012:user/backstay."),
                            new Line("RDS in eu-central-1", true, "Every question of a listing may be asked."),
                            new Line("EBS in us-east-1", false, "The key lacks ec2:DescribeLockedSnapshots.")),
                    "{\n  \"Sid\": \"ListBackups\",\n  \"Effect\": \"Allow\",\n  \"Action\": [\n"
                            + "    \"ec2:DescribeLockedSnapshots\"\n  ],\n  \"Resource\": \"*\"\n}");
        }
        progress.step("Looking at base backups");
        Boolean log = name.equals("billing") ? Boolean.FALSE : Boolean.TRUE;
        return new Tested(
                name,
                List.of(
                        new Line("base backups", true, "9 base backups, the newest 2026-03-15, complete at 02:11 UTC."),
                        new Line(
                                "write-ahead log",
                                log,
                                log
                                        ? "Restorable is every moment from 7 March to 02:39 UTC; no segment is missing."
                                        : "The log has 1 hole, from 00000001000000030000004A on, 12 segments long."
                                                + " Bring the missing segments back."),
                        new Line("reader sees every row", true, "backstay_reader may read every table."),
                        new Line("object versions", null, "Not looked at: the store was not reached.")),
                null);
    }

    /// What an account answers that is asked for its regions.
    public FakeConnections offering(RegionOffer offer) {
        this.offer = offer;
        return this;
    }

    /// With which keys an account was asked for its regions.
    public List<String> regionKeys() {
        return List.copyOf(regionKeys);
    }

    @Override
    public RegionOffer regions(String key, @Nullable String endpoint) {
        regionKeys.add(key);
        return offer;
    }

    @Override
    public Created create(AssetId asset, @Nullable String name, Progress progress) {
        progress.step("Asking for a backup");
        return new Created("crm", asset.value(), String.valueOf(name), asset.value() + "/now");
    }

    @Override
    public ArchivedFiles archived(FilesAt wanted) {
        return new ArchivedFiles(0, new ByteSize(0));
    }

    @Override
    public FileLocks locks(FilesAt wanted, Progress progress) {
        return new FileLocks(0, 0, 0, 0, 0, 0, null, List.of());
    }

    @Override
    public long retrieve(FilesAt wanted, Retrieval how, Progress progress) {
        return 0;
    }

    /// How old what each listing asked for was at least, in their order.
    public List<Duration> spans() {
        return List.copyOf(spans);
    }

    @Override
    public Listed sync(String name, Duration olderThan, Progress progress) {
        spans.add(olderThan);
        return new Listed(
                name,
                name,
                9,
                null,
                List.of(),
                List.of(),
                NOW,
                new Objects(
                        name + "-files",
                        Versioning.ENABLED,
                        1_204,
                        1_310,
                        6,
                        true,
                        List.of("Versions stay."),
                        List.of()),
                null);
    }
}
