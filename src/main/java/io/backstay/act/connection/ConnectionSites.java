package io.backstay.act.connection;

import io.backstay.act.vault.RunLease;
import io.backstay.act.vault.VaultLoans;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.restore.Site;
import io.backstay.restore.environment.FileRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sites of the databases in the book of connections. Nothing is reached before it is needed, but credentials
/// must be there.
public final class ConnectionSites implements Sites {
    private final ConnectionBook book;
    private final SelfManagedSite.Means means;

    /// @param lender  has the loans of the vault
    /// @param bundled has the programs that come with Backstay
    /// @param stores  has the ways to object stores; the caller closes it
    public ConnectionSites(ConnectionBook book, Lender lender, Bundled bundled, Stores stores) {
        this.book = book;
        this.means = new SelfManagedSite.Means(book.home(), lender, bundled, stores);
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
        List<String> needed = switch (to(database).provider()) {
            case SelfManaged own -> needed(own);
            case AwsAccount _ -> throw noTenant();
            case SupabaseProjects _ -> throw inPlaceOnly();
        };
        return means.lender().loans().lease(restore, needed, stop);
    }

    /// What a run uses; the key for trials in an object store is not among it.
    private static List<String> needed(SelfManaged own) {
        SelfManaged.Credentials names = own.credentials();
        List<String> needed = new ArrayList<>(List.of(names.reader(), names.scratch(), names.writer()));
        ObjectSettings objects = own.objects();
        if (objects != null) {
            needed.add(objects.credentials().reader());
            needed.add(objects.credentials().writer());
        }
        return needed;
    }

    private Connection to(AssetId database) throws BackstayException {
        List<Connection> all = book.read();
        for (Connection each : all) {
            if (each.asset().equals(database)) {
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
        return switch (book.named(name).provider()) {
            case SelfManaged own -> own.objects() == null ? null : own.objects().rows();
            case AwsAccount _, SupabaseProjects _ -> null;
        };
    }

    /// An empty bucket for the files of a connection, where they are restored to a new place.
    ///
    /// @throws BackstayException when the connection has no object store, or its key may not be used so
    public ObjectStore newBucket(String name, NewBucket bucket) throws BackstayException {
        Connection connection = book.named(name);
        ObjectSettings settings = switch (connection.provider()) {
            case SelfManaged own -> own.objects();
            case AwsAccount _, SupabaseProjects _ -> null;
        };
        if (settings == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection " + name + " has no object store, so that there are no files for a new bucket.",
                    "Leave --bucket away, or add the connection again with its store."));
        }
        return objects(connection, settings).elsewhere(bucket);
    }

    ObjectWay objects(Connection connection, ObjectSettings settings) {
        return new ObjectWay(settings, new Keys(connection.name(), means.lender()), means);
    }

    /// The login of a connection that sees every row and can change none, and where its mapping lies.
    public Look look(String name) throws BackstayException {
        Connection connection = book.named(name);
        return switch (connection.provider()) {
            case SelfManaged own -> new Look(way(connection, own).reader(), Path.of(own.mapping()));
            case AwsAccount _ -> throw noTenant();
            case SupabaseProjects _ -> throw inPlaceOnly();
        };
    }

    /// What it takes to look at a database.
    ///
    /// @param mapping its file, which need not be there yet
    public record Look(Login reader, Path mapping) {}

    SelfManagedSite way(Connection connection, SelfManaged own) {
        return new SelfManagedSite(connection, own, means);
    }

    private Site site(Connection connection) throws BackstayException {
        return switch (connection.provider()) {
            case SelfManaged own -> uninterrupted(connection, way(connection, own));
            case AwsAccount _ -> throw noTenant();
            case SupabaseProjects _ -> throw inPlaceOnly();
        };
    }

    private static BackstayException noTenant() {
        return new BackstayException(new Failure.Unsupported(
                "Restoring a tenant out of an account of AWS",
                "Make a new server with 'backstay restore run --scope environment --asset ...'; docs/aws.md goes on."));
    }

    private static BackstayException inPlaceOnly() {
        return new BackstayException(new Failure.Unsupported(
                "Restoring a project of Supabase to a new place, which its public API cannot",
                "Restore it to a new project in Supabase's dashboard and go on from there: docs/supabase.md."));
    }

    /// The new servers of a connection.
    ///
    /// @throws BackstayException when it is no account, or names no place for them
    public AwsServers servers(String name) throws BackstayException {
        Connection connection = book.named(name);
        return switch (connection.provider()) {
            case AwsAccount account -> new AwsServers(connection, account, way(connection, account));
            case SelfManaged _ ->
                throw new BackstayException(new Failure.BadInput(
                        "The connection " + name + " is a server of its own, which no provider makes anew.",
                        "Leave --asset away, and name a folder with --to."));
            case SupabaseProjects _ -> throw inPlaceOnly();
        };
    }

    SupabaseWay way(Connection connection, SupabaseProjects projects) {
        return new SupabaseWay(connection, projects, means);
    }

    AwsWay way(Connection connection, AwsAccount account) {
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
