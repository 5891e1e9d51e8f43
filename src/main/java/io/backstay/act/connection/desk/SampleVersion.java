package io.backstay.act.connection.desk;

import io.backstay.base.BackstayException;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One version in a bucket whose reading is tried.
final class SampleVersion {
    /// A bucket may begin with millions of delete markers.
    private static final int LOOKED_AT = 1_000;

    private SampleVersion() {}

    /// The first that is no delete marker, empty when there is none among the first lines.
    static Optional<ListedVersion> below(ObjectStore store, String prefix)
            throws BackstayException, InterruptedException {
        List<ListedVersion> seen = new ArrayList<>();
        store.versionsWhile(prefix, version -> {
            seen.add(version);
            return version.marker() && seen.size() < LOOKED_AT;
        });
        return seen.isEmpty() || seen.getLast().marker() ? Optional.empty() : Optional.of(seen.getLast());
    }
}
