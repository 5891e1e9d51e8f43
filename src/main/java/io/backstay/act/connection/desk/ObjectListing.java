package io.backstay.act.connection.desk;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.VersionCount;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.posture.BucketLook;
import io.backstay.connect.s3.posture.BucketPosture;
import io.backstay.connect.s3.posture.Lifecycle;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.Safekeeping;
import java.time.Instant;
import java.util.List;

/// What the object store of a connection holds, as the catalogue knows it.
///
/// Since when versions are kept, a bucket does not tell: the restorable window stays unknown. For how long, its
/// lifecycle does.
record ObjectListing(Asset asset, Connections.Objects counts) {
    private static final long LINES_MAX = 100_000;

    /// Lists with the reader's key.
    static ObjectListing of(Connection connection, ObjectSettings settings, ObjectStore reader, Instant now)
            throws BackstayException, InterruptedException {
        Versioning versioning = reader.versioning();
        BucketPosture posture = new BucketLook(reader, settings.root()).run();
        VersionCount count = VersionCount.of(reader, settings.root(), LINES_MAX);
        Asset asset = new Asset(
                new AssetId(settings.asset()),
                connection.name() + ", files",
                AssetKind.OBJECT_STORE,
                connection.environment(),
                SelfManaged.KIND,
                settings.store().toString(),
                null,
                settings.store().region(),
                posture.encrypted(),
                "prefix",
                versioning == Versioning.ENABLED,
                configured(posture),
                null,
                List.of(),
                List.of(),
                posture.immutable(),
                new Safekeeping(null, List.of(), null, posture.exposure().open(), null, null),
                new Observation(connection.source(), now));
        return new ObjectListing(
                asset,
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

    private static Configured configured(BucketPosture posture) {
        Lifecycle rules = posture.lifecycle().value();
        return new Configured(posture.retention(), null, null, null, rules == null ? List.of() : rules.archived());
    }
}
