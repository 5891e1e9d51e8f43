package io.backstay.act.connection.desk;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.act.connection.reach.BucketsWay;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.HostedSite;
import io.backstay.act.connection.reach.LiveWay;
import io.backstay.act.connection.reach.ObjectWay;
import io.backstay.act.connection.reach.SelfManagedSite;
import io.backstay.act.connection.reach.SupabaseWay;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.Listing;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.estate.Asset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections of a state folder, and what is done with them, each act in the record.
public final class ConnectionDesk implements Connections {
    private static final String TESTED = "connection.test";

    private final ConnectionBook book;
    private final ConnectionSites sites;
    private final Practising lab;
    private final Catalogue catalogue;
    private final Recorder recorder;
    private final Marks marks;
    private final InstantSource clock;
    private final LastActs last;

    /// A desk over one state folder.
    ///
    /// @param lab   takes base backups of its own
    /// @param marks finds what the record says of an earlier act
    public ConnectionDesk(
            ConnectionSites sites,
            Practising lab,
            Catalogue catalogue,
            Recorder recorder,
            Marks marks,
            InstantSource clock) {
        this.book = sites.book();
        this.sites = sites;
        this.lab = lab;
        this.catalogue = catalogue;
        this.recorder = recorder;
        this.marks = marks;
        this.clock = clock;
        this.last = new LastActs(catalogue, clock);
    }

    /// Finds the newest entry of the record about an act on a target.
    @FunctionalInterface
    public interface Marks {
        /// Absent when there is none.
        @Nullable
        AuditEntry newest(String act, String target) throws BackstayException;
    }

    @Override
    public List<Known> known() throws BackstayException {
        List<Known> known = new ArrayList<>();
        for (Connection each : book.read()) {
            known.add(last.known(each, marks.newest(TESTED, each.name())));
        }
        return List.copyOf(known);
    }

    @Override
    public List<Connection> list() throws BackstayException {
        return book.read();
    }

    @Override
    public void require(String name) throws BackstayException {
        book.named(name);
    }

    @Override
    public Path mapping(String name) {
        return book.home().toAbsolutePath().resolve("mappings").resolve(name + ".yaml");
    }

    @Override
    public void add(Connection connection) throws BackstayException {
        Deed deed = Deed.of("connection.add", connection.name())
                .with("asset", connection.asset().value());
        recorder.act(Permission.CONNECT, deed, () -> {
            var vacancy = new Vacancy(connection, catalogue);
            vacancy.require();
            requireThere(connection);
            book.change(all -> {
                vacancy.take(all);
                // Not before the name was free: a refused addition forgets nothing.
                catalogue.update(update -> update.unlisted(connection.source()));
            });
            return true;
        });
    }

    /// The mapping need not be there yet: it is drafted over the connection.
    private void requireThere(Connection connection) throws BackstayException {
        switch (connection.provider()) {
            case SelfManaged own -> {
                SelfManagedListing.requireFolder(
                        "base backups", Path.of(own.folders().backups()));
                SelfManagedListing.requireArchive(own);
                String programs = own.folders().programs();
                if (programs != null) {
                    SelfManagedListing.requireFolder("programs of PostgreSQL", Path.of(programs));
                }
                Map<String, String> versions = own.folders().versions();
                if (versions != null) {
                    for (Map.Entry<String, String> each : versions.entrySet()) {
                        SelfManagedListing.requireFolder(
                                "programs of PostgreSQL " + each.getKey(), Path.of(each.getValue()));
                    }
                }
            }
            case StagingServer staging -> staging.requirePast(clock.instant());
            case HostedDatabase _, AwsAccount _, SupabaseProjects _, S3Buckets _ -> {}
        }
    }

    @Override
    public void remove(String name) throws BackstayException {
        recorder.act(Permission.CONNECT, Deed.of("connection.remove", name), () -> {
            book.change(all -> all.remove(book.named(name)));
            return true;
        });
    }

    @Override
    public Tested test(String name, Progress progress) throws BackstayException, InterruptedException {
        return recorder.act(
                Permission.TEST_CONNECTION,
                Deed.of(TESTED, name),
                () -> last.kept(book.named(name), connection -> tested(connection, progress)),
                tested -> Map.of(LastActs.HOLDS, String.valueOf(tested.holds())));
    }

    private Tested tested(Connection connection, Progress progress) throws BackstayException, InterruptedException {
        return switch (connection.provider()) {
            case SelfManaged own -> {
                TestLines lines = new TestLines(progress);
                SelfManagedSite way = sites.way(connection, own);
                BackupPoint newest = new FolderTrial(way, own, lines).run();
                yield tested(connection, way, way, newest, lines);
            }
            case HostedDatabase hosted -> {
                TestLines lines = new TestLines(progress);
                HostedSite way = sites.way(connection, hosted);
                lines.look("scratch databases", () -> sites.staging().scratches(connection, hosted));
                yield tested(connection, way, null, null, lines);
            }
            case StagingServer staging -> {
                TestLines lines = new TestLines(progress);
                lines.look("staging server", () -> sites.staging().looked(connection, staging));
                yield new Tested(connection.name(), lines.all(), null);
            }
            case AwsAccount account -> {
                TestLines lines = new TestLines(progress);
                AwsTrial trial = new AwsTrial(
                        account,
                        sites.way(connection, account),
                        AwsSync.listedBefore(connection, catalogue),
                        AwsSync.locks(connection, catalogue),
                        lines);
                trial.run();
                yield new Tested(connection.name(), lines.all(), trial.statement());
            }
            case SupabaseProjects projects -> {
                TestLines lines = new TestLines(progress);
                SupabaseWay way = sites.way(connection, projects);
                way.test(lines);
                yield new Tested(connection.name(), lines.all(), way.rights());
            }
            case S3Buckets buckets -> {
                TestLines lines = new TestLines(progress);
                BucketTrial trial = new BucketTrial(buckets, sites.way(connection, buckets), lines);
                trial.run();
                yield new Tested(connection.name(), lines.all(), trial.statement());
            }
        };
    }

    private Tested tested(
            Connection connection,
            LiveWay way,
            @Nullable SelfManagedSite folders,
            @Nullable BackupPoint newest,
            TestLines lines)
            throws InterruptedException {
        LiveTrial live = new LiveTrial(connection.name(), way, folders, lines);
        LiveTrial.Tenancy tenancy = live.run(newest);
        ObjectSettings objects = connection.objects();
        String script = live.script();
        if (objects != null) {
            StoreTrial store = new StoreTrial(objects, way, sites.objects(connection, objects), lines, clock);
            store.run(tenancy);
            script = both(script, store.statement());
        }
        return new Tested(connection.name(), lines.all(), script);
    }

    private static @Nullable String both(@Nullable String script, @Nullable String statement) {
        return script == null || statement == null ? (script == null ? statement : script) : script + "\n" + statement;
    }

    @Override
    public Created create(AssetId asset, @Nullable String name, Progress progress)
            throws BackstayException, InterruptedException {
        String called = name == null ? PointMaker.name(asset, clock.instant()) : name;
        return recorder.act(
                Permission.CREATE_POINT,
                Deed.of("point.create", asset.value()).with("name", called),
                () -> made(asset, called, progress),
                made -> Map.of("point", made.point()));
    }

    /// Folders of one's own are listed right after, so that the new point is seen; an account is listed by a sync.
    private Created made(AssetId asset, String called, Progress progress)
            throws BackstayException, InterruptedException {
        Created made = new PointMaker(book, sites, catalogue, lab).make(asset, called, progress);
        for (Connection each : book.read()) {
            if (each.name().equals(made.connection()) && each.provider() instanceof SelfManaged own) {
                SelfManagedListing found =
                        SelfManagedListing.of(each, own, sites.way(each, own).archive(), clock.instant());
                catalogue.replace(found.asset(), found.points());
            }
        }
        return made;
    }

    @Override
    public ArchivedFiles archived(FilesAt wanted) throws BackstayException, InterruptedException {
        return recorder.act(
                Permission.RETRIEVE,
                deed("files.archived", wanted),
                () -> new FileRetrieval(book, sites).archived(wanted),
                found -> Map.of("files", Long.toString(found.files())));
    }

    @Override
    public long retrieve(FilesAt wanted, Retrieval how, Progress progress)
            throws BackstayException, InterruptedException {
        return recorder.act(
                Permission.RETRIEVE,
                deed("files.retrieve", wanted).with("days", Integer.toString(how.days())),
                () -> new FileRetrieval(book, sites).ask(wanted, how, progress),
                asked -> Map.of("files", Long.toString(asked)));
    }

    @Override
    public FileLocks locks(FilesAt wanted, Progress progress) throws BackstayException, InterruptedException {
        return recorder.act(
                Permission.RETRIEVE,
                deed("files.locks", wanted),
                () -> new FileRetrieval(book, sites).locks(wanted, progress),
                found -> Map.of(
                        "files", Long.toString(found.files()),
                        "locked", Long.toString(found.locked()),
                        "held", Long.toString(found.held()),
                        "unknown", Long.toString(found.unknown())));
    }

    private static Deed deed(String act, FilesAt wanted) {
        return Deed.of(act, wanted.connection())
                .with("tenant", wanted.tenant().value())
                .with("at", wanted.at().toString());
    }

    @Override
    public Listed sync(String name, Duration olderThan, Progress progress)
            throws BackstayException, InterruptedException {
        Deed deed = Deed.of("connection.sync", name);
        return recorder.act(
                Permission.SYNC,
                olderThan.isZero() ? deed : deed.with("olderThan", olderThan.toString()),
                () -> heard(book.named(name), olderThan, progress),
                listed -> Map.of("points", Integer.toString(listed.points())));
    }

    /// What could not be heard is kept, so that it is seen after a restart too.
    private Listed heard(Connection connection, Duration fresh, Progress progress)
            throws BackstayException, InterruptedException {
        try {
            Listed listed = listed(connection, fresh, progress);
            last.listed(connection, listed);
            return listed;
        } catch (BackstayException e) {
            last.failed(connection, e.failure());
            throw e;
        }
    }

    private Listed listed(Connection connection, Duration fresh, Progress progress)
            throws BackstayException, InterruptedException {
        progress.step("Listing " + connection.name());
        return switch (connection.provider()) {
            case SelfManaged own -> listed(connection, own, progress);
            case HostedDatabase _, StagingServer _ -> listedElsewhere(connection, progress);
            case AwsAccount account -> {
                AwsSync aws = new AwsSync(connection, account, sites.way(connection, account), catalogue);
                yield account(connection, new Asking(aws.parts(), aws::settle, fresh), progress);
            }
            case SupabaseProjects projects ->
                account(
                        connection,
                        new Asking(sites.way(connection, projects).parts(), (found, _, _) -> found, fresh),
                        progress);
            case S3Buckets buckets -> {
                BucketsWay way = sites.way(connection, buckets);
                yield account(connection, new Asking(way.parts(), way::settle, fresh), progress);
            }
        };
    }

    private record Asking(List<AccountSync.Part> parts, AccountSync.Settling settling, Duration fresh) {}

    private Listed account(Connection connection, Asking asking, Progress progress)
            throws BackstayException, InterruptedException {
        Instant now = clock.instant();
        var occasion = new Listing.Occasion(connection.source(), connection.environment(), now);
        AccountSync sync = new AccountSync(occasion, catalogue, asking.fresh());
        return Listed.of(connection, sync.run(asking.parts(), asking.settling(), progress), now);
    }

    private Listed listed(Connection connection, SelfManaged own, Progress progress)
            throws BackstayException, InterruptedException {
        // One moment for both, or the older of them would look stale.
        Instant now = clock.instant();
        SelfManagedListing found = SelfManagedListing.of(
                connection, own, sites.way(connection, own).archive(), now);
        catalogue.replace(found.asset(), found.points());
        found.unusable().forEach(progress::note);
        Files files = files(connection, own.objects(), now, progress);
        return new Listed(
                connection.name(),
                connection.asset().value(),
                found.points().size(),
                found.asset().pitr(),
                found.asset().walGaps(),
                found.unusable(),
                found.asset().observation().observedAt(),
                files.objects(),
                files.problem());
    }

    /// Its provider's account lists the backups; the files beside it are listed here.
    private Listed listedElsewhere(Connection connection, Progress progress)
            throws BackstayException, InterruptedException {
        Instant now = clock.instant();
        if (connection.provider() instanceof HostedDatabase hosted && hosted.account() == null) {
            know(connection, hosted, now);
        }
        Files files = files(connection, connection.objects(), now, progress);
        return new Listed(
                connection.name(),
                connection.asset().value(),
                0,
                null,
                List.of(),
                List.of(),
                now,
                files.objects(),
                files.problem());
    }

    /// A database that no account lists is known by its own connection, so that it can be restored from a staging
    /// server; what an account lists stays as the account says.
    private void know(Connection connection, HostedDatabase hosted, Instant now) throws BackstayException {
        for (Asset each : catalogue.assets()) {
            if (each.id().equals(connection.asset())
                    && !each.observation().source().equals(connection.source())) {
                return;
            }
        }
        catalogue.replace(hosted.asset(connection, now), List.of());
    }

    /// What became of listing the object store.
    private record Files(
            @Nullable Objects objects, @Nullable String problem) {}

    /// A store that is away, or a vault that is locked, must not hide what the database's folders hold.
    private Files files(Connection connection, @Nullable ObjectSettings settings, Instant now, Progress progress)
            throws BackstayException, InterruptedException {
        if (settings == null) {
            return new Files(null, null);
        }
        progress.step("Listing " + settings.asset());
        ObjectListing found;
        try {
            ObjectWay way = sites.objects(connection, settings);
            found = ObjectListing.of(connection, settings, way.reader(), way.counts(), now);
        } catch (BackstayException e) {
            return new Files(null, e.failure().message() + " " + e.failure().advice());
        }
        catalogue.replace(found.asset(), List.of());
        return new Files(found.counts(), null);
    }
}
