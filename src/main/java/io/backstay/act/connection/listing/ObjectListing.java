package io.backstay.act.connection.listing;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.BackstayException;
import io.backstay.connect.Listing;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.count.CountBook;
import io.backstay.connect.s3.count.VersionCount;
import io.backstay.connect.s3.posture.BucketLook;
import io.backstay.connect.s3.posture.BucketPosture;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.estate.Asset;
import java.time.Instant;

/// What the object store of a connection holds, as the catalogue knows it.
///
/// Since when versions are kept, a bucket does not tell: the restorable window stays unknown. For how long, its
/// lifecycle does.
///
/// @param address with the account that the bucket must belong to, where that is known
record ObjectListing(Asset asset, S3Address address, Connections.Objects counts) {
    /// Lists with the reader's key.
    static ObjectListing of(
            Connection connection, ObjectSettings settings, ObjectStore reader, CountBook counts, Instant now)
            throws BackstayException, InterruptedException {
        Versioning versioning = reader.versioning();
        BucketPosture posture = new BucketLook(reader, settings.root()).run();
        VersionCount count = VersionCount.of(reader, settings.root(), KeptBucket.LINES_MAX, counts, now);
        var called = new KeptBucket.Called(
                settings.asset(),
                connection.name() + ", files",
                SelfManaged.KIND,
                settings.store().toString(),
                "prefix");
        var occasion = new Listing.Occasion(connection.source(), connection.environment(), now);
        return new ObjectListing(
                KeptBucket.asset(called, settings.store().address(), posture, occasion),
                reader.address(),
                new Connections.Objects(
                        settings.asset(),
                        versioning,
                        count.keys(),
                        count.versions(),
                        count.markers(),
                        count.whole(),
                        PostureWords.known(posture),
                        PostureWords.unread(posture)));
    }
}
