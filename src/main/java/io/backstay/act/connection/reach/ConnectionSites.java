package io.backstay.act.connection.reach;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.staging.StatedStaging;
import io.backstay.act.connection.transport.Stores;
import io.backstay.act.vault.RunLease;
import io.backstay.act.vault.VaultLoans;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.supabase.InPlace;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.Site;
import io.backstay.restore.environment.FileRows;
import io.backstay.restore.staging.Staging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sites of the databases in the book of connections. Nothing is reached before it is needed, but credentials
/// must be there.
public final class ConnectionSites implements Sites {
    private final ConnectionBook book;
    private final SelfManagedSite.Means means;
    private final Planner planner;
    private final @Nullable String stagedBy;

    /// @param lender  has the loans of the vault
    /// @param bundled has the programs that come with Backstay
    /// @param stores  has the ways to object stores; the caller closes it
    /// @param planner names whoever plans new servers
    public ConnectionSites(ConnectionBook book, Lender lender, Bundled bundled, Stores stores, Planner planner) {
        this(book, new SelfManagedSite.Means(book.home(), lender, bundled, stores), planner, null);
    }

    private ConnectionSites(
            ConnectionBook book, SelfManagedSite.Means means, Planner planner, @Nullable String stagedBy) {
        this.book = book;
        this.means = means;
        this.planner = planner;
        this.stagedBy = stagedBy;
    }

    /// Names whoever plans new servers, so that nobody else's have the same names.
    @FunctionalInterface
    public interface Planner {
        /// The name of the record of acts.
        String name() throws BackstayException;
    }

    @Override
    public ConnectionSites on(@Nullable String staging) {
        return new ConnectionSites(book, means, planner, staging);
    }

    @Override
    public @Nullable RecoveryPoint stated(AssetId database) throws BackstayException {
        return stagedBy == null ? null : staging().point(stagedBy, database);
    }

    @Override
    public @Nullable Staging lasting(AssetId database, String restore) throws BackstayException {
        return stagedBy == null ? null : staging().lasting(stagedBy, database, restore);
    }

    /// Staging servers of the database, and the accounts that it lies in and that may make new servers.
    @Override
    public List<String> stagings(AssetId database) throws BackstayException {
        return book.read().stream()
                .filter(each -> switch (each.provider()) {
                    case StagingServer _ -> each.asset().equals(database);
                    case AwsAccount account -> account.scratch() != null && each.holds(database);
                    case SelfManaged _, HostedDatabase _, SupabaseProjects _, S3Buckets _ -> false;
                })
                .map(Connection::name)
                .toList();
    }

    public ConnectionBook book() {
        return book;
    }

    public StagingChoice staging() {
        return new StagingChoice(book, this, means, planner);
    }

    /// A site of elsewhere, with the scratch databases that somebody named.
    public Site staged(Site site) throws BackstayException {
        return stagedBy == null ? site : site.stagedBy(staging().of(stagedBy, site.database(), site::reader));
    }

    /// Has the loans of the vault.
    @FunctionalInterface
    public interface Lender {
        /// The loans, whether or not the vault is open.
        VaultLoans loans() throws BackstayException;
    }

    /// Has PostgreSQL's programs.
    @FunctionalInterface
    public interface Bundled {
        /// The programs, unpacked if they are not yet.
        Programs programs() throws BackstayException, InterruptedException;
    }

    @Override
    public Site of(AssetId database) throws BackstayException {
        return site(to(database));
    }

    @Override
    public RunLease lease(AssetId database, String restore, Runnable stop) throws BackstayException {
        Connection connection = to(database);
        List<String> needed = new ArrayList<>();
        String by = stagedBy;
        switch (connection.provider()) {
            case SelfManaged own -> {
                SelfManaged.Credentials names = own.credentials();
                needed.addAll(List.of(names.reader(), names.scratch(), names.writer()));
                if (own.log() != null) {
                    needed.add(own.log().reader());
                }
            }
            case HostedDatabase hosted -> {
                needed.addAll(List.of(hosted.reader(), hosted.writer()));
                by = by == null ? hosted.account() : by;
            }
            case AwsAccount _ -> throw noTenant();
            case SupabaseProjects _ -> throw inPlaceOnly();
            case StagingServer _ -> throw notLive(connection);
            case S3Buckets _ -> throw noDatabase(connection);
        }
        ObjectSettings objects = connection.objects();
        if (objects != null) {
            needed.add(objects.credentials().reader());
            needed.add(objects.credentials().writer());
        }
        if (by != null) {
            needed.addAll(staging().credentials(by));
        }
        return means.lender().loans().lease(restore, needed, stop);
    }

    private Connection to(AssetId database) throws BackstayException {
        List<Connection> all = book.read();
        for (Connection each : all) {
            if (each.asset().equals(database) && !(each.provider() instanceof StagingServer)) {
                return each;
            }
        }
        for (Connection each : all) {
            if (each.holds(database)) {
                return each;
            }
        }
        throw new BackstayException(new Failure.NotFound(
                "A connection to " + database,
                "Add one with 'backstay connection add'; 'backstay connection list' shows those there are."));
    }

    /// The connection that a database or an object store belongs to, absent when there is none.
    public @Nullable String nameOf(AssetId asset) throws BackstayException {
        for (Connection each : book.read()) {
            if (each.assets().contains(asset)) {
                return each.name();
            }
        }
        return null;
    }

    /// The site of the connection of that name.
    public Site named(String name) throws BackstayException {
        return site(book.named(name));
    }

    /// The rows of a connection that know size and SHA-256 of every file, absent when none do.
    public @Nullable FileRows fileRows(String name) throws BackstayException {
        ObjectSettings objects = book.named(name).objects();
        return objects == null ? null : objects.rows();
    }

    /// An empty bucket for the files of a connection, where they are restored to a new place.
    ///
    /// @throws BackstayException when the connection has no object store, or its key may not be used so
    public ObjectStore newBucket(String name, NewBucket bucket) throws BackstayException {
        Connection connection = book.named(name);
        ObjectSettings settings = connection.objects();
        if (settings == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection " + name + " has no object store, so that there are no files for a new bucket.",
                    "Leave --bucket away, or add the connection again with its store."));
        }
        return objects(connection, settings).elsewhere(bucket);
    }

    public ObjectWay objects(Connection connection, ObjectSettings settings) {
        return new ObjectWay(settings, new Keys(connection.name(), means.lender()), means);
    }

    /// The login of a connection that sees every row and can change none, and where its mapping lies.
    public Look look(String name) throws BackstayException {
        Connection connection = book.named(name);
        return switch (connection.provider()) {
            case SelfManaged own -> look(way(connection, own));
            case HostedDatabase hosted -> look(way(connection, hosted));
            case AwsAccount _ -> throw noTenant();
            case SupabaseProjects _ -> throw inPlaceOnly();
            case StagingServer _ -> throw notLive(connection);
            case S3Buckets _ -> throw noDatabase(connection);
        };
    }

    /// Reads a live database, absent when there is no connection to it.
    StatedStaging.@Nullable Live reader(AssetId database) throws BackstayException {
        for (Connection each : book.read()) {
            if (each.asset().equals(database)) {
                switch (each.provider()) {
                    case SelfManaged own -> {
                        return way(each, own)::reader;
                    }
                    case HostedDatabase hosted -> {
                        return way(each, hosted)::reader;
                    }
                    case StagingServer _, AwsAccount _, SupabaseProjects _, S3Buckets _ -> {}
                }
            }
        }
        return null;
    }

    private static Look look(LiveWay way) throws BackstayException {
        return new Look(way.reader(), way.mapping());
    }

    /// What it takes to look at a database.
    ///
    /// @param mapping its file, which need not be there yet
    public record Look(Login reader, Path mapping) {}

    public SelfManagedSite way(Connection connection, SelfManaged own) {
        return new SelfManagedSite(connection, own, means);
    }

    public HostedSite way(Connection connection, HostedDatabase hosted) {
        return new HostedSite(connection, hosted, means);
    }

    private Site site(Connection connection) throws BackstayException {
        return switch (connection.provider()) {
            case SelfManaged own -> staged(uninterrupted(connection, way(connection, own)));
            case HostedDatabase hosted -> {
                HostedSite way = way(connection, hosted);
                String by = stagedBy;
                yield way.site(
                        by == null
                                ? staging().usual(connection, hosted)
                                : staging().of(by, connection.asset(), way::reader));
            }
            case AwsAccount _ -> throw noTenant();
            case SupabaseProjects _ -> throw inPlaceOnly();
            case StagingServer _ -> throw notLive(connection);
            case S3Buckets _ -> throw noDatabase(connection);
        };
    }

    private static BackstayException notLive(Connection connection) {
        return new BackstayException(new Failure.BadInput(
                connection.name() + " is a staging server, which is read and never restored into.",
                "Name the live database, and this one with --staging."));
    }

    private static BackstayException noDatabase(Connection connection) {
        return new BackstayException(new Failure.BadInput(
                connection.name() + " leads to buckets that are watched by themselves, and to no database.",
                "Name the connection of the database whose files they are; it was added with --store."));
    }

    private static BackstayException noTenant() {
        return new BackstayException(new Failure.Unsupported(
                "Restoring a tenant out of an account of AWS",
                "Say how the live database is reached with 'backstay connection add hosted'; docs/aws.md shows it."));
    }

    private static BackstayException inPlaceOnly() {
        return new BackstayException(new Failure.Unsupported(
                "Restoring a project of Supabase to a new place, which its public API cannot",
                "Restore it to a new project in Supabase's dashboard and bring a tenant back from there:"
                        + " docs/supabase.md shows it."));
    }

    /// The new servers of a connection.
    ///
    /// @throws BackstayException when it is no account, or names no place for them
    public AwsServers servers(String name) throws BackstayException {
        Connection connection = book.named(name);
        return switch (connection.provider()) {
            case AwsAccount account -> new AwsServers(connection, account, way(connection, account));
            case S3Buckets _ ->
                throw new BackstayException(new Failure.BadInput(
                        "The connection " + name + " leads to buckets, and is no account that makes servers.",
                        "Leave --asset away, and name a folder with --to."));
            case SelfManaged _, HostedDatabase _, StagingServer _ ->
                throw new BackstayException(new Failure.BadInput(
                        "The connection " + name + " leads to one server, and is no account that makes others.",
                        "Leave --asset away, and name a folder with --to."));
            case SupabaseProjects _ -> throw inPlaceOnly();
        };
    }

    /// Puts whole projects of a connection back where they are.
    ///
    /// @throws BackstayException when it leads to none, or has no token that may
    public InPlace inPlace(String name, InPlace.Pace pace) throws BackstayException {
        Connection connection = book.named(name);
        return switch (connection.provider()) {
            case SupabaseProjects projects -> way(connection, projects).inPlace(pace);
            case SelfManaged _, HostedDatabase _, StagingServer _, AwsAccount _, S3Buckets _ ->
                throw new BackstayException(new Failure.BadInput(
                        "The connection " + name + " leads to no projects of Supabase, and nothing else is put back"
                                + " in place.",
                        "Leave --in-place away: everything is restored to a new place then."));
        };
    }

    public SupabaseWay way(Connection connection, SupabaseProjects projects) {
        return new SupabaseWay(connection, projects, means);
    }

    public BucketsWay way(Connection connection, S3Buckets buckets) throws BackstayException {
        return new BucketsWay(connection, buckets, means, BucketClaims.by(connection, buckets, book.read()));
    }

    public AwsWay way(Connection connection, AwsAccount account) {
        return new AwsWay(connection, account, means);
    }

    /// Asking programs for their version can be cancelled; whoever is above sees the interrupt.
    private static Site uninterrupted(Connection connection, SelfManagedSite way) throws BackstayException {
        try {
            return way.site();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackstayException(
                    new Failure.Conflict(
                            "Reaching the connection " + connection.name() + " was cancelled", "Run it again."),
                    e);
        }
    }
}
