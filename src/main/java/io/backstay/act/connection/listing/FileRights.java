package io.backstay.act.connection.listing;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.act.connection.reach.AwsWay;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.base.BackstayException;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.aws.iam.History;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether production's users and roles could take away what lies in buckets of AWS, asked with the key that lists the
/// account which the bucket belongs to; a connection to it names them. For one sync.
final class FileRights {
    /// So many buckets are asked about each on its own.
    private static final int BUCKETS_MAX = 50;

    private final ConnectionSites sites;
    private final Map<String, DeletionRights.Found> ofAll = new HashMap<>();
    private int asked;

    FileRights(ConnectionSites sites) {
        this.sites = sites;
    }

    /// What is known of one bucket.
    ///
    /// @param can       absent when it is not known, or nobody named production
    /// @param dangerous who could, and by what
    /// @param problems  why something is not known, and what to do
    record Known(@Nullable Boolean can, List<DeletionRights.Found> dangerous, List<String> problems) {
        static final Known NOTHING = new Known(null, List.of(), List.of());

        /// As a fact about an asset, absent when there is none.
        @Nullable
        Circumstance said(Asset asset) {
            Boolean known = can;
            return known == null ? null : ProductionRights.said(asset, known, dangerous);
        }
    }

    /// A part of a bucket.
    ///
    /// @param prefix with which the keys in question begin, empty for all
    Known of(S3Address bucket, String prefix) throws BackstayException, InterruptedException {
        Boolean can = false;
        boolean named = false;
        List<DeletionRights.Found> dangerous = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Connection each : sites.book().read()) {
            if (each.provider() instanceof AwsAccount account && isOf(bucket, each, account)) {
                for (String principal : account.principals()) {
                    named = true;
                    try {
                        DeletionRights.Found found = found(each, account, principal, bucket, prefix);
                        can = ProductionRights.both(can, found == null ? null : found.of(History.FILES));
                        if (found != null && !found.allowed().isEmpty()) {
                            dangerous.add(found);
                        }
                    } catch (BackstayException e) {
                        can = ProductionRights.both(can, null);
                        problems.add("Whether " + principal + " could take files of " + bucket.bucket()
                                + " away is not known: " + e.failure().message() + " "
                                + e.failure().advice());
                    }
                }
            }
        }
        return named ? new Known(can, dangerous, problems) : Known.NOTHING;
    }

    /// A bucket of AWS belongs to the account that its calls name; what plays AWS on this machine plays all of it.
    private boolean isOf(S3Address bucket, Connection connection, AwsAccount account) throws BackstayException {
        Endpoint elsewhere = account.elsewhere();
        if (account.principals().isEmpty() || elsewhere != null) {
            return !account.principals().isEmpty() && bucket.endpoint().equals(elsewhere);
        }
        String owner = bucket.owner();
        return bucket.isAws()
                && owner != null
                && owner.equals(sites.way(connection, account).bound());
    }

    /// What holds for all buckets need not be asked for each.
    ///
    /// @return absent when there are too many to ask
    private DeletionRights.@Nullable Found found(
            Connection connection, AwsAccount account, String principal, S3Address bucket, String prefix)
            throws BackstayException, InterruptedException {
        AwsWay way = sites.way(connection, account);
        DeletionRights rights =
                new DeletionRights(way.access(), account.places().getFirst());
        String key = connection.name() + " " + principal;
        DeletionRights.Found all = ofAll.get(key);
        if (all == null) {
            all = rights.ofFiles(principal, null, "");
            ofAll.put(key, all);
        }
        if (all.of(History.FILES) != null) {
            return all;
        }
        return ++asked > BUCKETS_MAX ? null : rights.ofFiles(principal, bucket.bucket(), prefix);
    }

    /// Where the bucket of an asset is.
    @FunctionalInterface
    interface Where {
        S3Address of(Asset asset) throws BackstayException;
    }

    /// With what is known of whole buckets.
    List<Listing.Found> judged(List<Listing.Found> found, Where where, AccountSync.Told told)
            throws BackstayException, InterruptedException {
        List<Listing.Found> all = new ArrayList<>();
        for (Listing.Found each : found) {
            Known known = told.cancelled() ? Known.NOTHING : of(where.of(each.asset()), "");
            known.problems().forEach(told::problem);
            Circumstance said = known.said(each.asset());
            if (said != null) {
                told.circumstance(said);
            }
            all.add(ProductionRights.marked(each, known.can()));
        }
        return all;
    }
}
