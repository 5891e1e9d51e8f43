package io.backstay.act.connection;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.VersionCount;
import io.backstay.connect.s3.Versioning;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import java.time.InstantSource;
import java.util.List;

/// What the object store of a connection holds, as the catalogue knows it.
///
/// Since when versions are kept, and for how long, a listing does not tell: the restorable window stays unknown.
record ObjectListing(Asset asset, Connections.Objects counts) {
    private static final long LINES_MAX = 100_000;

    /// Lists with the reader's key.
    static ObjectListing of(Connection connection, ObjectSettings settings, ObjectStore reader, InstantSource clock)
            throws BackstayException, InterruptedException {
        Versioning versioning = reader.versioning();
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
                null,
                "prefix",
                versioning == Versioning.ENABLED,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                new Observation("connection " + connection.name(), clock.instant()));
        return new ObjectListing(
                asset,
                new Connections.Objects(
                        settings.asset(), versioning, count.keys(), count.versions(), count.markers(), count.whole()));
    }
}
