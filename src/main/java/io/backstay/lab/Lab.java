package io.backstay.lab;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Lifetime;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.Safekeeping;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.lab.seed.PracticeFailure;
import io.backstay.lab.seed.PracticeSeed;
import io.backstay.lab.story.ObjectSink;
import io.backstay.restore.Site;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A practice estate that runs on this machine: a PostgreSQL with archive and backups, an object store with
/// versions, and a multi-tenant product on both. Closing it stops and removes everything.
public final class Lab implements AutoCloseable {
    /// The product's database.
    public static final AssetId DATABASE = new AssetId("practice-db");
    /// The product's files.
    public static final AssetId FILES = new AssetId("practice-files");

    private static final String PROVIDER = "lab";

    /// Backups and archive lie beside live on one disk, nobody stands by, and loopback is not encrypted. Whether
    /// production could delete backups and who else reads the disk is not looked at.
    private static final Safekeeping OF_DATABASE = new Safekeeping(false, List.of(), null, null, "none", false);

    /// Versions lie in the store of live, which answers nobody without a signature.
    private static final Safekeeping OF_FILES = new Safekeeping(false, List.of(), null, false, "none", false);
    private static final String BUCKET = "practice-files";
    private static final String READ_KEY = "LABPRACTICEREAD";
    private static final String WRITE_KEY = "LABPRACTICEWRITE";
    /// Nobody can remove a version of a file for so long, whatever key they have.
    private static final Duration RETENTION = Duration.ofDays(30);

    private static final long ROOM_LOW_BYTES = 32L << 20;

    private final Lifetime lifetime;
    private final LabSpec spec;
    private final InstantSource clock;
    private final Path folder;
    private final Privilege privilege;
    private final LabDatabase database;
    private final ObjectStore files;
    private final ObjectStore filesToRead;
    private final PracticeDeletion deletion;
    private final PracticeDeletion harmless;
    private final LabStore.Ground stores;
    private final Recovery recovery;
    private final Instant startedAt;
    private final List<String> cleared;

    private Lab(LabSpec spec, LabKeys keys, InstantSource clock, Lifetime lifetime, Progress progress)
            throws BackstayException, InterruptedException {
        this.spec = spec;
        this.clock = clock;
        this.lifetime = lifetime;
        this.startedAt = clock.instant();
        this.privilege = Privilege.probe();
        progress.step("Unpacking PostgreSQL");
        Programs programs = spec.bundledPrograms();
        this.cleared = LabFolder.clearStale(spec.root(), programs, privilege);
        cleared.forEach(progress::note);
        Folders.requireRoom(spec.root(), spec.roomBytes());
        LabFolder held = lifetime.own(LabFolder.create(spec.root(), privilege));
        this.folder = held.path();
        keys.credentials().placed(folder);
        progress.step("Starting PostgreSQL");
        this.database = lifetime.own(LabDatabase.start(folder, programs, privilege, keys));
        progress.step("Starting the object store");
        S3Credentials reading;
        S3Credentials writing;
        LabObjectServer server;
        try (Secret read = keys.make();
                Secret write = keys.make()) {
            List<LabObjectKey> known = List.of(
                    new LabObjectKey(READ_KEY, read, LabObjectKey.Right.READ, List.of(PracticeMapping.OBJECT_ROOT)),
                    new LabObjectKey(WRITE_KEY, write, LabObjectKey.Right.DELETE));
            server = lifetime.own(LabObjectServer.start(folder.resolve("objects"), BUCKET, known, clock, RETENTION));
            reading = keys.keep(server.address(), Purpose.READ, READ_KEY, read);
            writing = keys.keep(server.address(), Purpose.WRITE_TO_LIVE, WRITE_KEY, write);
        }
        HttpTransport transport =
                lifetime.own(new HttpTransport(HttpLimits.USUAL, Thread::sleep, new SplittableRandom(spec.seed())));
        S3Address address = new S3Address(
                Endpoint.parse(server.address().toString()), LabObjectServer.REGION, BUCKET, LabObjectServer.OWNER);
        this.files = new ObjectStore(transport, address, writing, clock);
        this.filesToRead = new ObjectStore(transport, address, reading, clock);
        this.deletion = new PracticeDeletion(transport, address, writing, clock);
        this.harmless = new PracticeDeletion(transport, address, reading, clock);
        this.stores = new LabStore.Ground(folder, keys, transport, clock, lifetime);
        this.recovery = new Recovery(programs, privilege, folder.resolve("scratch"));
    }

    /// Starts the estate and seeds it; nothing has happened yet. What killed labs left behind is cleared first.
    ///
    /// @param keys its credentials are closed with the lab, or when it does not start
    public static Lab up(LabSpec spec, LabKeys keys, InstantSource clock, Progress progress)
            throws BackstayException, InterruptedException {
        Lifetime lifetime = new Lifetime();
        lifetime.own(keys.credentials());
        boolean done = false;
        try {
            Lab lab = new Lab(spec, keys, clock, lifetime, progress);
            try (Connection owner = lab.database.logins().superuser().open("backstay lab seed")) {
                new PracticeSeed(spec.seed(), spec.size()).fill(owner, lab.sink(), progress);
            } catch (SQLException e) {
                throw PracticeFailure.of("seeding the practice product", e);
            }
            done = true;
            return lab;
        } catch (BackstayException e) {
            throw orDiskFull(spec, e);
        } finally {
            if (!done) {
                lifetime.close();
            }
        }
    }

    /// What happened, and how the firm describes it.
    ///
    /// @param backup the base backup that was taken before the accident
    public record Story(BackupPoint backup, Accident accident, Aftermath aftermath) {}

    /// Takes a base backup, lets the firms work, lets the accident happen, lets life go on, and archives the log.
    public Story happen(Progress progress) throws BackstayException, InterruptedException {
        return mishaps().accident(progress);
    }

    /// What else can go wrong here, in place of [#happen].
    public LabMishaps mishaps() {
        return new LabMishaps(
                spec, database, new LabMishaps.Ways(sink(), filesToRead, deletion, harmless, stores), clock);
    }

    /// An empty bucket beside the lab's own, for what is restored to a new place.
    public ObjectStore newBucket() throws BackstayException {
        return LabStore.start(stores, "Restored files", null).store();
    }

    /// A server that finds no room just goes away; what a person must hear is why.
    static BackstayException orDiskFull(LabSpec spec, BackstayException trouble) {
        try {
            Folders.requireRoom(spec.root(), ROOM_LOW_BYTES);
            return trouble;
        } catch (BackstayException full) {
            return new BackstayException(full.failure(), trouble);
        }
    }

    /// Plants the trigger that writes into another firm during the import.
    public void sabotage(Story story) throws BackstayException {
        var firms = new PracticeSeed(spec.seed(), spec.size()).firms();
        var struck = firms.stream()
                .filter(firm -> !firm.equals(story.accident().firm()))
                .findFirst()
                .orElseThrow();
        try (Connection owner = database.logins().superuser().open("practice product")) {
            PlantedTrigger.plant(owner, story.accident().firm().id(), struck.id());
        } catch (SQLException e) {
            throw PracticeFailure.of("planting the trigger", e);
        }
    }

    /// How a restore reaches the estate.
    public Site site() {
        return new Site(
                DATABASE,
                new OwnBackups(
                        database.backups(),
                        database.archive(),
                        recovery,
                        database.logins().superuser()),
                database.logins().reader(),
                database.logins().prover(),
                PracticeMapping.file(),
                new Site.Objects(
                        FILES,
                        filesToRead,
                        files,
                        files,
                        UploadBook.passing(),
                        PracticeMapping.OBJECT_ROOT,
                        firm -> new TenantPrefix(PracticeMapping.objectPrefix(firm.value()))));
    }

    /// Takes a base backup of its database, whole or not at all; one of that name that is there is not taken again.
    public void backUp(String name, Progress progress) throws BackstayException, InterruptedException {
        Path folder = database.backups().resolve(name);
        if (Files.exists(folder)) {
            BackupPoint.read(folder);
        } else {
            database.backUp(name, progress);
        }
    }

    /// Lays a delete marker over an object, as the product does when somebody deletes a document.
    public void delete(String key) throws BackstayException, InterruptedException {
        deletion.delete(key);
    }

    /// The assets as they are now.
    public List<Asset> assets() throws BackstayException, InterruptedException {
        Instant now = clock.instant();
        RestorableWindow window = database.archive()
                .window(backups())
                .map(reach -> new RestorableWindow(reach.earliest(), reach.latest(), lag(reach, now)))
                .orElse(null);
        RestorableWindow versions = new RestorableWindow(startedAt, now, Duration.ZERO);
        return List.of(
                asset(DATABASE, "Practice database", AssetKind.DATABASE, "shared-schema", null, window, now),
                asset(FILES, "Practice files", AssetKind.OBJECT_STORE, "prefix", true, versions, now));
    }

    /// The database's recovery points as they are now.
    public List<RecoveryPoint> points() throws BackstayException {
        Instant now = clock.instant();
        List<RecoveryPoint> points = new ArrayList<>();
        for (BackupPoint backup : backups()) {
            points.add(new RecoveryPoint(
                    new PointId(backup.label()),
                    DATABASE,
                    PointKind.FULL,
                    backup.startedAt(),
                    backup.completedAt(),
                    null,
                    PointStatus.AVAILABLE,
                    backup.size(),
                    "none",
                    "this machine",
                    List.of("this machine"),
                    "private",
                    null,
                    null,
                    "manual",
                    null,
                    new Observation(database.sentence(), now)));
        }
        return points;
    }

    /// A folder that is not there is no lab without backups.
    private List<BackupPoint> backups() throws BackstayException {
        Path folder = database.backups();
        if (!Files.isDirectory(folder)) {
            throw new BackstayException(new Failure.NotFound(
                    "The folder " + folder + " with the lab's base backups", "Stop the lab and start it again."));
        }
        return BackupPoint.list(folder);
    }

    /// What runs, a line each.
    public List<String> parts() {
        return List.of(database.sentence(), "Object store on " + files.address().endpoint());
    }

    /// What was left of killed labs and is now gone, a sentence each.
    public List<String> cleared() {
        return cleared;
    }

    /// Where the lab keeps its files.
    public Path folder() {
        return folder;
    }

    /// How the server programs are started, in one sentence.
    public String privilege() {
        return privilege.sentence();
    }

    /// When it was started.
    public Instant startedAt() {
        return startedAt;
    }

    private Asset asset(
            AssetId id,
            String name,
            AssetKind kind,
            String tenancy,
            @Nullable Boolean versioning,
            @Nullable RestorableWindow window,
            Instant now) {
        return new Asset(
                id,
                name,
                kind,
                Environment.PRACTICE,
                PROVIDER,
                "this machine",
                null,
                "this machine",
                "none",
                tenancy,
                versioning,
                Configured.UNKNOWN,
                window,
                List.of(),
                List.of(),
                false,
                kind == AssetKind.DATABASE ? OF_DATABASE : OF_FILES,
                new Observation(PROVIDER + " on this machine", now));
    }

    private static Duration lag(RestorableWindow reach, Instant now) {
        Duration lag = Duration.between(reach.latest(), now);
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    private ObjectSink sink() {
        return new ObjectSink() {
            @Override
            public void put(String key, byte[] bytes) throws BackstayException, InterruptedException {
                files.put(key, HttpBody.of(bytes), "application/octet-stream");
            }

            @Override
            public void delete(String key) throws BackstayException, InterruptedException {
                deletion.delete(key);
            }
        };
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
