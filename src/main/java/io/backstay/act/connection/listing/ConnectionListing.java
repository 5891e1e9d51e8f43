package io.backstay.act.connection.listing;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections.Listed;
import io.backstay.act.connection.Connections.Objects;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.act.connection.reach.BucketsWay;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.ObjectWay;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.Listing;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists connections into the catalogue. It stands outside of the record of acts: whoever calls it writes the act.
///
/// @param clock says when
public record ConnectionListing(ConnectionSites sites, Catalogue catalogue, InstantSource clock) {
    /// Lists one.
    ///
    /// @param fresh how old the last listing of a part may be so that it is not asked again; zero asks everything
    public Listed listed(Connection connection, Duration fresh, Progress progress)
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
                FileRights rights = new FileRights(sites);
                yield account(
                        connection,
                        new Asking(
                                way.parts(),
                                (found, complete, told) ->
                                        rights.judged(way.settle(found, complete, told), way::of, told),
                                fresh),
                        progress);
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
        return new Files(stored(found, settings), null);
    }

    /// With whether production could take the files away, as far as AWS says so.
    ///
    /// @return what a person is told of it
    private Objects stored(ObjectListing found, ObjectSettings settings)
            throws BackstayException, InterruptedException {
        FileRights.Known known = new FileRights(sites).of(found.address(), settings.root());
        Asset asset = found.asset();
        catalogue.replace(asset.kept(asset.kept().deletable(known.can())), List.of());
        Circumstance said = known.said(asset);
        if (said != null) {
            catalogue.update(update -> update.circumstance(settings.asset(), said));
        }
        return found.counts().also(said == null ? List.of() : List.of(said.sentence()), known.problems());
    }
}
