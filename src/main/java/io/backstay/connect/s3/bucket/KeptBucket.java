package io.backstay.connect.s3.bucket;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.count.CountBook;
import io.backstay.connect.s3.count.VersionCount;
import io.backstay.connect.s3.posture.BucketLook;
import io.backstay.connect.s3.posture.BucketPosture;
import io.backstay.connect.s3.posture.Lifecycle;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.Safekeeping;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bucket, as the catalogue knows it.
///
/// Since when versions are kept, a bucket does not tell: the restorable window stays unknown. For how long, its
/// lifecycle does.
///
/// @param store with a key that lists
public record KeptBucket(ObjectStore store) {
    /// Who provides such assets in the catalogue, where nobody else names a provider.
    public static final String PROVIDER = "s3";

    /// What is counted of a bucket at most, so that one of millions takes seconds only.
    public static final long LINES_MAX = 100_000;

    /// The statement that allows what a listing asks.
    private static final String SHOWN = "docs/access/aws-buckets.json";

    /// What counting takes.
    public static final String LIST = "s3:ListBucketVersions";

    /// What the catalogue calls a bucket that no database is beside.
    public static String asset(S3Address address) {
        String host = address.endpoint().toString().replaceFirst("^[a-z]+://", "");
        return PROVIDER + ":" + host + "/" + address.bucket();
    }

    /// How an asset is called, which nothing in the bucket says.
    ///
    /// @param account of the provider, or where the store is
    /// @param tenancy how tenants share it, in the words of the estate; absent where none is known
    public record Called(
            String asset,
            String name,
            String provider,
            String account,
            @Nullable String tenancy) {}

    /// What is known of a bucket by what it says itself.
    public static Asset asset(Called called, S3Address address, BucketPosture posture, Listing.Occasion occasion) {
        Lifecycle rules = posture.lifecycle().value();
        return new Asset(
                new AssetId(called.asset()),
                called.name(),
                AssetKind.OBJECT_STORE,
                occasion.environment(),
                called.provider(),
                called.account(),
                null,
                address.region(),
                posture.encrypted(),
                called.tenancy(),
                posture.kept(),
                new Configured(posture.retention(), null, null, null, rules == null ? List.of() : rules.archived()),
                null,
                List.of(),
                List.of(),
                posture.immutable(),
                new Safekeeping(null, List.of(), null, posture.exposure().open(), null, null),
                new Observation(occasion.source(), occasion.at()));
    }

    /// Lists it: nine small questions about how it protects, and its versions as far as they are counted.
    ///
    /// @param counts remembers how far a count came that breaks off
    /// @throws BackstayException also when the key may ask next to nothing, because what was known before says more
    public Listing list(Listing.Occasion occasion, CountBook counts) throws BackstayException, InterruptedException {
        S3Address address = store.address();
        BucketPosture posture = new BucketLook(store, "").run();
        List<Unread> unread = new ArrayList<>();
        for (String each : posture.missing()) {
            unread.add(unread(each));
        }
        VersionCount count = counted(unread, counts, occasion.at());
        if (count == null && !posture.versions().known()) {
            throw new BackstayException(new Failure.Refused(
                    store.calls().store(),
                    "the key may ask neither whether the bucket " + address.bucket() + " keeps versions nor which",
                    "Attach " + SHOWN + " to it."));
        }
        Called called = new Called(
                asset(address), address.bucket(), PROVIDER, address.endpoint().toString(), null);
        Asset asset = asset(called, address, posture, occasion);
        return new Listing(
                List.of(new Listing.Found(asset, List.of(), count != null)),
                unread,
                List.of(note(address, posture, count)));
    }

    private Unread unread(String permission) {
        return new Unread(permission, "the bucket " + store.address().bucket(), SHOWN);
    }

    /// Absent when the key may not count, which is told among what is unread.
    private @Nullable VersionCount counted(List<Unread> unread, CountBook counts, Instant now)
            throws BackstayException, InterruptedException {
        try {
            return VersionCount.of(store, "", LINES_MAX, counts, now);
        } catch (BackstayException e) {
            if (e.failure().isMissingRight()) {
                unread.add(unread(LIST));
                return null;
            }
            throw e;
        }
    }

    private static String note(S3Address address, BucketPosture posture, @Nullable VersionCount count) {
        String held = "The bucket " + address.bucket()
                + (count == null
                        ? " was not counted"
                        : " holds " + (count.whole() ? "" : "at least ") + Counts.of(count.keys(), "name") + " with "
                                + Counts.of(count.versions(), "version") + " and "
                                + Counts.of(count.markers(), "delete marker")
                                + (count.begun() == null
                                        ? ""
                                        : ", counted in parts since "
                                                + Utc.words(count.begun().truncatedTo(ChronoUnit.SECONDS))));
        if (Boolean.TRUE.equals(posture.kept())) {
            return held + ".";
        }
        return Boolean.FALSE.equals(posture.kept())
                ? held + " and keeps no versions: what is deleted or overwritten there is gone. Enable versioning."
                : held + "; whether it keeps versions is not known.";
    }
}
