package io.backstay.act.connection.reach;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.act.connection.transport.Stores;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.connect.Listing;
import io.backstay.connect.s3.ObjectKeys;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.S3Address;
import io.backstay.connect.s3.bucket.BucketNames;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.count.CountBook;
import io.backstay.estate.Asset;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How the buckets of a connection are reached, with what the vault lends, and what is asked of them.
public final class BucketsWay {
    private final S3Buckets settings;
    private final Stores stores;
    private final Keys keys;
    private final CountBook counts;
    private final Map<S3Address, String> beside;
    private final List<String> notes = new ArrayList<>();
    private boolean left;

    /// @param beside which buckets stand beside a database, each with the connection that lists it
    BucketsWay(Connection connection, S3Buckets settings, SelfManagedSite.Means means, Map<S3Address, String> beside) {
        this.settings = settings;
        this.beside = Map.copyOf(beside);
        this.stores = means.stores();
        this.counts = ObjectWay.counts(means.home());
        this.keys = new Keys(connection.name(), means.lender());
    }

    /// Each bucket on its own.
    public List<AccountSync.Part> parts() throws BackstayException, InterruptedException {
        List<AccountSync.Part> parts = new ArrayList<>();
        for (String each : names()) {
            parts.add(new AccountSync.Part(
                    "bucket " + each, occasion -> new KeptBucket(store(each)).list(occasion, counts)));
        }
        return parts;
    }

    /// Everything that was found is stored.
    public List<Listing.Found> settle(List<Listing.Found> found, boolean complete, AccountSync.Told told) {
        notes.forEach(told::note);
        return found;
    }

    /// What a person is to know of [#names], a sentence each.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// Whether [#names] left a bucket to the connection of the database that it is beside.
    public boolean isAnyLeft() {
        return left;
    }

    /// A bucket, with the key that lists.
    public ObjectStore store(String bucket) throws BackstayException {
        return ObjectWay.store(settings.address(bucket), keys, stores, settings.reader(), Purpose.READ);
    }

    /// Where the bucket of an asset is, with the account that it must belong to where that is known.
    public S3Address of(Asset asset) throws BackstayException {
        return store(asset.name()).address();
    }

    /// The buckets that are listed: those that were named, or those that the key sees, can be addressed and no database
    /// is beside.
    public List<String> names() throws BackstayException, InterruptedException {
        if (settings.buckets() != null) {
            return settings.buckets();
        }
        BucketNames names = ObjectWay.service(settings, keys, stores).names();
        Set<String> regions = new TreeSet<>(names.elsewhere().values());
        if (!regions.isEmpty()) {
            notes.add("In " + String.join(", ", regions) + " the key sees "
                    + Counts.of(names.elsewhere().size(), "bucket") + " more: add a connection for each region.");
        }
        List<String> own = new ArrayList<>();
        for (String each : names.here()) {
            String by = by(each);
            String refusal = settings.refusal(each);
            if (refusal != null) {
                notes.add("The bucket " + ObjectKeys.printable(each) + " is left out, so that nothing is known of it: "
                        + refusal + ".");
            } else if (by == null) {
                own.add(each);
            } else {
                left = true;
                notes.add("The bucket " + each + " is left to the connection " + by + ", which lists it.");
            }
        }
        return own;
    }

    private @Nullable String by(String bucket) {
        for (Map.Entry<S3Address, String> each : beside.entrySet()) {
            if (each.getKey().endpoint().equals(settings.at())
                    && each.getKey().bucket().equals(bucket)) {
                return each.getValue();
            }
        }
        return null;
    }
}
