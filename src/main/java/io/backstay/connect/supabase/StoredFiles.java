package io.backstay.connect.supabase;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Counts;
import io.backstay.connect.Listing;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.current.CurrentObjects;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.Safekeeping;
import java.util.List;

/// A bucket of a project's storage, over its S3 endpoint. It lists files as they are now and has nothing to go back
/// to: Supabase Storage keeps no versions (its guide "S3 Compatibility").
///
/// @param project its ref
public record StoredFiles(ObjectStore store, String project) {
    /// What the catalogue calls it.
    public String asset() {
        return "supabase:" + project + "/storage/" + store.address().bucket();
    }

    /// What lies there now.
    public record Held(long files, ByteSize bytes) {
        /// Such as `12 files of 3 MB`.
        @Override
        public String toString() {
            return Counts.of(files, "file") + " of " + bytes;
        }
    }

    /// Counts what lies there now; an interrupt ends it.
    public Held held() throws BackstayException, InterruptedException {
        long[] sum = new long[2];
        new CurrentObjects(store, "").forEach(found -> {
            sum[0]++;
            sum[1] += found.size().bytes();
        });
        return new Held(sum[0], new ByteSize(sum[1]));
    }

    /// Lists it. That no version is kept is known, everything else that would protect it is not.
    public Listing list(Listing.Occasion occasion) throws BackstayException, InterruptedException {
        Held held = held();
        Asset asset = new Asset(
                new AssetId(asset()),
                store.address().bucket() + " of " + project + ", files",
                AssetKind.OBJECT_STORE,
                occasion.environment(),
                "supabase",
                project,
                null,
                store.address().region(),
                null,
                null,
                false,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                Safekeeping.UNKNOWN,
                new Observation(occasion.source(), occasion.at()));
        String note = "The bucket " + store.address().bucket() + " of " + project + " holds " + held
                + " and keeps no versions: what is deleted or overwritten there is gone. Copy it to a bucket with"
                + " versions.";
        return new Listing(List.of(new Listing.Found(asset, List.of(), true)), List.of(), List.of(note));
    }
}
