package io.backstay.act.connection.reach;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.act.connection.transport.Stores;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.connect.Listing;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.bucket.BucketNames;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.count.CountBook;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.estate.Asset;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// How the buckets of a connection are reached, with what the vault lends, and what is asked of them.
public final class BucketsWay {
    private final S3Buckets settings;
    private final Stores stores;
    private final Keys keys;
    private final CountBook counts;
    private final BucketClaims.Taken taken;
    private final List<String> notes = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /// @param taken which buckets are another's to list
    BucketsWay(Connection connection, S3Buckets settings, SelfManagedSite.Means means, BucketClaims.Taken taken) {
        this.settings = settings;
        this.taken = taken;
        this.stores = means.stores();
        this.counts = ObjectWay.counts(means.home());
        this.keys = new Keys(connection.name(), means.lender());
    }

    /// Each bucket on its own.
    public List<AccountSync.Part> parts() throws BackstayException, InterruptedException {
        List<AccountSync.Part> parts = new ArrayList<>();
        for (String each : names()) {
            parts.add(new AccountSync.Part(part(each), occasion -> new KeptBucket(store(each)).list(occasion, counts)));
        }
        return parts;
    }

    private static String part(String bucket) {
        return "bucket " + bucket;
    }

    /// Everything that was found is stored. What was said before of a bucket that is another's now is not said twice.
    public List<Listing.Found> settle(List<Listing.Found> found, boolean complete, AccountSync.Told told) {
        notes.forEach(told::note);
        for (String each : left) {
            if (taken.isBeside(id(each))) {
                told.folded(id(each));
            }
            told.left(part(each), id(each));
        }
        return found;
    }

    /// What a person is to know of [#names], a sentence each.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// Whether [#names] left a bucket to another connection.
    public boolean isAnyLeft() {
        return !left.isEmpty();
    }

    /// A bucket, with the key that lists.
    public ObjectStore store(String bucket) throws BackstayException {
        return ObjectWay.store(settings.address(bucket), keys, stores, settings.reader(), Purpose.READ);
    }

    /// Where the bucket of an asset is, with the account that it must belong to where that is known.
    public S3Address of(Asset asset) throws BackstayException {
        return store(asset.name()).address();
    }

    /// The buckets that are listed: those that were named, or that the key sees, can be addressed and are no other
    /// connection's.
    public List<String> names() throws BackstayException, InterruptedException {
        if (settings.buckets() != null) {
            return own(settings.buckets());
        }
        BucketNames names = ObjectWay.service(settings, keys, stores).names();
        Set<String> regions = new TreeSet<>(names.elsewhere().values());
        if (!regions.isEmpty()) {
            notes.add("In " + String.join(", ", regions) + " the key sees "
                    + Counts.of(names.elsewhere().size(), "bucket") + " more: add a connection for each region.");
        }
        return own(names.here());
    }

    private List<String> own(List<String> all) {
        List<String> own = new ArrayList<>();
        for (String each : all) {
            String refusal = settings.refusal(each);
            if (refusal != null) {
                notes.add("The bucket " + ObjectKeys.printable(each) + " is left out, so that nothing is known of it: "
                        + refusal + ".");
            } else if (taken.has(id(each))) {
                left.add(each);
                String by = taken.by(id(each));
                notes.add("The bucket " + each + " is left to the connection " + by + ", which lists it.");
            } else {
                own.add(each);
            }
        }
        return own;
    }

    private AssetId id(String bucket) {
        return new AssetId(KeptBucket.asset(settings.address(bucket)));
    }
}
