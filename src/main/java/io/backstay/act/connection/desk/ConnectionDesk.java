package io.backstay.act.connection.desk;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.form.Draft;
import io.backstay.act.connection.listing.ConnectionListing;
import io.backstay.act.connection.listing.SelfManagedListing;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.PolicySummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections of a state folder, and what is done with them, each act in the record.
public final class ConnectionDesk implements Connections {
    private static final String TESTED = "connection.test";
    private static final String ADDED = "connection.add";

    private final ConnectionBook book;
    private final ConnectionSites sites;
    private final Beside beside;
    private final Catalogue catalogue;
    private final Recorder recorder;
    private final InstantSource clock;
    private final LastActs last;
    private final ConnectionListing listing;
    private final ConnectionTrials trials;

    /// A desk over one state folder.
    ///
    /// @param beside what else it looks into
    public ConnectionDesk(
            ConnectionSites sites, Beside beside, Catalogue catalogue, Recorder recorder, InstantSource clock) {
        this.book = sites.book();
        this.sites = sites;
        this.beside = beside;
        this.catalogue = catalogue;
        this.recorder = recorder;
        this.clock = clock;
        this.last = new LastActs(catalogue, clock);
        this.listing = new ConnectionListing(sites, catalogue, clock);
        this.trials = new ConnectionTrials(sites, catalogue, clock);
    }

    /// What a desk looks into besides connections.
    ///
    /// @param lab      takes base backups of its own
    /// @param policies those that connections can name
    /// @param marks    finds what the record says of an earlier act
    public record Beside(Practising lab, Policies policies, Marks marks) {}

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
            known.add(last.known(each, LastActs.own(newest(TESTED, each.name()), newest(ADDED, each.name()))));
        }
        return List.copyOf(known);
    }

    private @Nullable AuditEntry newest(String act, String name) throws BackstayException {
        return beside.marks().newest(act, name);
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
    public void requireAdding(String name) throws BackstayException {
        recorder.require(Permission.CONNECT, Deed.of(ADDED, name));
    }

    @Override
    public void add(Connection connection, @Nullable Tested tried) throws BackstayException {
        Deed deed = Deed.of(ADDED, connection.name())
                .with("asset", connection.asset().value());
        recorder.act(Permission.CONNECT, deed, () -> {
            var vacancy = new Vacancy(connection, catalogue);
            vacancy.require();
            requireThere(connection);
            book.change(all -> {
                vacancy.take(all);
                // Not before the name was free: a refused addition forgets nothing.
                catalogue.update(update -> update.unlisted(connection.source()));
                if (tried != null) {
                    last.keep(connection, tried);
                }
            });
            return true;
        });
    }

    @Override
    public Tested tryOut(Connection connection, Progress progress) throws BackstayException, InterruptedException {
        return recorder.act(
                Permission.TEST_CONNECTION,
                Deed.of("connection.try", connection.name()),
                () -> {
                    var vacancy = new Vacancy(connection, catalogue);
                    vacancy.require();
                    requireThere(connection);
                    vacancy.take(new ArrayList<>(book.read()));
                    return trials.of(connection, progress);
                },
                tested -> Map.of(LastActs.HOLDS, String.valueOf(tested.holds())));
    }

    @Override
    public RegionOffer regions(String key, @Nullable String endpoint) throws BackstayException, InterruptedException {
        return recorder.act(
                Permission.TEST_CONNECTION,
                Deed.of("connection.regions", key),
                () -> new RegionLook(sites).ask(key, endpoint));
    }

    /// The mapping need not be there yet: it is drafted over the connection.
    private void requireThere(Connection connection) throws BackstayException {
        requirePolicy(connection.policy());
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

    private void requirePolicy(@Nullable String policy) throws BackstayException {
        if (policy != null) {
            beside.policies().get(policy);
        }
    }

    @Override
    public List<PolicySummary> policies() throws BackstayException {
        return beside.policies().all().stream().map(Policy::summary).toList();
    }

    @Override
    public void hold(String name, @Nullable String policy) throws BackstayException {
        Deed deed = Deed.of("connection.policy", name).with("policy", policy == null ? Policy.NONE.id() : policy);
        recorder.act(Permission.CONNECT, deed, () -> {
            // What is no id is told before it is looked for, as a policy's file could have that name.
            under(book.named(name), policy);
            requirePolicy(policy);
            book.change(all -> {
                Connection was = book.named(name);
                all.set(all.indexOf(was), under(was, policy));
            });
            return true;
        });
    }

    private static Connection under(Connection connection, @Nullable String policy) throws BackstayException {
        try {
            return connection.under(policy);
        } catch (IllegalArgumentException e) {
            throw new BackstayException(
                    new Failure.BadInput(Draft.sentence(e), "'backstay policy list' shows them."), e);
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
                () -> last.kept(book.named(name), connection -> trials.of(connection, progress)),
                tested -> Map.of(LastActs.HOLDS, String.valueOf(tested.holds())));
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
        Created made = new PointMaker(book, sites, catalogue, beside.lab()).make(asset, called, progress);
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
            Listed listed = listing.listed(connection, fresh, progress);
            last.listed(connection, listed);
            return listed;
        } catch (BackstayException e) {
            try {
                last.failed(connection, e.failure());
            } catch (BackstayException unkept) {
                e.addSuppressed(unkept);
            }
            throw e;
        }
    }
}
